import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export type TestProcess = {
  /** Messages of its log so far. */
  readonly said: readonly string[];
  /** Until it has logged this message. */
  says(message: string): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Until it is over; its exit code, or null when a signal ended it. */
  ended(): Promise<number | null>;
};

/** A process of its own that runs `program` with a logger `log`, everything in runtime/stopping.ts, and HopelessError at hand. */
export function startProcess(program: string): TestProcess {
  const source = `
    import { createLogger } from './runtime/logger.ts';
    import { runMain, stopOnSignal } from './runtime/stopping.ts';
    import { HopelessError } from './runtime/until-it-answers.ts';
    const log = createLogger('test', 'info');
    const ready = () => { setInterval(() => undefined, 1_000); log.info('ready'); };
    ${program}`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', source], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  const watchers: (() => void)[] = [];
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    said.push(...lines.map((line) => JSON.parse(line).msg));
    for (const watch of watchers) watch();
  });
  const over = once(child, 'close').then(([code]) => code as number | null);
  return {
    said,
    says: (message) =>
      new Promise((resolve) => {
        watchers.push(() => said.includes(message) && resolve());
        for (const watch of watchers) watch();
      }),
    signal: (name) => void child.kill(name),
    ended: () => over,
  };
}
