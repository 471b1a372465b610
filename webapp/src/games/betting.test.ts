import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RoundBody } from '../../../contracts/http/games.ts';
import { Refused } from '../api/client.ts';
import {
  answered,
  type Betting,
  failed,
  found,
  type Intent,
  landed,
  meant,
  pauseAfter,
  REST_MS,
  resting,
} from './betting.ts';

const eur = (minor: number) => ({ asset: 'EUR', minor: String(minor) }) as const;
const betting = (key: string): Intent => ({
  kind: 'bet',
  key,
  body: { game: 'dice', stake: eur(100), choices: { side: 'under', target: 4_950 } },
});
const round = (id: string, change: Partial<RoundBody> = {}) =>
  ({ id, game: 'dice', state: 'settled', version: 1, ...change }) as RoundBody;
const refusedAs = (reason: string) => new Refused({ reason });
const asked = (key = 'first'): { betting: Betting; intent: Intent } => {
  const intent = betting(key);
  return { intent, betting: meant(resting(), intent, 10_000) };
};

describe('a bet is one bet', () => {
  test('a second press while the first is under way means nothing', () => {
    const { betting: now } = asked();
    expect(meant(now, betting('second'), 20_000)).toBe(now);
  });

  test('a press while the board still runs means nothing', () => {
    const { betting: now, intent } = asked();
    const running = answered(now, intent, { round: round('r') });
    expect(meant(running, betting('second'), 20_000)).toBe(running);
  });

  test('a tap that came a moment too late to land the board is no bet', () => {
    const { betting: now, intent } = asked();
    const shown = landed(answered(now, intent, { round: round('r') }), 30_000);
    expect(meant(shown, betting('second'), 30_000 + REST_MS - 1)).toBe(shown);
    expect(meant(shown, betting('second'), 30_000 + REST_MS)).toMatchObject({ at: 'asking', lost: 0 });
  });

  test.each(['offline', 'unavailable'])(
    'when nobody answered (%s), the same wish goes out again, under the same key',
    (reason) => {
      const { betting: now, intent } = asked();
      const lost = failed(now, intent, refusedAs(reason));
      expect(lost).toMatchObject({ at: 'asking', intent: { key: 'first' }, lost: 1 });
      expect(failed(lost, intent, refusedAs(reason))).toMatchObject({
        at: 'asking',
        intent: { key: 'first' },
        lost: 2,
      });
    },
  );

  test('a no is an end, and the next press is another bet', () => {
    const { betting: now, intent } = asked();
    const over = failed(now, intent, refusedAs('insufficient-funds'));
    expect(over).toMatchObject({ at: 'rest', refused: { problem: { reason: 'insufficient-funds' } } });
    expect(meant(over, betting('second'), 20_000)).toMatchObject({ at: 'asking', intent: { key: 'second' } });
  });

  test('turned away at the door is a no only while nothing was lost: what was lost may have been taken', () => {
    const { betting: now, intent } = asked();
    expect(failed(now, intent, refusedAs('too-fast')).at).toBe('rest');
    const lost = failed(now, intent, refusedAs('unavailable'));
    expect(failed(lost, intent, refusedAs('too-fast'))).toMatchObject({ at: 'asking', lost: 2 });
  });

  test('an answer to another wish changes nothing', () => {
    const { betting: now } = asked();
    expect(answered(now, betting('first'), { round: round('r') })).toBe(now);
    expect(failed(now, betting('first'), refusedAs('over-most'))).toBe(now);
  });

  test('whatever happens, no key goes out before the one before it was answered, and none twice after', () => {
    const steps = fc.constantFrom('press', 'answer', 'no', 'lost', 'door', 'land');
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 60 }), (story) => {
        let now = resting();
        let [keys, clockMs] = [0, 0];
        const settled = new Set<string>();
        for (const step of story) {
          clockMs += REST_MS;
          const before = now;
          const intent = now.at === 'asking' ? now.intent : betting('nobody');
          if (step === 'press') now = meant(now, betting(`key ${++keys}`), clockMs);
          if (step === 'answer') now = answered(now, intent, { round: round(`round ${keys}`) });
          if (step === 'no') now = failed(now, intent, refusedAs('over-most'));
          if (step === 'lost') now = failed(now, intent, refusedAs('unavailable'));
          if (step === 'door') now = failed(now, intent, refusedAs('too-fast'));
          if (step === 'land') now = landed(now, clockMs);
          const [was, is] = [before, now].map((each) =>
            each.at === 'asking' && each.intent.kind === 'bet' ? each.intent.key : undefined,
          );
          if (was !== undefined && is !== was) {
            expect(is).toBeUndefined();
            settled.add(was);
          }
          if (is !== undefined) expect(settled.has(is)).toBe(false);
        }
      }),
    );
  });
});

describe('an open round', () => {
  test('that is found is taken up, and what is newer here is kept', () => {
    const open = round('r', { state: 'open', version: 2 });
    expect(found(resting(), open).last).toBe(open);
    const here = resting(round('r', { state: 'open', version: 3 }));
    expect(found(here, open)).toBe(here);
  });

  test('is not taken up over what is under way', () => {
    const { betting: now } = asked();
    expect(found(now, round('r', { state: 'open' }))).toBe(now);
  });
});

test('it is asked again soon at first, then more rarely, and never given up', () => {
  expect([1, 2, 3, 4, 5, 50].map(pauseAfter)).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
});
