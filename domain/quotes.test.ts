import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { AssertionError } from './assert.ts';
import { add, MAX_MINOR, money } from './money.ts';
import { type DepositTerms, inPlayMoney, quoteDeposit } from './quotes.ts';
import { anyFeeBps } from './test-amounts.ts';

const terms: DepositTerms = {
  feeBps: 250n,
  least: money('EUR', 500n),
  most: money('EUR', 500_000n),
  validForMs: 900_000,
};

test('a quote adds up: what is paid is the fee and what is credited', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 500n, max: 500_000n }), fc.bigInt({ min: 0n, max: 9_900n }), (minor, feeBps) => {
      const quote = quoteDeposit(money('EUR', minor), { ...terms, feeBps }, 1_000);
      if ('reason' in quote) throw new Error(`refused: ${quote.reason}`);
      expect(add(quote.fee, quote.credit)).toEqual(quote.pay);
      expect(quote.pay.minor).toBe(minor);
      expect(quote.credit.minor).toBeGreaterThan(0n);
    }),
  );
});

test('the bounds belong to what is offered, and one minor unit beyond them is refused with the bound', () => {
  expect(quoteDeposit(money('EUR', 500n), terms, 0)).not.toHaveProperty('reason');
  expect(quoteDeposit(money('EUR', 500_000n), terms, 0)).not.toHaveProperty('reason');
  expect(quoteDeposit(money('EUR', 499n), terms, 0)).toEqual({ reason: 'below-minimum', least: terms.least });
  expect(quoteDeposit(money('EUR', 500_001n), terms, 0)).toEqual({ reason: 'above-maximum', most: terms.most });
});

test('no amount outside the bounds is ever quoted', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: MAX_MINOR }), anyFeeBps, (minor, feeBps) => {
      const quote = quoteDeposit(money('EUR', minor), { ...terms, feeBps }, 0);
      expect('reason' in quote).toBe(minor < 500n || minor > 500_000n);
    }),
  );
});

test('a quote holds from the moment it is fixed for as long as the terms say', () => {
  expect(quoteDeposit(money('EUR', 2_500n), terms, 7_000)).toMatchObject({ fixedAtMs: 7_000, expiresAtMs: 907_000 });
});

test('an amount in another asset than the terms is refused with what they take', () => {
  expect(quoteDeposit(money('USD', 2_500n), terms, 0)).toEqual({ reason: 'wrong-asset', least: terms.least });
});

test('terms in play money ask for the same amounts of the play twin', () => {
  const play = inPlayMoney(terms);
  expect(play).toEqual({ ...terms, least: money('PLAY-EUR', 500n), most: money('PLAY-EUR', 500_000n) });
  expect(quoteDeposit(money('PLAY-EUR', 2_500n), play, 0)).toMatchObject({ credit: { asset: 'PLAY-EUR' } });
});

test('terms in play money never become terms in real money', () => {
  expect(() => inPlayMoney({ ...terms, least: money('XTR', 1n), most: money('XTR', 2n) })).toThrow(AssertionError);
});
