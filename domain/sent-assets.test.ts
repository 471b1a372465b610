import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ExchangeRate, parseRate } from './exchange-rates.ts';
import { money } from './money.ts';
import { estimateSent, leastSent, sentFor, sentPrice } from './sent-assets.ts';
import { inPlay } from './terms.ts';

const cash = fc.bigInt({ min: 1n, max: 50_000_000n }).map((minor) => money('EUR', minor));
const market = fc.bigInt({ min: 10n ** 15n, max: 10n ** 23n }).map((count) => count as ExchangeRate); // 0.001 to 100 000
const bps = fc.bigInt({ min: 0n, max: 9_999n });
const sends = fc.constantFrom('TON' as const, 'USDT' as const);
const rate = (text: string): ExchangeRate => parseRate(text) as ExchangeRate;

test.each([
  // €50 less one per cent is €49.50: at €4.9025 for one, 10.096889342... of them.
  ['5000', '4.9025', 100n, 'TON', '10096889342'],
  ['300', '3', 0n, 'TON', '1000000000'],
  ['5000', '0.93', 50n, 'USDT', '53494623'],
  ['1', '100000', 0n, 'USDT', '0'],
] as const)(
  '€ %s cents at %s less %s bps are %s of %s, divided once and exactly',
  (minor, at, spreadBps, asset, sent) => {
    const terms = { sends: asset, spreadBps, toleranceBps: 0n };
    expect(sentFor(money('EUR', BigInt(minor)), terms, rate(at)).minor).toBe(BigInt(sent));
  },
);

test('what is sent is worth no more than the cash less the spread, and one minor unit more would be worth more', () => {
  fc.assert(
    fc.property(cash, market, bps, sends, (amount, at, spreadBps, asset) => {
      const sent = sentFor(amount, { sends: asset, spreadBps, toleranceBps: 0n }, at).minor;
      // Both sides in 10^-18 of a cent, times ten thousand.
      const unit = asset === 'TON' ? 10n ** 9n : 10n ** 6n;
      const worth = amount.minor * (10_000n - spreadBps) * 10n ** 18n * unit;
      expect(sent * at * 100n * 10_000n).toBeLessThanOrEqual(worth);
      expect((sent + 1n) * at * 100n * 10_000n).toBeGreaterThan(worth);
    }),
  );
});

test('sent in several parts, each is rounded for itself: together less than one minor unit a part is lost', () => {
  fc.assert(
    fc.property(fc.array(cash, { minLength: 1, maxLength: 5 }), market, bps, sends, (parts, at, spreadBps, asset) => {
      const terms = { sends: asset, spreadBps, toleranceBps: 0n };
      const whole = sentFor(
        parts.reduce((sum, { minor }) => money('EUR', sum.minor + minor), money('EUR', 0n)),
        terms,
        at,
      );
      const estimate = estimateSent(parts, terms, at);
      if (!estimate) {
        expect(parts.some((part) => sentFor(part, terms, at).minor === 0n)).toBe(true);
        return;
      }
      expect(estimate.about.minor).toBeLessThanOrEqual(whole.minor);
      expect(estimate.about.minor + BigInt(parts.length)).toBeGreaterThan(whole.minor);
    }),
  );
});

test('the least that is sent is within the tolerance, to the last minor unit, and never more than was shown', () => {
  fc.assert(
    fc.property(cash, bps, ({ minor }, toleranceBps) => {
      const least = leastSent(money('TON', minor), toleranceBps).minor;
      expect(least).toBeLessThanOrEqual(minor);
      expect(least * 10_000n).toBeGreaterThanOrEqual(minor * (10_000n - toleranceBps));
      expect((least - 1n) * 10_000n).toBeLessThan(minor * (10_000n - toleranceBps));
    }),
  );
});

test('a rate that moved for the player by nothing, or against them within the tolerance, is sent', () => {
  fc.assert(
    fc.property(cash, market, bps, bps, (amount, at, spreadBps, toleranceBps) => {
      const terms = { sends: 'TON', spreadBps, toleranceBps } as const;
      const shown = estimateSent([amount], terms, at);
      if (!shown) return;
      const better = ((at * 9n) / 10n || 1n) as ExchangeRate;
      expect(sentFor(amount, terms, better).minor).toBeGreaterThanOrEqual(shown.least.minor);
      expect(sentFor(amount, terms, at).minor).toBe(shown.about.minor);
    }),
  );
});

test('the price that is shown has the spread in it', () => {
  expect(sentPrice(rate('4.95'), 100n)).toBe(rate('5'));
  expect(sentPrice(rate('1'), 0n)).toBe(rate('1'));
});

test('what play money is sent as is play money', () => {
  const fee = { fixed: 0n, bps: 0n };
  expect(inPlay({ EUR: { least: 1n, most: 2n, fee, sends: 'TON' } })).toEqual({
    'PLAY-EUR': { least: 1n, most: 2n, fee, sends: 'PLAY-TON' },
  });
});
