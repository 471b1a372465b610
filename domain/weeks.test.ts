import { expect, test } from 'vitest';
import { weekEnd, weekOf } from './weeks.ts';

test.each([
  ['2026-11-22T23:59:59.999Z', '2026-W47'],
  ['2026-11-23T00:00:00.000Z', '2026-W48'],
  ['2026-12-31T12:00:00.000Z', '2026-W53'],
  ['2027-01-03T23:59:59.999Z', '2026-W53'],
  ['2027-01-04T00:00:00.000Z', '2027-W01'],
  ['2024-12-30T00:00:00.000Z', '2025-W01'],
  ['2021-01-01T00:00:00.000Z', '2020-W53'],
])('%s is in %s', (at, week) => {
  expect(weekOf(Date.parse(at))).toBe(week);
});

test('a week ends with Sunday, and the next one begins', () => {
  const end = weekEnd(Date.parse('2026-11-22T12:00:00Z'));
  expect(end.toISOString()).toBe('2026-11-23T00:00:00.000Z');
  expect(weekOf(end.getTime() - 1)).toBe('2026-W47');
  expect(weekOf(end.getTime())).toBe('2026-W48');
});
