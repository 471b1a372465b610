import { expect, test } from 'vitest';
import { diskIsFull, watchDisk } from './disk.ts';

test('a disk that fills up is told once, and once more when there is room again', () => {
  let free = 10_000_000_000;
  const told: string[] = [];
  const step = watchDisk(
    '/data',
    (line) => told.push(line),
    () => free,
  );
  for (const bytes of [free, 150_000_000, 0, 0, 1_000_000_000, 1_000_000_000]) {
    free = bytes;
    step();
  }
  expect(told).toEqual([expect.stringMatching(/disk is full: 150 MB left/), 'There is room on the disk again.']);
  expect(diskIsFull('/data', () => 199_999_999)).toMatch(/Free at least 200 MB/);
});
