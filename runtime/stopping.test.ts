import { expect, test } from 'vitest';
import { startProcess } from './test-process.ts';

const parts = (...stops: string[]) =>
  `stopOnSignal(log, [${stops.map((stop, n) => `{ name: 'part ${n + 1}', stop: ${stop} }`)}], { withinMs: 60_000 }); ready();`;
const stopsWell = (name: string) => `() => log.info('${name} is stopped')`;

test.concurrent.each(['SIGTERM', 'SIGINT'] as const)(
  'on %s the parts are stopped in the order given, and the process ends well',
  async (signal) => {
    const process = startProcess(parts(stopsWell('http'), stopsWell('loops'), stopsWell('postgres')));
    await process.says('ready');
    process.signal(signal);
    expect(await process.ended()).toBe(0);
    expect(process.said.slice(1)).toEqual([
      'stopping',
      'http is stopped',
      'loops is stopped',
      'postgres is stopped',
      'stopped',
    ]);
  },
);

test.concurrent('a part that cannot be stopped keeps no other from being stopped', async () => {
  const process = startProcess(parts(`() => { throw new Error('stuck') }`, stopsWell('postgres')));
  await process.says('ready');
  process.signal('SIGTERM');
  expect(await process.ended()).toBe(0);
  expect(process.said.slice(1)).toEqual(['stopping', 'did not stop cleanly', 'postgres is stopped', 'stopped']);
});

test.concurrent('a part that never stops does not keep the process: it says so and ends', async () => {
  const process = startProcess(
    `stopOnSignal(log, [{ name: 'worker', stop: () => new Promise(() => undefined) }], { withinMs: 50 }); ready();`,
  );
  await process.says('ready');
  process.signal('SIGTERM');
  expect(await process.ended()).toBe(1);
  expect(process.said.at(-1)).toBe('not everything stopped in time');
});

test.concurrent('a second signal ends the process at once', async () => {
  const process = startProcess(parts('() => new Promise(() => undefined)'));
  await process.says('ready');
  process.signal('SIGTERM');
  await process.says('stopping');
  process.signal('SIGINT');
  expect(await process.ended()).toBe(1);
  expect(process.said).not.toContain('stopped');
});

test.concurrent('a process that cannot start says why in one line, and ends badly', async () => {
  const process = startProcess(`await runMain(log, async () => { throw new HopelessError('PORT must be a number') });`);
  expect(await process.ended()).toBe(1);
  expect(process.said).toEqual(['cannot start: PORT must be a number']);
});
