import { expect, test } from 'vitest';
import { isLoopbackHost, isSafeAddress, networkOf } from './addresses.ts';

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
test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['', ''],
  ['not an address', 'not an address'],
])('%s is counted as %s', (address, network) => expect(networkOf(address)).toBe(network));
