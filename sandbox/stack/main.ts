import path from 'node:path';
import { clockWentBack, rememberClock, watchClock } from './clock.ts';
import { diagnose } from './diagnosis.ts';
import { watchDisk } from './disk.ts';
import { launch, type Stack } from './launch.ts';
import { localUrl, workflowsUrl } from './product-environment.ts';
import { productPrograms, sandboxPrograms } from './program.ts';
import { openScreen, type Screen } from './screen.ts';
import { readTemporalDev } from './temporal-dev.ts';
import { toolsCache } from './tools-cache.ts';

const projectDir = path.join(import.meta.dirname, '..', '..');
const LOOK_EVERY_MS = 10_000;

const screen = openScreen({
  write: (text) => void process.stdout.write(text),
  isTTY: process.stdout.isTTY === true,
  columns: process.stdout.columns || 100,
});
const stopRequested = waitForStop();

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.exitCode = sayFailure(error);
}
screen.close();
process.exit();

async function run(args: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  const env = process.env;
  const dev = readTemporalDev(path.join(projectDir, 'temporal-dev.yaml'));
  screen.line('Cage is starting.');
  const stack = await launch({
    projectDir,
    homeDir: path.resolve(env.CAGE_HOME || path.join(projectDir, '.cage')),
    cache: toolsCache(env),
    env,
    fresh: args.includes('--fresh'),
    products: productPrograms,
    sandboxes: sandboxPrograms,
    dev: { ...dev, namespace: env.TEMPORAL_NAMESPACE || dev.namespace },
    screen,
  });
  if ('reason' in stack) {
    screen.line(stack.text);
    return 1;
  }
  const stopWatching = watchTheMachine(stack);
  try {
    const first = await Promise.race([stack.up.then(() => 'up' as const), stopRequested]);
    if (first === 'up') {
      welcome(screen, stack, performance.now() - startedAt);
      await stopRequested;
    }
    return 0;
  } catch (error) {
    return sayFailure(error);
  } finally {
    stopWatching();
    screen.line('Stopping.');
    const stoppingAt = performance.now();
    await stack.stop();
    screen.line(`Stopped in ${((performance.now() - stoppingAt) / 1_000).toFixed(1)} s.`);
  }
}

function welcome(on: Screen, { plan, ports, publicUrl, namespace, home }: Stack, tookMs: number): void {
  const address = (title: string, url: string) => on.line(`  ${title.padEnd(18)}${url}`);
  on.line();
  on.line(`Cage is up, after ${(tookMs / 1_000).toFixed(1)} s.`);
  on.line();
  address('Start here', localUrl(ports.desk));
  if (plan.sandbox.telegram) address('Messenger', localUrl(ports.telegram));
  if (plan.sandbox.stripe) address('Card payments', localUrl(ports.stripe));
  if (plan.sandbox.adyen) address('Adyen', localUrl(ports.adyen));
  if (plan.sandbox.ton) address('TON', localUrl(ports.ton));
  address('Player’s app', `${localUrl(ports.api)}/app/`);
  if (plan.staff !== 'closed') address('Staff desk', `${publicUrl}/staff/`);
  if (plan.start.temporal) address('Temporal Web UI', workflowsUrl(ports.temporalUi, namespace));
  address('API', `${localUrl(ports.api)}/openapi.json`);
  on.line();
  if (plan.playMoneyRails.length > 0)
    on.line(`Real and sandboxed money are mixed: ${plan.playMoneyRails.join(', ')} credits play money only.`);
  const chat = plan.sandbox.telegram ? 'the messenger' : 'your bot in Telegram';
  on.line(`Try: open ${chat}, press Start, choose Deposit; or press Cage beside the message field.`);
  on.line(`Logs are in ${shortPath(home.at('logs'))}. Ctrl-C stops it all; the data stays.`);
}

function shortPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') ? file : relative || '.';
}

/** Resolves at the first wish to stop, and swallows the later ones: Ctrl-C reaches us by more than one way. */
function waitForStop(): Promise<'stop'> {
  return new Promise((resolve) => {
    const stop = () => resolve('stop');
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
    process.on('disconnect', stop); // run.mjs was killed, and would have been the one to tell us
    process.stdout.on('error', () => {}); // the terminal went away; SIGHUP follows
  });
}

function watchTheMachine(stack: Stack): () => void {
  const file = stack.home.at('clock');
  const back = clockWentBack(file, Date.now());
  if (back) screen.warn(back);
  const step = watchClock(Date.now, () => performance.now(), screen.warn);
  const lookAtDisk = watchDisk(stack.home.dir, screen.warn);
  const tick = () => {
    step();
    lookAtDisk();
    try {
      rememberClock(file, Date.now());
    } catch {} // a full disk; others say so
  };
  tick();
  const timer = setInterval(tick, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

function sayFailure(error: unknown): number {
  const text = error instanceof Error ? error.message : String(error);
  const cause = diagnose(text);
  screen.line(cause ? `Cage cannot run: ${cause}.\n  ${text}` : `Cage cannot run: ${text}`);
  return 1;
}
