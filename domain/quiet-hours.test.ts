import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isZone, quietUntil } from './quiet-hours.ts';

const night = { from: 22 * 60, until: 8 * 60 } as const;
const endOf = (hours: Parameters<typeof quietUntil>[0], at: string): string | undefined => {
  const end = quietUntil(hours, Date.parse(at));
  return end === undefined ? undefined : new Date(end).toISOString();
};

test('a night is quiet from its first minute until its end, over midnight, by the clocks of the zone', () => {
  const tokyo = { ...night, zone: 'Asia/Tokyo' };
  expect(endOf(tokyo, '2026-11-22T12:59:59.999Z')).toBeUndefined();
  expect(endOf(tokyo, '2026-11-22T13:00:00Z')).toBe('2026-11-22T23:00:00.000Z');
  expect(endOf(tokyo, '2026-11-22T22:59:59.999Z')).toBe('2026-11-22T23:00:00.000Z');
  expect(endOf(tokyo, '2026-11-22T23:00:00Z')).toBeUndefined();
  expect(endOf({ from: 780, until: 840, zone: 'UTC' }, '2026-11-22T13:30:30Z')).toBe('2026-11-22T14:00:00.000Z');
  expect(endOf({ from: 780, until: 840, zone: 'Asia/Kathmandu' }, '2026-11-22T07:20:00Z')).toBe(
    '2026-11-22T08:15:00.000Z',
  );
});

test('the same minute twice is never quiet', () => {
  expect(endOf({ from: 600, until: 600, zone: 'UTC' }, '2026-11-22T10:00:00Z')).toBeUndefined();
});

test('clocks that go forward in the night shorten it, and clocks that go back lengthen it', () => {
  const malta = { ...night, zone: 'Europe/Malta' };
  expect(endOf(malta, '2026-03-28T22:00:00Z')).toBe('2026-03-29T06:00:00.000Z');
  expect(endOf(malta, '2026-03-27T22:00:00Z')).toBe('2026-03-28T07:00:00.000Z');
  expect(endOf(malta, '2026-10-24T21:00:00Z')).toBe('2026-10-25T07:00:00.000Z');
});

test('an end that the clocks leap over comes with the leap, and one they show twice comes the first time', () => {
  const early = { from: 0, until: 150, zone: 'Europe/Malta' };
  expect(endOf(early, '2026-03-28T23:30:00Z')).toBe('2026-03-29T01:00:00.000Z');
  expect(endOf(early, '2026-10-24T22:30:00Z')).toBe('2026-10-25T00:30:00.000Z');
});

test('whatever is quiet ends, within a day and a leap, and is not quiet then', () => {
  const minute = fc.integer({ min: 0, max: 1_439 });
  const zone = fc.constantFrom('UTC', 'Europe/Malta', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu');
  const at = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
  fc.assert(
    fc.property(minute, minute, zone, at, (from, until, zone, atMs) => {
      const end = quietUntil({ from, until, zone }, atMs);
      if (end === undefined) return;
      expect(end).toBeGreaterThan(atMs - 60_000);
      expect(end - atMs).toBeLessThanOrEqual(26 * 3_600_000);
      expect(quietUntil({ from, until, zone }, end)).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});

test('a zone is one by whose name clocks can be read', () => {
  for (const zone of ['UTC', 'Europe/Malta', 'America/Argentina/Ushuaia', 'Etc/GMT+3'])
    expect([zone, isZone(zone)]).toEqual([zone, true]);
  for (const zone of ['', 'Europe/Atlantis', '+03:00', '-5', "x'; drop", 'MET/'])
    expect([zone, isZone(zone)]).toEqual([zone, false]);
});
