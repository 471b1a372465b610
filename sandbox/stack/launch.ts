import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Board, openBoard } from './board.ts';
import { publishStarters } from './bonuses.ts';
import { openDesk } from './desk.ts';
import { boardLines, deskView } from './desk-view.ts';
import { claimFolder, type Folder, type Refusal, stopOrder } from './folder.ts';
import { compareClocks } from './foreign-clocks.ts';
import { type Keeper, openKeeper } from './keeper.ts';
import { migrate } from './migration.ts';
import { type Environment, makePlan, type Plan } from './plan.ts';
import { type ReservedPort, withPortsHeld } from './ports.ts';
import {
  adyenSandboxEnvironment,
  clamdSandboxEnvironment,
  environmentOf,
  type Filling,
  localUrl,
  ownerDatabaseUrl,
  pricesSandboxEnvironment,
  productEnvironment,
  publicUrlOf,
  type StackPorts,
  staffSandboxEnvironment,
  stripeSandboxEnvironment,
  telegramSandboxEnvironment,
  tonSandboxEnvironment,
} from './product-environment.ts';
import {
  type Need,
  type Program,
  programPart,
  programStopping,
  type SandboxName,
  sandboxStopping,
  untilReady,
} from './program.ts';
import { runTool } from './run-tool.ts';
import type { Screen, Step } from './screen.ts';
import { openSecrets } from './secrets.ts';
import { bringUpPostgres, bringUpRedis, bringUpTemporal, type Site } from './servers.ts';
import {
  askedPorts,
  type ChosenPorts,
  chooseStackPorts,
  neededPorts,
  type PortName,
  portTitles,
  usualPorts,
} from './stack-ports.ts';
import type { TemporalDev } from './temporal-dev.ts';
import { ensureNamespace } from './temporal-namespace.ts';
import { openWebUi } from './web-ui.ts';

export type LaunchWish = {
  readonly projectDir: string;
  readonly homeDir: string;
  readonly cache: string;
  readonly env: Environment;
  readonly fresh: boolean;
  readonly products: readonly Program[];
  readonly sandboxes: Readonly<Record<SandboxName, Program>>;
  readonly dev: TemporalDev;
  readonly screen: Screen;
};

export type Stack = {
  readonly plan: Plan;
  readonly ports: StackPorts;
  readonly publicUrl: string;
  readonly home: Folder['home'];
  /** The namespace of the Temporal we start. */
  readonly namespace: string;
  /** Resolves when the API says that everything is there; rejects when a server cannot be started. */
  readonly up: Promise<void>;
  /** Stops everything in order; whatever is still starting is given up. */
  stop(): Promise<void>;
};

const SERVER_TRIES = 3;

