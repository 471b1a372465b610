import { expect, test } from 'vitest';
import { breakLengths, exclusionLengths } from '../../../contracts/http/limits.ts';
import { BREAKS, breakEnd, EXCLUSIONS, exclusionEnd } from './lengths.ts';

const NOW = Date.parse('2026-08-31T18:05:00Z');

test('every length that the API knows is offered, and no other', () => {
  expect(BREAKS).toEqual([...breakLengths]);
  expect(EXCLUSIONS).toEqual([...exclusionLengths]);
});

test('a break ends to the minute', () => {
  expect(breakEnd('24h', NOW).toISOString()).toBe('2026-09-01T18:05:00.000Z');
  expect(breakEnd('30d', NOW).toISOString()).toBe('2026-09-30T18:05:00.000Z');
});

test('an exclusion ends by the calendar, and the longest never', () => {
  expect(exclusionEnd('6m', NOW)?.toISOString()).toBe('2027-02-28T18:05:00.000Z');
  expect(exclusionEnd('1y', NOW)?.toISOString()).toBe('2027-08-31T18:05:00.000Z');
  expect(exclusionEnd('5y', NOW)?.toISOString()).toBe('2031-08-31T18:05:00.000Z');
  expect(exclusionEnd('forever', NOW)).toBeUndefined();
});
