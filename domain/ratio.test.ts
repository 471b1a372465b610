import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { AssertionError } from './assert.ts';
import { asNumber, cutOff, isAbove, plus, type Ratio, ratio, shareOf, sumOf, times, ways } from './ratio.ts';

const anyRatio = fc
  .tuple(fc.bigInt({ min: 0n, max: 2n ** 70n }), fc.bigInt({ min: 1n, max: 2n ** 70n }))
  .map(([numerator, denominator]) => ratio(numerator, denominator));

test('a ratio is kept in its lowest terms, so that equal ones look the same', () => {
  expect(ratio(50, 100)).toEqual({ numerator: 1n, denominator: 2n });
  expect(ratio(0, 7)).toEqual({ numerator: 0n, denominator: 1n });
  fc.assert(
    fc.property(anyRatio, fc.bigInt({ min: 1n, max: 10n ** 9n }), ({ numerator, denominator }, more) => {
      expect(ratio(numerator * more, denominator * more)).toEqual({ numerator, denominator });
    }),
  );
});

test('sums and products are exact', () => {
  fc.assert(
    fc.property(anyRatio, anyRatio, anyRatio, (a, b, c) => {
      expect(plus(a, plus(b, c))).toEqual(plus(plus(a, b), c));
      expect(times(a, plus(b, c))).toEqual(plus(times(a, b), times(a, c)));
    }),
  );
  expect(sumOf([ratio(1, 3), ratio(1, 6), ratio(1, 2)])).toEqual(ratio(1));
});

test('a share is rounded down, by less than one minor unit', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n }), anyRatio, (minor, part: Ratio) => {
      const share = shareOf(minor, part);
      expect(share * part.denominator).toBeLessThanOrEqual(minor * part.numerator);
      expect((share + 1n) * part.denominator).toBeGreaterThan(minor * part.numerator);
    }),
  );
});

test('a decimal is cut off, never rounded up', () => {
  expect(cutOff(ratio(1_999, 1_000), 2)).toBe('1.99');
  expect(cutOff(ratio(2, 3), 4)).toBe('0.6666');
  expect(cutOff(ratio(12_650 * 99, 7_315 * 100), 2)).toBe('1.71');
  expect(cutOff(ratio(7, 2), 0)).toBe('3');
});

test('the greater of two is found without a rounding', () => {
  const third = ratio(1, 3);
  expect(isAbove(third, ratio(333_333_333_333_333n, 10n ** 15n))).toBe(true);
  expect(isAbove(third, third)).toBe(false);
  expect(asNumber(third)).toBeCloseTo(1 / 3, 12);
});

test('ways to choose are those of Pascal’s triangle', () => {
  expect(ways(25, 3)).toBe(2_300n);
  expect(ways(25, 12)).toBe(5_200_300n);
  expect([ways(3, 4), ways(3, -1), ways(0, 0)]).toEqual([0n, 0n, 1n]);
  for (let all = 1; all <= 25; all++)
    for (let some = 1; some <= all; some++) expect(ways(all, some)).toBe(ways(all - 1, some - 1) + ways(all - 1, some));
});

test('a ratio below nothing, or of nothing, is a mistake of ours', () => {
  expect(() => ratio(-1n)).toThrow(AssertionError);
  expect(() => ratio(1n, 0n)).toThrow(AssertionError);
});
