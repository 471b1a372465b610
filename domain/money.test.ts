import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { AssertionError } from './assert.ts';
import { type Asset, assets, playTwin } from './assets.ts';
import { add, isMoreThan, MAX_MINOR, meansAmount, money, parseAmount, subtract, toDecimal } from './money.ts';
import { anyAsset, anyMoney, anyTypedText } from './test-amounts.ts';

const read = (text: string, asset: Asset = 'EUR') => parseAmount(text, asset)?.minor;

test('money is never negative and never more than the ledger can keep', () => {
  expect(money('EUR', 0n).minor).toBe(0n);
  expect(money('EUR', MAX_MINOR).minor).toBe(2n ** 63n - 1n);
  expect(() => money('EUR', -1n)).toThrow(AssertionError);
  expect(() => money('EUR', MAX_MINOR + 1n)).toThrow(AssertionError);
});

test('an amount written as a decimal reads back as the same amount, in every asset', () => {
  fc.assert(
    fc.property(anyMoney, (amount) => {
      expect(parseAmount(toDecimal(amount), amount.asset)).toEqual(amount);
    }),
  );
});

test('an amount typed in the digits of Arabic or Persian is the same amount', () => {
  fc.assert(
    fc.property(anyMoney, fc.constantFrom(0x0660, 0x06f0), (amount, zero) => {
      const typed = toDecimal(amount)
        .replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)))
        .replace('.', '٫');
      expect(parseAmount(typed, amount.asset)).toEqual(amount);
    }),
  );
});

test.each(['-5', '1e3', '0.001', '9'.repeat(20), '+25', '−٥', '1.234', '€ 5.', '10 20'])(
  '%j is no amount to book, but was meant as one',
  (text) => {
    expect([parseAmount(text, 'EUR'), meansAmount(text, 'EUR')]).toEqual([undefined, true]);
  },
);

test.each(['hello', 'I have 25', '', '€', '/deposit', '25 USD', '.'])('%j was not meant as an amount', (text) => {
  expect(meansAmount(text, 'EUR')).toBe(false);
});

test('a decimal shows every place of the minor unit and nothing else', () => {
  fc.assert(
    fc.property(anyMoney, (amount) => {
      const [whole = '', fraction = ''] = toDecimal(amount).split('.');
      expect(fraction).toHaveLength(assets[amount.asset].scale);
      expect(BigInt(whole + fraction)).toBe(amount.minor);
      expect(whole).toMatch(/^(0|[1-9]\d*)$/);
    }),
  );
});

test('adding and subtracting again changes nothing, and the sum is the larger', () => {
  const half = MAX_MINOR / 2n;
  fc.assert(
    fc.property(anyAsset, fc.bigInt({ min: 0n, max: half }), fc.bigInt({ min: 1n, max: half }), (asset, a, b) => {
      const sum = add(money(asset, a), money(asset, b));
      expect(subtract(sum, money(asset, b))).toEqual(money(asset, a));
      expect(isMoreThan(sum, money(asset, a))).toBe(true);
      expect(isMoreThan(money(asset, a), sum)).toBe(false);
    }),
  );
});

test('assets are not one another: they are neither added nor compared', () => {
  const [euro, dollar] = [money('EUR', 1n), money('USD', 1n)];
  expect(() => add<Asset>(euro, dollar)).toThrow(AssertionError);
  expect(() => subtract<Asset>(euro, dollar)).toThrow(AssertionError);
  expect(() => isMoreThan(euro, money('PLAY-EUR', 1n))).toThrow(AssertionError);
});

test('what goes below nothing or above everything stops the program', () => {
  expect(() => subtract(money('EUR', 1n), money('EUR', 2n))).toThrow(AssertionError);
  expect(() => add(money('EUR', MAX_MINOR), money('EUR', 1n))).toThrow(AssertionError);
});

test.each([
  ['25', 2_500n],
  ['25.5', 2_550n],
  ['25,50', 2_550n],
  [' 25 ', 2_500n],
  ['€25', 2_500n],
  ['25 €', 2_500n],
  ['25 EUR', 2_500n],
  ['eur 25', 2_500n],
  ['€ 1 000,50', 100_050n],
  ["1'000.50", 100_050n],
  ['1\u202f000,50', 100_050n],
  ['1,000.50', 100_050n],
  ['1.000,50', 100_050n],
  ['1.234.567,89', 123_456_789n],
  ['0', 0n],
  ['007', 700n],
  ['92233720368547758.07', MAX_MINOR],
  ['٢٥', 2_500n],
  ['۲۵', 2_500n],
  ['٢٥٫٥٠ €', 2_550n],
  ['١٬٠٠٠٫٥٠', 100_050n],
  ['\u200f25.50\u00a0€', 2_550n],
])('%s is clearly an amount in euro', (text, minor) => {
  expect(read(text)).toBe(minor);
});

test.each([
  ['1.234', 'a thousand to some, one and a bit to others'],
  ['1,000', 'a thousand to some, one to others'],
  ['1,000,50', 'the same sign groups and divides'],
  ['10 20', 'two amounts'],
  ['1 5', 'two amounts'],
  ["2'5", 'no group of three'],
  ['1€50', 'a sign in the middle of a number'],
  ['25.505', 'finer than a cent, or a thousand'],
  ['1234.505', 'finer than a cent'],
  ['25.', 'unfinished'],
  ['.5', 'unfinished'],
  ['', 'nothing'],
  ['€', 'nothing but a sign'],
  ['-25', 'money is never negative'],
  ['+25', 'a sum to do'],
  ['25-30', 'a range'],
  ['1e3', 'a program’s number'],
  ['0x19', 'a program’s number'],
  ['١٬٠٠٠٬٥٠', 'the same sign groups and divides'],
  ['١٫٠٠٠٫٥٠', 'a sign that divides does not group'],
  ['２５', 'digits of another width'],
  ['25 USD', 'another currency'],
  ['$25', 'another currency'],
  ['€€25', 'two signs'],
  ['25\n30', 'two lines'],
  ['NaN', 'not a number'],
  ['92233720368547758.08', 'more than the ledger can keep'],
  ['9'.repeat(4_096), 'more than the ledger can keep'],
])('%j is refused: %s', (text) => {
  expect(read(text)).toBeUndefined();
});

test('whatever is typed is one amount of the asset asked for, or nothing', () => {
  fc.assert(
    fc.property(anyTypedText, anyAsset, (text, asset) => {
      const amount = parseAmount(text, asset);
      if (amount === undefined) return;
      expect(amount.asset).toBe(asset);
      expect(amount.minor).toBeLessThanOrEqual(MAX_MINOR);
      // Never more digits than were typed: no text becomes a larger number than it shows.
      expect(toDecimal(amount).replace(/^0\.?|\.?0*$/g, '').length).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 1_000 },
  );
});

test('play money is typed as the money it plays at', () => {
  expect(read('€25', 'PLAY-EUR')).toBe(2_500n);
  expect(read('25 EUR', 'PLAY-EUR')).toBe(2_500n);
  expect(read('25 play €', 'PLAY-EUR')).toBe(2_500n);
  expect(read('2.5 TON', 'PLAY-TON')).toBe(2_500_000_000n);
});

test('only cash has a play twin, and the twin counts in the same unit', () => {
  fc.assert(
    fc.property(anyAsset, (asset) => {
      const twin = playTwin(asset);
      expect(twin !== undefined).toBe(assets[asset].nature === 'cash');
      if (twin) expect(assets[twin]).toMatchObject({ scale: assets[asset].scale, nature: 'play' });
    }),
  );
});
