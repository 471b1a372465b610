import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRealityCheckDue } from './reality-check.ts';

const beganAt = new Date('2026-11-22T10:00:00Z');
const after = (seconds: number) => new Date(beganAt.getTime() + seconds * 1_000);

test.each([
  [0, 899, false],
  [0, 900, true],
  [899, 900, true],
  [900, 901, false],
  [900, 1_799, false],
  [1_799, 1_800, true],
  [100, 3_700, true],
])('who is to be told every quarter of an hour, and played after %d and %d seconds: %s', (before, at, due) => {
  expect(isRealityCheckDue({ beganAt, before: after(before), at: after(at) }, 15)).toBe(due);
});

test('the first round of a session is never a reason to look up', () => {
  expect(isRealityCheckDue({ beganAt, before: undefined, at: beganAt }, 15)).toBe(false);
  expect(isRealityCheckDue({ beganAt, before: new Date(0), at: beganAt }, 15)).toBe(false);
});

test('however the rounds fall, nobody is told more or less often than they asked', () => {
  const gaps = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(gaps, fc.constantFrom(15, 30, 60), (between, minutes) => {
      let at = 0;
      let told = 0;
      for (const gap of between) {
        const before = after(at);
        at += gap;
        if (isRealityCheckDue({ beganAt, before, at: after(at) }, minutes)) told++;
      }
      expect(told).toBe(Math.floor(at / (minutes * 60)));
    }),
  );
});
