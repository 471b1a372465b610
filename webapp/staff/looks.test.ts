import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pagePath } from '../../contracts/http/documents.ts';
import { clockText, endOfLook, LOOK_MS, pageOfLook, secondsLeft } from './looks.ts';

const now = Date.parse('2026-11-22T04:00:00Z');

test('a look ends when the answer says so', () => {
  expect(endOfLook('2026-11-22T04:00:42Z', now)).toBe(now + 42_000);
});

test.each(['2026-11-22T03:00:00Z', '2026-11-22T04:30:00Z', 'nonsense'])(
  'by clocks that are apart (%s) it is a minute from now',
  (expiresAt) => {
    expect(endOfLook(expiresAt, now)).toBe(now + LOOK_MS);
  },
);

test('what is left is never less than nothing, and over only when it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: LOOK_MS }), (leftMs) => {
      const seconds = secondsLeft(now + leftMs, now);
      expect(seconds).toBeGreaterThanOrEqual(0);
      expect(seconds === 0).toBe(leftMs <= 0);
      expect(seconds).toBeLessThanOrEqual(60);
    }),
  );
});

test('the path of a page is read as it was written', () => {
  expect(pageOfLook(pagePath('x_-'.repeat(14), 7))).toEqual({ look: 'x_-'.repeat(14), page: 7 });
});

test('it is counted as a clock counts', () => {
  expect([60, 59, 9, 0].map(clockText)).toEqual(['1:00', '0:59', '0:09', '0:00']);
});
