import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockOf, untilReminder } from './reminding.ts';

const MINUTE = 60_000;

test('a reminder comes at each so many minutes of the session, and the next one a whole time after', () => {
  expect(untilReminder(0, 15, 0)).toBe(15 * MINUTE);
  expect(untilReminder(0, 15, 14 * MINUTE)).toBe(MINUTE);
  expect(untilReminder(0, 15, 15 * MINUTE)).toBe(15 * MINUTE);
  expect(untilReminder(0, 60, 61 * MINUTE)).toBe(59 * MINUTE);
});

test('it is never due at once and never later than its time, whatever the clock of the device says', () => {
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom(15, 30, 60), fc.nat(), (began, minutes, now) => {
      const until = untilReminder(began, minutes, now);
      expect(until).toBeGreaterThan(0);
      expect(until).toBeLessThanOrEqual(minutes * MINUTE);
    }),
  );
});

test.each([
  [0, '0:00'],
  [-5, '0:00'],
  [24 * MINUTE + 10_999, '24:10'],
  [60 * MINUTE, '1:00:00'],
  [84 * MINUTE + 9_000, '1:24:09'],
])('%i ms are %s', (ms, shown) => {
  expect(clockOf(ms)).toBe(shown);
});
