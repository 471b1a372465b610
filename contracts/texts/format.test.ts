import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Asset, assets } from '../../domain/assets.ts';
import { MAX_MINOR, money, toDecimal } from '../../domain/money.ts';
import { anyMoney } from '../../domain/test-amounts.ts';
import { languages } from '../languages.ts';
import { formatMoney, formatPercent, formatTime, moneyParts } from './format.ts';

test.each([
  ['EUR', 2_500n, '€25.00'],
  ['EUR', 123_456_789n, '€1,234,567.89'],
  ['EUR', 0n, '€0.00'],
  ['EUR', 5n, '€0.05'],
  ['USD', 2_550n, '$25.50'],
  ['RUB', 2_550n, '₽25.50'],
  ['TON', 1_000_000_001n, '1.000000001 TON'],
  ['TON', 2_500_000_000n, '2.5 TON'],
  ['USDT', 1_250_000n, '1.25 USDT'],
  ['XTR', 1_000n, '1,000 ⭐'],
  ['PLAY-EUR', 2_500n, '€25.00 (play money)'],
  ['PLAY-TON', 1n, '0.000000001 TON (play money)'],
] as const)('%s %s is written as %s in English', (asset: Asset, minor, text) => {
  expect(formatMoney(money(asset, minor), 'en').replaceAll('\u00a0', ' ')).toBe(text);
});

test('another language has other signs, never another amount', () => {
  expect(formatMoney(money('EUR', 123_456_789n), 'de').replaceAll('\u00a0', ' ')).toBe('1.234.567,89 €');
});

test.each([
  ['ru', '1 234 567,89 €'],
  ['ar', '\u200f1,234,567.89 €'],
] as const)('%s writes it in its own order, in digits everybody can copy', (language, text) => {
  expect(formatMoney(money('EUR', 123_456_789n), language).replaceAll('\u00a0', ' ')).toBe(text);
});

test('the parts of an amount are the amount, its minor units apart', () => {
  for (const language of languages)
    for (const asset of ['EUR', 'RUB', 'TON', 'XTR'] as const) {
      const parts = moneyParts(money(asset, 123_456n), language);
      expect(parts.map(({ text }) => text).join('')).toBe(formatMoney(money(asset, 123_456n), language));
      expect(parts.filter(({ type }) => type === 'whole')).toHaveLength(1);
    }
  expect(moneyParts(money('EUR', 123_456n), 'en').find(({ type }) => type === 'fraction')?.text).toBe('56');
});

test.each([
  [250, 'en', '2.5%'],
  [0, 'en', '0%'],
  [1, 'ru', '0,01 %'],
] as const)('%s basis points are written in %s as %s', (bps, language, text) => {
  expect(formatPercent(bps, language).replaceAll('\u00a0', ' ')).toBe(text);
});

test('no digit is lost or made up, however large the amount', () => {
  fc.assert(
    fc.property(anyMoney, (amount) => {
      const [, digits = ''] = /([\d.,]+)/.exec(formatMoney(amount, 'en')) ?? [];
      const decimal = toDecimal(amount);
      const shown = digits.replaceAll(',', '');
      expect(decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal).toBe(
        shown.includes('.') ? shown.replace(/\.?0+$/, '') : shown,
      );
    }),
  );
  expect(formatMoney(money('EUR', MAX_MINOR), 'en')).toBe('€92,233,720,368,547,758.07');
});

test.each(languages)('play money always says so in %s, and real money never does', (language) => {
  for (const asset of Object.keys(assets) as Asset[])
    expect(formatMoney(money(asset, 1n), language).includes('(')).toBe(assets[asset].nature === 'play');
});

test('a time of day is UTC on 24 hours, midnight included', () => {
  expect(formatTime(new Date('2026-11-21T14:05:59Z'))).toBe('14:05');
  expect(formatTime(new Date('2026-11-21T00:07:00Z'))).toBe('00:07');
});
