import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isRunning, type ProcessIdentity } from './process-identity.ts';

/*
 * The launcher as it is started by `npm start`, in a clone whose product is a handful of small programs. Everything
 * else is real: PostgreSQL, Redis, Temporal, signals, kills.
 */

const here = path.join(import.meta.dirname, '..', '..');
const UP = /Ctrl-C stops it all/; // the last line of the welcome
const PARTS = [
  'adyen',
  'api',
  'bot',
  'clamd',
  'loops',
  'postgres',
  'prices',
  'redis',
  'staff',
  'stripe',
  'telegram',
  'temporal',
  'ton',
  'worker',
];

let clone = '';
let launchers: Launcher[] = [];
/** One that a test left up, for the next that only needs a stack that is up: a start costs more than most tests. */
let left: Launcher | undefined;

beforeAll(() => {
  clone = mkdtempSync(path.join(tmpdir(), 'cage-launch-'));
  // Reachable for the user that root's PostgreSQL runs as.
  chmodSync(clone, 0o755);
  mkdirSync(path.join(clone, 'sandbox'));
  cpSync(path.join(here, 'sandbox', 'stack'), path.join(clone, 'sandbox', 'stack'), { recursive: true });
  for (const name of ['package.json', 'tsconfig.json', 'temporal-dev.yaml'])
    cpSync(path.join(here, name), path.join(clone, name));
  symlinkSync(path.join(here, 'node_modules'), path.join(clone, 'node_modules'));
  // The files of them that the launcher reads.
  for (const file of [
    path.join('sandbox', 'telegram', 'launch-key.ts'),
    path.join('sandbox', 'prices', 'wires.ts'),
    path.join('sandbox', 'ton', 'wires.ts'),
  ])
    cpSync(path.join(here, file), path.join(clone, file));
  mkdirSync(path.join(clone, 'runtime'));
  for (const name of ['ed25519.ts', 'sealing.ts'])
    cpSync(path.join(here, 'runtime', name), path.join(clone, 'runtime', name));
  for (const file of [
    'api/main',
    'bot/main',
    'loops/main',
    'activities/worker',
    'sandbox/telegram/main',
    'sandbox/staff/main',
    'sandbox/stripe/main',
    'sandbox/prices/main',
    'sandbox/adyen/main',
    'sandbox/clamd/main',
    'sandbox/ton/main',
  ]) {
    mkdirSync(path.join(clone, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(clone, `${file}.ts`), PROGRAM);
  }
  mkdirSync(path.join(clone, 'prisma'));
  writeFileSync(path.join(clone, 'prisma', 'migrate.ts'), MIGRATION);
});
afterEach(endAll);
afterAll(async () => {
  await left?.end('SIGTERM');
  rmSync(clone, { recursive: true, force: true });
});

test('one command brings everything up, Ctrl-C takes it down within five seconds, and the data is there next time', async () => {
  const first = launcher();
  await first.says(UP);
  expect(first.said()).toMatch(
    /Start here +http:\/\/127\.0\.0\.1:\d+\n +Messenger +http.*\n +Card payments +http.*\n +Adyen +http.*\n +TON +http.*\n +Player’s app +http.*\n +Staff desk +http.*\/staff\/\n +Temporal Web UI +http.*\n +API +http/,
  );
  expect(started().map(({ part }) => part)).toEqual(PARTS);
  const secrets = readFileSync(inCage('secrets.json'), 'utf8');
  expect(Object.values(JSON.parse(secrets)).filter((secret) => first.said().includes(String(secret)))).toEqual([]);
  expect(statSync(inCage()).mode & 0o777).toBe(0o700);

  const before = started();
  expect(await first.end('SIGINT')).toBe(0);
  expect(before.filter(({ identity }) => isRunning(identity))).toEqual([]);

  const second = launcher();
  await second.says(UP);
  expect(readFileSync(inCage('secrets.json'), 'utf8')).toBe(secrets);
  expect(readFileSync(inCage('logs', 'api.log'), 'utf8')).toContain('"starts":2');
  leaves(second);
});

describe('of a stack that is up', () => {
  let stack: Launcher;
  beforeAll(async () => {
    stack = await takeUp();
  });

  test('a second start is refused, and told where the first is', async () => {
    const address = /Start here +(\S+)/.exec(stack.said())?.[1];
    const second = launcher();
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain(`Cage already runs in this folder: ${address} (process ${stack.pid})`);
    expect(started().every(({ identity }) => isRunning(identity))).toBe(true);
  });

  test('every part that is killed is named and comes back, and the others stay', async () => {
    for (const { part, identity } of started()) {
      const others = started().filter((each) => each.part !== part);
      process.kill(identity.pid, 'SIGKILL');
      await stack.says(new RegExp(`${titles[part]} was ended by SIGKILL; started again in`));
      await stack.says(new RegExp(`${titles[part]} is back`));
      expect(others.filter((each) => !isRunning(each.identity))).toEqual([]);
    }
  });

  test('the launcher itself can be killed: the next start ends what it left, and works', async () => {
    const abandoned = started();
    await stack.end('SIGKILL');
    const next = launcher();
    await next.says(UP);
    expect(next.said()).toMatch(/Stopped what the last run had left:.*postgres/);
    expect(abandoned.filter(({ identity }) => isRunning(identity))).toEqual([]);
    leaves(next);
  });

  afterAll(() => stack.end('SIGTERM'));
});

test('a port that somebody else took meanwhile is replaced and told; --fresh forgets the data', async () => {
  const first = await takeUp();
  launchers.push(first);
  const secrets = readFileSync(inCage('secrets.json'), 'utf8');
  await first.end('SIGINT');
  const { api } = JSON.parse(readFileSync(inCage('ports.json'), 'utf8'));
  const squatter = createServer().listen(api, '127.0.0.1');
  await new Promise((resolve) => squatter.once('listening', resolve));

  const second = launcher(['--fresh'], { PORT: String(api) });
  await second.says(UP);
  squatter.close();
  expect(second.said()).toMatch(new RegExp(`Port ${api} is taken: the API gets \\d+`));
  expect(readFileSync(inCage('secrets.json'), 'utf8')).not.toBe(secrets);
  expect(readFileSync(inCage('logs', 'api.log'), 'utf8')).toContain('"starts":1');
});

test('a stop during the start leaves nothing running and nothing locked', async () => {
  const stack = launcher(['--fresh']);
  await stack.says(/Redis +127/);
  const begun = started();
  expect(await stack.end('SIGTERM')).toBe(0);
  expect(begun.filter(({ identity }) => isRunning(identity))).toEqual([]);
  expect(readdirSync(inCage())).not.toContain('lock.json');
});

test('a start that cannot work ends with one clear line and leaves nothing running', async () => {
  const mixed = launcher([], { DATABASE_URL: 'postgresql://books.example/cage' });
  expect(await mixed.ended).toBe(1);
  expect(mixed.said()).toMatch(/DATABASE_URL may hold real books.*CAGE_ALLOW_MIXED=1/);
  writeFileSync(
    path.join(clone, 'prisma', 'migrate.ts'),
    "console.error('table ledger.entry is missing'); process.exit(1);",
  );
  const failing = launcher();
  const code = await failing.ended;
  writeFileSync(path.join(clone, 'prisma', 'migrate.ts'), MIGRATION);
  expect(code).toBe(1);
  expect(failing.said()).toMatch(/the migration failed:\n +table ledger.entry is missing/);
  expect(readdirSync(inCage())).not.toContain('run');
});

const titles: Record<string, string> = {
  api: 'API',
  bot: 'Bot',
  loops: 'Loops',
  postgres: 'PostgreSQL',
  prices: 'Sandbox prices',
  clamd: 'Sandbox clamd',
  redis: 'Redis',
  stripe: 'Sandbox Stripe',
  adyen: 'Sandbox Adyen',
  ton: 'Sandbox TON',
  staff: 'Sandbox staff',
  telegram: 'Sandbox Telegram',
  temporal: 'Temporal',
  worker: 'Worker',
};

type Launcher = {
  readonly pid: number;
  said(): string;
  says(wanted: RegExp): Promise<void>;
  readonly ended: Promise<number | null>;
  end(signal: NodeJS.Signals): Promise<number | null>;
};

async function endAll(): Promise<void> {
  await Promise.all(launchers.map((launcher) => launcher.end('SIGTERM')));
  launchers = [];
}

function leaves(stack: Launcher): void {
  launchers = launchers.filter((each) => each !== stack);
  left = stack;
}

/** The stack that is up, or a new one; whoever takes it ends it. */
async function takeUp(): Promise<Launcher> {
  const stack = left ?? startLauncher();
  left = undefined;
  await stack.says(UP);
  return stack;
}

/** One that its test need not end. */
function launcher(args?: string[], env?: Record<string, string>): Launcher {
  const made = startLauncher(args, env);
  launchers.push(made);
  return made;
}

function startLauncher(args: string[] = [], env: Record<string, string> = {}): Launcher {
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/stack/main.ts', ...args], {
    cwd: clone,
    env: { ...withoutSettings(process.env), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return watched(child);
}

function watched(child: ChildProcess): Launcher {
  let text = '';
  let heard = () => {};
  const take = (chunk: Buffer) => {
    text += chunk;
    heard();
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  ended.then(() => heard());
  return {
    pid: child.pid ?? 0,
    said: () => text,
    says: async (wanted) => {
      while (!wanted.test(text)) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`ended without ${wanted}:\n${text}`);
        await new Promise<void>((resolve) => {
          heard = resolve;
        });
      }
    },
    ended,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

function inCage(...names: string[]): string {
  return path.join(clone, '.cage', ...names);
}

function started(): { part: string; identity: ProcessIdentity }[] {
  return readdirSync(inCage('run'))
    .sort()
    .map((name) => ({
      part: path.basename(name, '.json'),
      identity: JSON.parse(readFileSync(inCage('run', name), 'utf8')),
    }));
}

/** The one who runs the tests may have settings of their own. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const settings = /^(DATABASE|REDIS|TEMPORAL|TELEGRAM|STAFF|CAGE|PORT$|PUBLIC_URL$|PLAY_MONEY|NODE_OPTIONS|VITEST)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !settings.test(name)));
}

/** Stands in for each of the product's programs. The API also counts its starts in the database, to show what it keeps. */
const PROGRAM = `
  import { createServer } from 'node:http';
  const env = process.env;
  const me = process.argv[1] ?? '';
  const say = (fields: object) => console.log(JSON.stringify({ level: 30, ...fields }));
  const { DATABASE_URL } = env;
  const ports = {
    api: env.PORT,
    telegram: env.TELEGRAM_SANDBOX_PORT,
    staff: env.STAFF_SANDBOX_PORT,
    stripe: env.STRIPE_SANDBOX_PORT,
    adyen: env.ADYEN_SANDBOX_PORT,
    ton: env.TON_SANDBOX_PORT,
    prices: env.PRICES_SANDBOX_PORT,
    clamd: env.CLAMD_SANDBOX_PORT,
  };
  const port = Number(Object.entries(ports).find(([name]) => me.includes(name))?.[1] ?? 0);
  if (me.includes('api')) {
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: DATABASE_URL });
    await client.connect();
    await client.query('insert into starts values (1)');
    const { rows } = await client.query('select count(*)::int as n from starts');
    await client.end();
    say({ msg: 'counted', starts: rows[0].n });
  }
  createServer((_, response) => response.end()).listen(port, '127.0.0.1', () => say({ msg: 'ready' }));
  process.on('SIGTERM', () => process.exit(0));
`;

const MIGRATION = `
  import pg from 'pg';
  const client = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL });
  await client.connect();
  await client.query('create table if not exists starts (n int); grant select, insert on starts to cage_app');
  await client.end();
`;
