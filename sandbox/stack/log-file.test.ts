import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLogFile } from './log-file.ts';

let dir = '';
const file = () => path.join(dir, 'part.log');
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'cage-log-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('the last run’s log is kept beside the new one', () => {
  for (const line of ['first run', 'second run']) {
    const log = openLogFile(file(), 1_000, () => {});
    log.write(line);
    log.close();
  }
  expect(readFileSync(file(), 'utf8')).toBe('second run\n');
  expect(readFileSync(`${file()}.1`, 'utf8')).toBe('first run\n');
});

test('a part that talks for ever fills two files, not the disk', () => {
  const log = openLogFile(file(), 1_000, () => {});
  for (let line = 0; line < 1_000; line++) log.write(`line ${line} ${'x'.repeat(50)}`);
  log.close();
  expect(statSync(file()).size + statSync(`${file()}.1`).size).toBeLessThan(2_500);
  expect(readFileSync(file(), 'utf8') + readFileSync(`${file()}.1`, 'utf8')).toContain('line 999 ');
});

test('lines that cannot be written are lost, told once, and do not throw', () => {
  const lost: Error[] = [];
  const log = openLogFile(file(), 1_000, (error) => lost.push(error));
  log.close(); // stands in for a disk that takes no more
  log.write('one');
  log.write('two');
  expect(lost).toHaveLength(1);
});
