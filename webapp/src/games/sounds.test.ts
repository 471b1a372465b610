import { describe, expect, test } from 'vitest';
import type { RoundBody } from '../../../contracts/http/games.ts';
import { Refused } from '../api/client.ts';
import { answered, failed, type Intent, landed, meant, resting } from './betting.ts';
import { heard, isHeard } from './sounds.ts';
import { SCORE } from './speaker.ts';

const eur = (minor: number) => ({ asset: 'EUR', minor: String(minor) }) as const;
const bet: Intent = { kind: 'bet', key: 'one', body: { game: 'dice', stake: eur(100), choices: {} } };
const round = (win: number, change: Partial<RoundBody> = {}) =>
  ({ id: 'r', state: 'settled', actions: [], isFree: false, stake: eur(100), win: eur(win), ...change }) as RoundBody;

/** What is heard from the press to the end of a round. */
function heardOf(played: RoundBody, intent = bet) {
  const rest = resting();
  const asking = meant(rest, intent, 1_000);
  const running = answered(asking, intent, { round: played });
  const shown = landed(running, 2_000);
  return [heard(rest, asking), heard(asking, running), heard(running, shown)];
}

describe('what is heard of a round', () => {
  test.each([
    ['more than the stake is a win', 101, 'win'],
    ['the stake itself is neither a win nor a loss', 100, 'reveal'],
    ['less than the stake is a loss, and never sounds like a win', 99, 'loss'],
    ['nothing is a loss', 0, 'loss'],
  ] as const)('%s', (_, win, end) => {
    expect(heardOf(round(win))).toEqual(['stake', 'spin', end]);
  });

  test('a free spin that pays nothing has cost nothing', () => {
    expect(heardOf(round(0, { isFree: true })).at(-1)).toBe('reveal');
    expect(heardOf(round(1, { isFree: true })).at(-1)).toBe('win');
  });

  test('a win of ten thousand stakes is heard like the smallest one', () => {
    expect(heardOf(round(1_000_000))).toEqual(heardOf(round(101)));
  });

  test('each step of an open round is a tile, and its beginning is nothing but the stake', () => {
    const step: Intent = { kind: 'act', round: 'r', body: { version: 0, action: { do: 'open', tile: 1 } } };
    const actions = [{ do: 'open', tile: 1 }];
    expect(heardOf(round(0, { state: 'open' }))).toEqual(['stake', undefined, undefined]);
    expect(heardOf(round(0, { state: 'open', actions }), step)).toEqual([undefined, undefined, 'tile']);
    expect(heardOf(round(0, { actions }), step).at(-1)).toBe('loss');
  });

  test('a refusal makes no sound', () => {
    const asking = meant(resting(), bet, 1_000);
    expect(heard(asking, failed(asking, bet, new Refused({ reason: 'excluded' })))).toBeUndefined();
  });
});

test('a device is heard unless it asked for calm, and what its player chose goes before both', () => {
  expect([isHeard(undefined, false), isHeard(undefined, true)]).toEqual([true, false]);
  expect([isHeard('on', true), isHeard('off', false)]).toEqual([true, false]);
});

describe('the sounds themselves', () => {
  const endOf = (sound: keyof typeof SCORE) => Math.max(...SCORE[sound].map(({ atMs, forMs }) => atMs + forMs));
  const loudestOf = (sound: keyof typeof SCORE) => {
    const moments = SCORE[sound].map(({ atMs }) => atMs);
    const at = (moment: number) =>
      SCORE[sound]
        .filter(({ atMs, forMs }) => atMs <= moment && moment < atMs + forMs)
        .reduce((sum, { level }) => sum + level, 0);
    return Math.max(...moments.map(at));
  };

  test.each(Object.keys(SCORE) as (keyof typeof SCORE)[])('%s is over in half a second and far from loud', (sound) => {
    expect(endOf(sound)).toBeLessThanOrEqual(500);
    expect(loudestOf(sound)).toBeLessThanOrEqual(0.25);
  });

  test('a loss goes down and a win goes up: nobody takes one for the other', () => {
    for (const { hz, toHz } of SCORE.loss) expect(toHz).toBeLessThan(hz);
    const tones = SCORE.win.map(({ hz }) => hz);
    expect(tones).toEqual([...tones].sort((a, b) => a - b));
  });
});
