import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GrantBody } from '../../../contracts/http/bonuses.ts';
import { languages } from '../../../contracts/languages.ts';
import { textsOf } from '../../../contracts/texts/test-sources.ts';
import { bonusKinds, grantStates } from '../../../domain/bonuses.ts';
import { gameIds } from '../../../domain/games/index.ts';
import { asClock, readClock } from './hours.ts';
import { wayUp } from './level-card.tsx';
import { REWARDS_SAID } from './refusals.ts';
import { hoursInWords } from './terms.tsx';
import { bestFirst, leftToPlay, playedPercent } from './wagering.ts';

const wager = (done: bigint, needed: bigint) => ({
  done: { asset: 'EUR', minor: done.toString() } as const,
  needed: { asset: 'EUR', minor: needed.toString() } as const,
});
const minor = fc.bigInt({ min: 0n, max: 10n ** 15n });

test('the bar is full only when all of it is played, and what is left is what is missing', () => {
  fc.assert(
    fc.property(minor, minor, (done, needed) => {
      const isDone = needed > 0n && done >= needed;
      expect(playedPercent(wager(done, needed)) === 100).toBe(isDone);
      const left = BigInt(leftToPlay(wager(done, needed)).minor);
      expect(left).toBe(done >= needed ? 0n : needed - done);
    }),
  );
});

const offer = (id: string, worth: number, hours: number, spins?: { many: number; stake: number }) =>
  ({
    id,
    worth: { asset: 'EUR', minor: String(worth) },
    offerUntil: new Date(hours * 3_600_000).toISOString(),
    terms: { spins: spins ? { ...spins, game: 'dice', stake: { asset: 'EUR', minor: String(spins.stake) } } : null },
  }) as unknown as GrantBody;

test('the offer that gives most comes first, free spins by what they stake, and of two alike the one that ends sooner', () => {
  const offers = [
    offer('small', 500, 1),
    offer('later', 1_000, 9),
    offer('spins', 0, 2, { many: 30, stake: 50 }),
    offer('sooner', 1_000, 3),
  ];
  expect(bestFirst(offers).map(({ id }) => id)).toEqual(['spins', 'sooner', 'later', 'small']);
  expect(offers[0]?.id).toBe('small'); // what was read stays as it was
});

test('a time of day is read as it is written, and nothing else is', () => {
  for (const minutes of [0, 59, 480, 1_320, 1_439]) expect(readClock(asClock(minutes))).toBe(minutes);
  for (const text of ['', '24:00', '7:30', '12:60', 'noon']) expect(readClock(text)).toBeUndefined();
});

test.each([
  [168, '7 days'],
  [24, '1 day'],
  [36, '36 hours'],
])('%d hours are %s', (hours, words) => {
  expect(hoursInWords(hours, 'en')).toBe(words);
});

const level = (number: number, from: number) => ({ level: number, from, name: `vip-level-${number}` });
const levels = [level(0, 0), level(1, 50), level(2, 500)];
const vip = (at: number, points: number) => ({
  level: at,
  levels,
  points,
  perPoint: { asset: 'EUR', minor: '1000' } as const,
});

test('the way to the next level begins at the one that was reached, and nobody is above the last', () => {
  expect(wayUp(vip(1, 50))).toEqual({ next: levels[2], percent: 0 });
  expect(wayUp(vip(1, 499))).toEqual({ next: levels[2], percent: 99 });
  expect(wayUp(vip(2, 900)).next).toBeUndefined();
});

describe.each(languages)('in %s', (language) => {
  const texts = textsOf(language, 'app');

  test.each(Object.keys(REWARDS_SAID))('a refusal as %s is a whole sentence', (reason) => {
    expect(texts.get(`rewards-not-${reason}`)).toMatch(/\.$/);
  });

  test('every game, every kind of bonus and every way one ends has its words', () => {
    const ends = grantStates.filter((state) => state !== 'offered' && state !== 'active');
    const ids = [
      ...gameIds.map((game) => `game-${game}`),
      ...bonusKinds.flatMap((kind) => [`bonus-kind-${kind}`, `promotion-${kind}`]),
      ...ends.map((end) => `bonus-ended-${end}`),
      ...[0, 1, 2, 3, 4, 5].map((reached) => `vip-level-${reached}`),
    ];
    expect(ids.filter((id) => !texts.has(id))).toEqual([]);
  });
});
