import { expect, test } from 'vitest';
import { contrast, isDark, readablePairs } from './theme.ts';

test.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  ['#777777', '#ffffff', 4.48],
  ['#3390ec', '#ffffff', 3.34],
  ['#0b5d46', '#ffffff', 7.85],
])('%s on %s has the contrast %f', (one, other, ratio) => {
  expect(contrast(one, other)).toBeCloseTo(ratio, 1);
  expect(contrast(other, one)).toBe(contrast(one, other));
});

const light = { surface: '#f4f4f5', raised: '#ffffff', text: '#000000', button: '#3390ec', buttonText: '#ffffff' };

test('Telegram’s own blue is too pale for white letters: the house accent takes its place', () => {
  expect(readablePairs(light)).toEqual({ surface: true, accent: false });
});

test('a text that cannot be read on either ground drops them both', () => {
  expect(readablePairs({ ...light, text: '#9a9a9a' }).surface).toBe(false);
  expect(readablePairs({ ...light, raised: '#333333' }).surface).toBe(false);
});

test('what Telegram does not say is the house’s own, and can be read', () => {
  const nothing = { surface: undefined, raised: undefined, text: undefined, button: undefined, buttonText: undefined };
  expect(readablePairs(nothing)).toEqual({ surface: true, accent: true });
});

test.each([
  ['#212121', true],
  ['#0f0f0f', true],
  ['#ffffff', false],
  ['#f4f4f5', false],
])('%s is dark: %s', (colour, dark) => {
  expect(isDark(colour)).toBe(dark);
});
