import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ONE, plus, ratio, times } from '../../ratio.ts';
import { limbo, reachedBy } from './rules.ts';

const LAST_WORD = 2 ** 32 - 1;
const anyTarget = fc.oneof(
  fc.integer({ min: 101, max: 1_000_000 }),
  fc.constantFrom(101, 102, 200, 999_999, 1_000_000),
);
/** How many words win, by what is stated. */
const winning = (target: number) => {
  const [win] = limbo.chances({ target });
  return Number(times(win?.probability ?? ONE, ratio(2 ** 32)).numerator);
};

test('a higher word never reaches further, so the words that win are those below a border', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: LAST_WORD }), fc.integer({ min: 0, max: LAST_WORD }), (a, b) => {
      expect(reachedBy(Math.max(a, b))).toBeLessThanOrEqual(reachedBy(Math.min(a, b)));
    }),
  );
});

test('the border is where the stated chance has it: the last word that wins reaches the target, the next does not', () => {
  fc.assert(
    fc.property(anyTarget, (target) => {
      const wins = winning(target);
      expect(reachedBy(wins - 1)).toBeGreaterThanOrEqual(target);
      expect(reachedBy(wins)).toBeLessThan(target);
    }),
  );
});

test('it returns 99 %, less what the last of 2^32 numbers takes', () => {
  fc.assert(
    fc.property(anyTarget, (target) => {
      const returned = limbo.returns({ target });
      const most = ratio(99, 100);
      expect(returned.numerator * most.denominator).toBeLessThanOrEqual(most.numerator * returned.denominator);
      const more = plus(returned, ratio(target, 100n * 2n ** 32n));
      expect(more.numerator * most.denominator).toBeGreaterThan(most.numerator * more.denominator);
    }),
  );
});

test('it goes from 1.00 to 10,000.00', () => {
  expect(reachedBy(0)).toBe(1_000_000);
  expect(reachedBy(LAST_WORD)).toBe(100);
  expect(reachedBy(2 ** 31 - 1)).toBe(198);
});
