import { expect, test } from 'vitest';
import { killPayers } from './test-kills.ts';

const KILLS = Number(process.env.KILLS ?? 50);

test(`a process killed ${KILLS} times in the middle of its batches: the books are whole each time`, async () => {
  const { kills, repeats } = await killPayers(KILLS);
  expect(kills).toHaveLength(KILLS);
  expect(kills.flatMap(({ faults }) => faults)).toEqual([]);
  expect(kills.map(({ lost }) => lost)).toEqual(kills.map(() => 0));
  expect(new Set(repeats.filter((_, n) => n % 2 === 1))).toEqual(new Set(['repeated']));
  const under = kills.reduce((sum, { asked, answered }) => sum + asked - answered, 0);
  process.stderr.write(`${KILLS} kills, ${under} commands under way when they came\n`);
});
