import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { AssertionError } from './assert.ts';
import { type ExchangeRate, parseRate } from './exchange-rates.ts';
import { FREE } from './fees.ts';
import { add, MAX_MINOR, money } from './money.ts';
import { type DepositTerms, inPlayMoney, quoteDeposit } from './quotes.ts';
import { anyFeeBps } from './test-amounts.ts';

const of = (feeBps: bigint): DepositTerms => ({
  assets: {
    EUR: { least: 500n, most: 500_000n, fee: { fixed: 0n, bps: feeBps } },
    RUB: { least: 50_000n, most: 50_000_000n, fee: { fixed: 0n, bps: feeBps, least: 1_000n }, spreadBps: 200n },
  },
  validForMs: 900_000,
});
const terms = of(250n);
const rate = (text: string) => parseRate(text) as ExchangeRate;

test('a quote adds up: what is paid is the fee and what is credited', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 500n, max: 500_000n }), fc.bigInt({ min: 0n, max: 9_900n }), (minor, feeBps) => {
      const quote = quoteDeposit(money('EUR', minor), of(feeBps), 1_000);
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
  expect(quoteDeposit(money('EUR', 499n), terms, 0)).toEqual({ reason: 'below-minimum', least: money('EUR', 500n) });
  expect(quoteDeposit(money('EUR', 500_001n), terms, 0)).toEqual({
    reason: 'above-maximum',
    most: money('EUR', 500_000n),
  });
});

test('no amount outside the bounds is ever quoted', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: MAX_MINOR }), anyFeeBps, (minor, feeBps) => {
      const quote = quoteDeposit(money('EUR', minor), of(feeBps), 0);
      expect('reason' in quote).toBe(minor < 500n || minor > 500_000n);
    }),
  );
});

test('a quote holds from the moment it is fixed for as long as the terms say', () => {
  expect(quoteDeposit(money('EUR', 2_500n), terms, 7_000)).toMatchObject({ fixedAtMs: 7_000, expiresAtMs: 907_000 });
});

test('an amount in another asset than the terms is refused with what they take', () => {
  expect(quoteDeposit(money('USD', 2_500n), terms, 0)).toEqual({ reason: 'wrong-asset', least: money('EUR', 500n) });
});

test('terms in play money ask for the same amounts of the play twin', () => {
  const play = inPlayMoney(terms);
  expect(play.assets).toEqual({ 'PLAY-EUR': terms.assets.EUR, 'PLAY-RUB': terms.assets.RUB });
  expect(quoteDeposit(money('PLAY-EUR', 2_500n), play, 0)).toMatchObject({ credit: { asset: 'PLAY-EUR' } });
  expect(quoteDeposit(money('PLAY-RUB', 100_000n), play, 0, rate('0.01'))).toMatchObject({
    credit: { asset: 'PLAY-EUR' },
  });
});

test('terms in play money never become terms in real money', () => {
  expect(() => inPlayMoney({ assets: { XTR: { least: 1n, most: 2n, fee: FREE } }, validForMs: 1 })).toThrow(
    AssertionError,
  );
});

test('what is exchanged is quoted at the market’s rate less the spread, after the fee', () => {
  // 1,000 roubles less 2.5 % are 975; at 0.01 less 2 % that is 9.555 euros: the house keeps what is less than a cent.
  expect(quoteDeposit(money('RUB', 100_000n), terms, 0, rate('0.01'))).toMatchObject({
    fee: money('RUB', 2_500n),
    credit: money('EUR', 955n),
    rate: '0.0098',
  });
});

test('without a rate nothing is quoted that would have to be exchanged, and the rest is', () => {
  expect(quoteDeposit(money('RUB', 100_000n), terms, 0)).toEqual({ reason: 'no-rate' });
  expect(quoteDeposit(money('EUR', 500n), terms, 0)).not.toHaveProperty('reason');
});

test('an amount of which fee and rounding leave nothing is not quoted', () => {
  expect(quoteDeposit(money('RUB', 100_000n), terms, 0, rate('0.000001'))).toMatchObject({ reason: 'below-minimum' });
});

test('a player never gets more than the market gives, and loses less than a cent beyond fee and spread', () => {
  const anyRate = fc.bigInt({ min: 10n ** 15n, max: 10n ** 21n }).map((count) => count as ExchangeRate);
  fc.assert(
    fc.property(
      fc.bigInt({ min: 50_000n, max: 50_000_000n }),
      fc.bigInt({ min: 0n, max: 9_000n }),
      anyRate,
      (minor, feeBps, market) => {
        const quote = quoteDeposit(money('RUB', minor), of(feeBps), 0, market);
        if ('reason' in quote) return expect(quote.reason).toBe('below-minimum');
        const exact = (quote.pay.minor - quote.fee.minor) * market;
        const afterHouse = (exact * 9_800n) / 10_000n;
        expect(quote.credit.minor * 10n ** 18n).toBeLessThanOrEqual(exact);
        expect(afterHouse - quote.credit.minor * 10n ** 18n).toBeLessThan(10n ** 18n + minor);
      },
    ),
  );
});