/** Starts what has no address given, fills in the sandbox's addresses, migrates, starts the product. */
export async function launch(wish: LaunchWish): Promise<Stack | Refusal> {
  const plan = makePlan(wish.env);
  if ('reason' in plan) return plan;
  const missing = wish.products.find(({ file }) => !existsSync(path.join(wish.projectDir, file)));
  if (missing) return { reason: 'missing-file', text: `${missing.file} is missing: this clone is not whole.` };
  const programs = wish.products.map(({ name }) => name);
  const folder = await claimFolder(wish.homeDir, programs, wish.fresh);
  if ('reason' in folder) return folder;

  const { home, lock, processes, ended } = folder;
  try {
    if (ended.length > 0) wish.screen.line(`  Stopped what the last run had left: ${ended.join(', ')}.`);
    const secrets = openSecrets(home.at('secrets.json'), existsSync(home.at('pg', 'PG_VERSION')));
    const chosen = await chooseStackPorts(
      home.at('ports.json'),
      usualPorts(wish.dev),
      askedPorts(wish.env),
      neededPorts(plan),
    );
    const { ports } = chosen;
    for (const { name, taken, port } of chosen.moved) {
      wish.screen.line(`  Port ${taken} is taken: ${portTitles[name]} gets ${port}.`);
    }
    const namespace = wish.dev.namespace;
    const board = openBoard(boardLines(plan, wish.products));
    const keeper = openKeeper(home, processes, wish.screen, board);
    const publicUrl = publicUrlOf({ given: wish.env, ports });
    await chosen.held.desk?.release();
    const desk = await openDesk(
      ports.desk,
      board,
      deskView(plan, { ports, publicUrl, namespace, logs: home.at('logs') }),
    );
    const webUi = await serveWebUi(plan, chosen);
    const giveUp = new AbortController();
    const filling = {
      given: wish.env,
      plan,
      ports,
      secrets,
      namespace,
      headsFile: home.at('audit-heads.jsonl'),
      documentsDir: home.at('documents'),
    };
    const up = startAll({ ...wish, filling, folder, chosen, keeper, board, signal: giveUp.signal });
    up.then(
      () => board.isUp(Date.now()),
      () => {},
    );
    lock.tellAddress(localUrl(ports.desk));
    let stopping: Promise<void> | undefined;
    const stopAll = async () => {
      giveUp.abort();
      await keeper.stop(stopOrder(programs));
      await up.catch(() => {});
      desk.close();
      webUi?.close();
      processes.forget();
      lock.release();
    };
    return {
      plan,
      ports,
      publicUrl,
      namespace,
      home,
      up,
      stop: () => {
        stopping ??= stopAll();
        return stopping;
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** There from the beginning, and says itself when Temporal is not. */
async function serveWebUi({ start }: Plan, { ports, held }: ChosenPorts): Promise<{ close(): void } | undefined> {
  if (!start.temporal) return undefined;
  await held.temporalUi?.release();
  const { temporalUi: port, temporalUiBehind: behindPort } = ports;
  return openWebUi({ port, behindPort, codecUrl: `${localUrl(ports.api)}/codec` });
}

type Start = LaunchWish & {
  readonly filling: Filling;
  readonly folder: Folder;
  readonly chosen: ChosenPorts;
  readonly keeper: Keeper;
  readonly board: Board;
  readonly signal: AbortSignal;
};

/** Everything begins as soon as what it needs is up, and not later. */
async function startAll(start: Start): Promise<void> {
  const { filling, screen, products, signal } = start;
  for (const { title, because } of filling.plan.skipped) screen.line(`  -  ${title.padEnd(18)}yours (${because})`);
  const clocks = compareClocks(filling.given, filling.plan, screen);
  const postgres = startServer(start, 'postgres', 'PostgreSQL', bringUpPostgres);
  const up: Record<Need, Promise<void>> = {
    migration: postgres.then(() => runMigration(start)),
    redis: startServer(start, 'redis', 'Redis', bringUpRedis),
    temporal: startTemporal(start),
    telegram: startTelegram(start),
    webApp: buildWebApp(start),
  };
  const others = [
    startStripe(start),
    startAdyen(start),
    startTon(start),
    startPrices(start),
    startClamd(start),
    startStaff(start),
  ];
  const all = [...Object.values(up), ...others];
  const env = productEnvironment(filling);
  leaveForCommands(start, env);
  const started = products.map(async (program) => {
    await Promise.all(program.needs.map((need) => up[need]));
    await startProgram(
      start,
      program,
      program.name === 'api' ? 'api' : undefined,
      environmentOf(program.name, env),
      programStopping,
    );
  });
  await Promise.all([...all, ...started, clocks]);
  await withStep(start, 'Readiness', (step) => {
    step.doing('asking the API');
    return untilReady(localUrl(filling.ports.api), step.doing, signal);
  });
}

/** What "npm run verify", "npm run staff" and their like need to know of this clone, where nobody gave them another database. */
function leaveForCommands({ folder, filling }: Start, env: NodeJS.ProcessEnv): void {
  const { AUDIT_KEY, AUDIT_HEADS_FILE, TON_API_URL, TON_NETWORK, TON_HOT_WALLET, TON_COLD_WALLET } = env;
  const left = {
    'database-url': env.DATABASE_URL ?? '',
    'audit.json': JSON.stringify({ AUDIT_KEY, AUDIT_HEADS_FILE }),
    'ton.json': JSON.stringify({ TON_API_URL, TON_NETWORK, TON_HOT_WALLET, TON_COLD_WALLET }),
  };
  for (const [name, text] of Object.entries(left)) {
    if (filling.plan.start.postgres) writeFileSync(folder.home.at(name), text, { mode: 0o600 });
    else rmSync(folder.home.at(name), { force: true });
  }
}

async function startServer(
  start: Start,
  name: 'postgres' | 'redis',
  title: string,
  bringUp: (site: Site, step: Step) => Promise<void>,
): Promise<void> {
  if (!start.filling.plan.start[name]) return;
  await withStep(start, title, (step) => bringUp(siteOf(start, [name]), step));
}

async function startTemporal(start: Start): Promise<void> {
  const { filling, dev, screen } = start;
  if (filling.plan.start.temporal) {
    const site = siteOf(start, ['temporal', 'temporalUiBehind']);
    return withStep(start, 'Temporal', (step) => bringUpTemporal(site, dev, step));
  }
  const { TEMPORAL_ADDRESS: address = '', TEMPORAL_NAMESPACE: namespace = 'default' } = filling.given;
  try {
    await ensureNamespace(address, { ...dev, namespace }, { withinMs: 5_000, setRetention: false });
  } catch (error) {
    const names = Object.keys(dev.searchAttributes).join(', ');
    screen.warn(`Temporal at ${address} could not be asked for the search attributes ${names}: ${messageOf(error)}`);
  }
}

async function startTelegram(start: Start): Promise<void> {
  const { filling, folder, sandboxes } = start;
  if (!filling.plan.sandbox.telegram) return;
  const env = telegramSandboxEnvironment(filling, folder.home.at('telegram'));
  await startProgram(start, sandboxes.telegram, 'telegram', env, sandboxStopping);
}

async function startStripe(start: Start): Promise<void> {
  const { filling, folder, sandboxes } = start;
  if (!filling.plan.sandbox.stripe) return;
  const env = stripeSandboxEnvironment(filling, folder.home.at('stripe'));
  await startProgram(start, sandboxes.stripe, 'stripe', env, sandboxStopping);
}

async function startAdyen(start: Start): Promise<void> {
  const { filling, folder, sandboxes } = start;
  if (!filling.plan.sandbox.adyen) return;
  const env = adyenSandboxEnvironment(filling, folder.home.at('adyen'));
  await startProgram(start, sandboxes.adyen, 'adyen', env, sandboxStopping);
}

async function startTon(start: Start): Promise<void> {
  const { filling, folder, sandboxes } = start;
  if (!filling.plan.sandbox.ton) return;
  const env = tonSandboxEnvironment(filling, folder.home.at('ton'));
  await startProgram(start, sandboxes.ton, 'ton', env, sandboxStopping);
}

async function startPrices(start: Start): Promise<void> {
  const { filling, sandboxes } = start;
  if (filling.plan.prices !== 'sandbox') return;
  await startProgram(start, sandboxes.prices, 'prices', pricesSandboxEnvironment(filling), sandboxStopping);
}

async function startClamd(start: Start): Promise<void> {
  const { filling, sandboxes } = start;
  if (filling.plan.scanner !== 'sandbox') return;
  await startProgram(start, sandboxes.clamd, 'clamd', clamdSandboxEnvironment(filling), sandboxStopping);
}

async function startStaff(start: Start): Promise<void> {
  const { filling, sandboxes, screen } = start;
  if (filling.plan.staff === 'closed') {
    screen.line('  -  Staff desk        closed: STAFF_OIDC_ISSUER and its client are not given');
  }
  if (filling.plan.staff !== 'sandbox') return;
  await startProgram(start, sandboxes.staff, 'staff', staffSandboxEnvironment(filling), sandboxStopping);
}

async function startProgram(
  start: Start,
  program: Program,
  portName: PortName | undefined,
  env: NodeJS.ProcessEnv,
  stopping: typeof programStopping | typeof sandboxStopping,
): Promise<void> {
  const part = programPart(program, { projectDir: start.projectDir, env, stopping });
  await withStep(start, program.title, async (step) => {
    await start.keeper.keep(portName ? withPortsHeld(part, heldFor(start, [portName])) : part);
    step.done(portName ? localUrl(start.filling.ports[portName]) : 'up');
  });
}

/** The app's files: made when they are older than what they are made from. */
async function buildWebApp(start: Start): Promise<void> {
  if (!existsSync(path.join(start.projectDir, 'webapp', 'vite.config.ts'))) return;
  await withStep(start, 'Web app', async (step) => {
    step.doing('building');
    const args = [path.join(start.projectDir, 'run.mjs'), 'build'];
    const { projectDir, signal } = start;
    const built = await runTool({ file: process.execPath, args, cwd: projectDir, env: process.env }, { signal });
    if (built.ok) step.done('built');
    else
      start.screen.warn(
        `The web app could not be built; the rest goes on. ${built.output.trim().split('\n').at(-1) ?? ''}`,
      );
  });
}

async function runMigration(start: Start): Promise<void> {
  const ownerUrl = ownerDatabaseUrl(start.filling);
  if (!ownerUrl) {
    start.screen.line('  -  Migration         left out: DATABASE_OWNER_URL is not given');
    return;
  }
  await withStep(start, 'Migration', async (step) => {
    step.doing('bringing the database up to date');
    await migrate(start.projectDir, ownerUrl, start.signal);
    step.done('up to date');
  });
  // In a database of ours alone: what an operator offers is theirs to say.
  const { DATABASE_URL } = productEnvironment(start.filling);
  if (start.filling.plan.start.postgres && DATABASE_URL)
    await publishStarters(start.projectDir, DATABASE_URL, start.signal);
}

function siteOf(start: Start, portNames: readonly PortName[]): Site {
  const { projectDir, folder, filling, cache, env, signal, keeper } = start;
  const held = heldFor(start, portNames);
  return {
    projectDir,
    home: folder.home,
    ports: filling.ports,
    secrets: filling.secrets,
    finding: { env, cache, signal },
    keep: (part) => keeper.keep(withPortsHeld(part, held), SERVER_TRIES),
  };
}

function heldFor(start: Start, names: readonly PortName[]): readonly ReservedPort[] {
  return names.map((name) => start.chosen.held[name]).filter((held) => held !== undefined);
}

async function withStep(start: Start, title: string, work: (step: Step) => Promise<void>): Promise<void> {
  const shown = start.screen.step(title);
  start.board.set(title, { state: 'starting' });
  const step: Step = {
    ...shown,
    doing(what) {
      shown.doing(what);
      start.board.set(title, { detail: what });
    },
    done(result) {
      shown.done(result);
      start.board.set(title, { state: 'runs', detail: portIn(result) });
    },
  };
  try {
    await work(step);
  } finally {
    step.drop();
  }
}

/** The port of an address, for a line that has no room for the rest of it. */
const portIn = (result: string): string => /:(\d+)/.exec(result)?.[1] ?? '';

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
