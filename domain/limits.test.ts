import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  isInBounds,
  isMeasure,
  isTighter,
  limitBounds,
  limitKinds,
  limitPresets,
  limitWindows,
  measures,
  windowEnd,
  windowStart,
} from './limits.ts';

const moment = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) });
const window = fc.constantFrom(...limitWindows);

test('every moment lies in the window that begins before it and ends after it, and the next one begins where it ends', () => {
  fc.assert(
    fc.property(moment, window, (at, span) => {
      const [start, end] = [windowStart(span, at), windowEnd(span, at)];
      expect(start).toBeLessThanOrEqual(at);
      expect(end).toBeGreaterThan(at);
      expect(windowStart(span, end)).toBe(end);
      expect(windowStart(span, end - 1)).toBe(start);
    }),
  );
});

test('windows begin at midnight in UTC; a week on a Monday, a month on its first [ukgc/limits-by-window]', () => {
  fc.assert(
    fc.property(moment, (at) => {
      for (const span of limitWindows) expect(windowStart(span, at) % 86_400_000).toBe(0);
      expect(new Date(windowStart('week', at)).getUTCDay()).toBe(1);
      expect(new Date(windowStart('month', at)).getUTCDate()).toBe(1);
    }),
  );
  const sunday = Date.UTC(2026, 10, 22, 23, 59);
  expect(new Date(windowStart('week', sunday)).toISOString()).toBe('2026-11-16T00:00:00.000Z');
  expect(new Date(windowEnd('month', sunday)).toISOString()).toBe('2026-12-01T00:00:00.000Z');
});

test('money is limited by day, week and month, and time by the day alone', () => {
  expect(measures).toHaveLength(7);
  expect(isMeasure({ kind: 'session', window: 'week' })).toBe(false);
  for (const measure of measures) expect(isMeasure(measure)).toBe(true);
});

test('no limit is the loosest of all, and of two the smaller is the tighter', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 12n }), (one, other) => {
      expect(isTighter(one, undefined)).toBe(true);
      expect(isTighter(undefined, one)).toBe(false);
      expect(isTighter(one, other)).toBe(one < other);
    }),
  );
});

test('what is offered can be set, and what lies beyond the bounds cannot', () => {
  for (const kind of limitKinds) {
    for (const preset of limitPresets[kind]) expect(isInBounds(kind, preset)).toBe(true);
    expect(isInBounds(kind, limitBounds[kind].least - 1n)).toBe(false);
    expect(isInBounds(kind, limitBounds[kind].most + 1n)).toBe(false);
  }
});
