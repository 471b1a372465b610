import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPace } from './pacing.ts';

/** A pace on a clock that a test turns. */
function pacing({ perSecond = 28, burst = 28 } = {}) {
  const clock = { at: 1_000_000 };
  return { clock, pace: createPace({ perSecond, burst, now: () => clock.at }) };
}

test('a burst goes at once, and the next has to wait for as long as a turn takes', () => {
  const { pace } = pacing({ perSecond: 10, burst: 3 });
  expect([pace.take('ada'), pace.take('ada'), pace.take('ada')]).toEqual([0, 0, 0]);
  expect(pace.take('ada')).toBe(100);
});

test('who waits as long as they were told gets their turn', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 1, max: 100 }),
      fc.nat(50),
      (perSecond, burst, more) => {
        const { pace, clock } = pacing({ perSecond, burst });
        for (let n = 0; n < burst + more; n++) pace.take('ada');
        const waitMs = pace.take('ada');
        clock.at += Math.ceil(waitMs) + 1;
        expect(pace.take('ada')).toBe(0);
      },
    ),
  );
});

test('however it is asked, no second sees more than a burst and a second’s worth of turns', () => {
  const steps = fc.array(fc.nat(400), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (pauses, perSecond, burst) => {
      const { pace, clock } = pacing({ perSecond, burst });
      const taken: number[] = [];
      for (const pause of pauses) {
        clock.at += pause > 300 ? pause : 0;
        if (pace.take('ada') === 0) taken.push(clock.at);
      }
      for (const [n, at] of taken.entries()) {
        const inASecond = taken.slice(n).filter((other) => other < at + 1_000).length;
        expect(inASecond).toBeLessThanOrEqual(burst + perSecond);
      }
    }),
  );
});

test('a long silence saves up no more than one burst', () => {
  const { pace, clock } = pacing({ perSecond: 10, burst: 3 });
  clock.at += 3_600_000;
  expect([pace.take('ada'), pace.take('ada'), pace.take('ada'), pace.take('ada')].map((wait) => wait > 0)).toEqual([
    false,
    false,
    false,
    true,
  ]);
});

test('a chat that Telegram wants quiet waits until the time is up, and nobody else does', () => {
  const { pace, clock } = pacing();
  pace.holdFor('ada', 5_000);
  expect(pace.take('bob')).toBe(0);
  expect(pace.take('ada')).toBe(5_000);
  clock.at += 4_999;
  expect(pace.take('ada')).toBe(1);
  clock.at += 1;
  expect(pace.take('ada')).toBe(0);
});

test('when a second chat is told to be quiet while the first still is, everybody is quiet', () => {
  const { pace, clock } = pacing();
  pace.holdFor('ada', 5_000);
  pace.holdFor('bob', 3_000);
  expect(pace.take('cleo')).toBe(3_000);
  clock.at += 3_000;
  expect(pace.take('cleo')).toBe(0);
  expect(pace.take('ada')).toBe(2_000);
});

test('two silences one after the other are two chats’ own', () => {
  const { pace, clock } = pacing();
  pace.holdFor('ada', 1_000);
  clock.at += 1_000;
  pace.holdFor('bob', 1_000);
  expect(pace.take('cleo')).toBe(0);
});

test('a shorter silence does not cut a longer one short', () => {
  const { pace } = pacing();
  pace.holdFor('ada', 5_000);
  pace.holdFor('ada', 1_000);
  expect(pace.take('ada')).toBe(5_000);
});

test('a clock that is set back five minutes stops nobody for five minutes', () => {
  const { pace, clock } = pacing({ perSecond: 10, burst: 3 });
  pace.take('ada');
  clock.at -= 300_000;
  expect([pace.take('ada'), pace.take('ada')]).toEqual([0, 0]);
  expect(pace.take('ada')).toBe(100);
});
