import { expect, test } from 'vitest';
import { judgeStake, mostExposed, tableOf } from './tables.ts';

test('what could win more than its table pays is refused, to the unit', () => {
  const { mostWin } = tableOf('limbo', 'EUR');
  const target = 1_000_000; // ten thousandfold
  expect(judgeStake('limbo', 'EUR', mostWin / 10_000n, { target })).toHaveProperty('exposed');
  expect(judgeStake('limbo', 'EUR', mostWin / 10_000n + 1n, { target })).toEqual({ reason: 'over-most-win' });
});

test('an open round is exposed for what it may win, and for no more than a hundred times its stake', () => {
  // One mine: the top of the ladder is 24.75 for one.
  expect(judgeStake('mines', 'EUR', 1_000n, { mines: 1 })).toEqual({ exposed: 24_750n });
  expect(judgeStake('mines', 'EUR', 570n, { mines: 5 })).toEqual({ exposed: 57_000n });
});

test('a few small stakes that could win very much close the table for nobody', () => {
  const judged = judgeStake('mines', 'EUR', 570n, { mines: 5 });
  if ('reason' in judged) throw new Error(judged.reason);
  expect(mostExposed('EUR') / judged.exposed).toBeGreaterThan(1_000n);
});
