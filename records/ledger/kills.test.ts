import { expect, test } from 'vitest';
import { killPayers } from './test-kills.ts';

test('a process killed five times in the middle of its batches loses nothing it was told of, and leaves whole books', async () => {
  const { kills, repeats } = await killPayers(5);
  for (const { answered, asked, lost, faults } of kills) {
    expect(faults).toEqual([]);
    expect(lost).toBe(0);
    expect(answered).toBeGreaterThanOrEqual(40);
    expect(asked).toBeGreaterThan(answered); // it was at work
  }
  // Whatever had become of it, the second repeat finds it there, done once.
  expect(new Set(repeats.filter((_, n) => n % 2 === 1))).toEqual(new Set(['repeated']));
});
