import { expect, test } from 'vitest';
import { digitsIn } from './digits.ts';

test.each([
  ['409123', '409123'],
  ['409 123', '409123'],
  ['Your code: 409123', '409123'],
  ['٤٠٩١٢٣', '409123'],
  ['۴۰۹۱۲۳', '409123'],
  ['40912345', '409123'],
  ['four', ''],
])('%s is read as %s', (text, digits) => {
  expect(digitsIn(text)).toBe(digits);
});
