import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spacingOf, takePlace } from './rate.ts';

const rates = fc.record({ perSecond: fc.integer({ min: 1, max: 100 }), burst: fc.integer({ min: 1, max: 50 }) });
const pauses = fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 300 });

/** When each request came, and whether it passed. */
function play(rate: { perSecond: number; burst: number }, waits: readonly number[]) {
  let at = 1_000_000;
  let freeAtMs: number | undefined;
  return waits.map((wait) => {
    at += wait;
    const answer = takePlace(freeAtMs, spacingOf(rate), at);
    freeAtMs = answer.freeAtMs;
    return { at, waitMs: answer.waitMs };
  });
}

test('in any span no more pass than its length and one crowd allow', () => {
  fc.assert(
    fc.property(rates, pauses, (rate, waits) => {
      const passed = play(rate, waits).filter(({ waitMs }) => waitMs === 0);
      for (const [n, { at }] of passed.entries()) {
        const before = passed.slice(0, n + 1);
        for (const [first, { at: from }] of before.entries())
          expect(n - first + 1).toBeLessThanOrEqual(rate.burst + ((at - from) * rate.perSecond) / 1_000 + 1e-6);
      }
    }),
    { numRuns: 50 },
  );
});

test('whoever waits as long as they are told passes', () => {
  fc.assert(
    fc.property(rates, pauses, (rate, waits) => {
      let freeAtMs: number | undefined;
      let at = 1_000_000;
      for (const wait of waits) {
        at += wait;
        let answer = takePlace(freeAtMs, spacingOf(rate), at);
        if (answer.waitMs > 0) {
          at += answer.waitMs;
          answer = takePlace(answer.freeAtMs, spacingOf(rate), at);
        }
        expect(answer.waitMs).toBe(0);
        freeAtMs = answer.freeAtMs;
      }
    }),
  );
});

test('a crowd of exactly the burst passes, and the next one waits for one place', () => {
  const answers = play({ perSecond: 2, burst: 5 }, [0, 0, 0, 0, 0, 0]);
  expect(answers.map(({ waitMs }) => waitMs)).toEqual([0, 0, 0, 0, 0, 500]);
});

test('a rate of nothing is our own mistake', () => {
  expect(() => spacingOf({ perSecond: 0, burst: 1 })).toThrow('not a rate');
  expect(() => spacingOf({ perSecond: 1, burst: 0 })).toThrow('not a rate');
});
