import { expect, test } from 'vitest';
import { isLoopbackHost, isSafeAddress } from './addresses.ts';

test.each(['https://a.example', 'http://127.0.0.1:8081', 'http://127.9.9.9/x', 'http://[::1]:80', 'http://2130706433'])(
  '%s is safe: nobody stands in between',
  (address) => {
    expect(isSafeAddress(address)).toBe(true);
  },
);

test.each([
  'http://a.example',
  'http://localhost',
  'http://10.0.0.1',
  'http://127.0.0.1.example',
  'ftp://127.0.0.1',
  'javascript:1',
  '',
  '//',
])('%j is not', (address) => {
  expect(isSafeAddress(address)).toBe(false);
});

test('a host is judged by its number, never by its name', () => {
  expect(['127.0.0.1', '[::1]', '::1'].filter(isLoopbackHost)).toHaveLength(3);
  expect(['localhost', '127.0.0.1.example', '128.0.0.1', ''].filter(isLoopbackHost)).toEqual([]);
});
