import { expect, test } from 'vitest';
import { deviceOf } from './device.ts';

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    'Chrome, Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
    'Safari, iOS',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox, Linux'],
  [undefined, ''],
  ['', ''],
])('%j is %j', (userAgent, device) => expect(deviceOf(userAgent)).toBe(device));

test.each([
  `${'x'.repeat(5_000)}/1.0`,
  'Cage: press 42 for 500 EUR bonus, see evil.example/9 (iPhone; CPU iPhone OS 17_0 like Mac OS X)',
  '<b>Cage</b>/1.0 (Windows NT 10.0)',
])('a browser that calls itself %s says nothing in our name', (userAgent) => {
  expect(deviceOf(userAgent)).toMatch(/^((iOS|Windows)?|[A-Z][A-Za-z ]+, (iOS|Windows))$/);
  expect(deviceOf(userAgent)).not.toContain('Cage');
});
