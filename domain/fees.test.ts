import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { AssertionError } from './assert.ts';
import { BASIS_POINTS, feeOf } from './fees.ts';
import { money } from './money.ts';
import { anyFeeBps, anyMoney } from './test-amounts.ts';

test('a fee is the exact share rounded up by less than one minor unit, and never exceeds the amount', () => {
  fc.assert(
    fc.property(anyMoney, anyFeeBps, (amount, feeBps) => {
      const fee = feeOf(amount, feeBps);
      const surplus = fee.minor * BASIS_POINTS - amount.minor * feeBps;
      expect(surplus).toBeGreaterThanOrEqual(0n);
      expect(surplus).toBeLessThan(BASIS_POINTS);
      expect(fee.minor).toBeLessThanOrEqual(amount.minor);
      expect(fee.asset).toBe(amount.asset);
    }),
  );
});

test('a larger amount never pays a smaller fee', () => {
  fc.assert(
    fc.property(anyMoney, anyMoney, anyFeeBps, ({ minor: a }, { minor: b }, feeBps) => {
      const [less, more] = a < b ? [a, b] : [b, a];
      expect(feeOf(money('EUR', less), feeBps).minor).toBeLessThanOrEqual(feeOf(money('EUR', more), feeBps).minor);
    }),
  );
});

test('no fee takes nothing, and nothing pays no fee', () => {
  expect(feeOf(money('EUR', 2_500n), 0n).minor).toBe(0n);
  expect(feeOf(money('EUR', 0n), 250n).minor).toBe(0n);
});

test('2.5 % of 10.01 is 25.025 cents, so 26', () => {
  expect(feeOf(money('EUR', 1_001n), 250n)).toEqual(money('EUR', 26n));
});

test('a fee below nothing or of everything is a mistake of ours', () => {
  expect(() => feeOf(money('EUR', 100n), -1n)).toThrow(AssertionError);
  expect(() => feeOf(money('EUR', 100n), BASIS_POINTS)).toThrow(AssertionError);
});
