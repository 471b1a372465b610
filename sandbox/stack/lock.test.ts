import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeLock } from './lock.ts';
import { identify } from './process-identity.ts';

let dir = '';
const file = () => path.join(dir, 'lock.json');
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'cage-lock-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('a second start is refused, and told who runs and where', () => {
  const lock = takeLock(file());
  if ('reason' in lock) throw new Error('refused');
  lock.tellAddress('http://127.0.0.1:8081');
  expect(takeLock(file())).toEqual({ reason: 'already-runs', pid: process.pid, address: 'http://127.0.0.1:8081' });
});

test('after a release the next start has the folder, and nothing is left in it', () => {
  for (let start = 0; start < 3; start++) {
    const lock = takeLock(file());
    if ('reason' in lock) throw new Error('refused');
    lock.release();
  }
  expect(readdirSync(dir)).toEqual([]);
});

test('a lock whose holder was killed is taken over', async () => {
  const holder = spawn('sleep', ['60']);
  const identity = identify(holder.pid ?? 0);
  writeFileSync(file(), JSON.stringify({ ...identity, address: 'x' }));
  expect(takeLock(file())).toMatchObject({ reason: 'already-runs' });
  holder.kill('SIGKILL');
  await new Promise((resolve) => holder.once('exit', resolve));
  expect(takeLock(file())).not.toHaveProperty('reason');
});

test('a pid that now belongs to another process does not hold the folder', () => {
  writeFileSync(file(), JSON.stringify({ pid: process.pid, born: 'in another life', address: 'x' }));
  expect(takeLock(file())).not.toHaveProperty('reason');
});

test('a lock that was cut off by a full disk does not hold the folder', () => {
  writeFileSync(file(), '{"pid":');
  expect(takeLock(file())).not.toHaveProperty('reason');
});

test('of many starts at once over a stale lock, one gets the folder', async () => {
  writeFileSync(file(), JSON.stringify({ pid: 1, born: 'in another life', address: 'x' }));
  const lockModule = path.join(import.meta.dirname, 'lock.ts');
  const program = `import { takeLock } from ${JSON.stringify(lockModule)};
    const lock = takeLock(process.argv[1]); console.log('reason' in lock ? 'refused' : 'taken'); process.stdin.resume();`;
  const starts = Array.from({ length: 5 }, () =>
    spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program, file()], {
      cwd: path.join(import.meta.dirname, '..', '..'),
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
  const said = await Promise.all(
    starts.map(
      (start) => new Promise<string>((resolve) => start.stdout.once('data', (data) => resolve(`${data}`.trim()))),
    ),
  );
  for (const start of starts) start.stdin.end();
  expect(said.filter((word) => word === 'taken')).toHaveLength(1);
});
