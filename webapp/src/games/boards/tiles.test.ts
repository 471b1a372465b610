import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RoundBody } from '../../../../contracts/http/games.ts';
import { settled } from '../../../../domain/games/game.ts';
import { ladderOf, mines, TILES } from '../../../../domain/games/mines/rules.ts';
import { asNumber, ONE } from '../../../../domain/ratio.ts';
import { chanceOf, gemsIn, nextOf, openedIn, paysAfter, placeOf, stepsOf, stepTo, takenNow, tilesOf } from './tiles.ts';

const stake = { asset: 'EUR', minor: '200' } as const;
const choices = { mines: 3 };
const open = { choices, stake, shown: { mines: 3, opened: [6, 12] }, facts: null };
const hit = { choices, stake, shown: null, facts: { places: [3, 10, 22], opened: [6, 12, 10], ended: 'mine' } };
const taken = { choices, stake, shown: null, facts: { places: [3, 10, 22], opened: [6, 12], ended: 'taken' } };

const shows = (round: Parameters<typeof tilesOf>[0], tile: string) =>
  tilesOf(round).flatMap((each, n) => (each === tile ? [n] : []));

test('an open round shows what was opened, and says nothing of any other tile', () => {
  expect(shows(open, 'gem')).toEqual([6, 12]);
  expect(shows(open, 'closed')).toHaveLength(TILES - 2);
  expect(tilesOf(undefined)).toEqual(Array.from({ length: TILES }, () => 'closed'));
});

test('when it is over the mines are shown where they were, and a gem that nobody found stays closed', () => {
  expect(shows(taken, 'mine')).toEqual([3, 10, 22]);
  expect(shows(taken, 'gem')).toEqual([6, 12]);
  expect(shows(hit, 'mine')).toEqual([3, 22]);
  expect(shows(hit, 'hit')).toEqual([10]);
  expect(shows(hit, 'closed')).toHaveLength(TILES - 5);
  expect(gemsIn(hit)).toBe(2);
});

test('what is named as the take is what the rules pay, to the last minor unit', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 12n }),
      fc.integer({ min: 1, max: 24 }),
      fc.nat(23),
      (minor, count, rung) => {
        const gems = 1 + (rung % ladderOf({ mines: count }).length);
        const opened = Array.from({ length: gems }, (_, tile) => tile);
        const places = Array.from({ length: count }, (_, n) => TILES - 1 - n);
        const { win } = settled(mines, minor, { mines: count }, { places, opened, ended: 'taken' });
        expect(takenNow(minor, count, gems)).toBe(win);
      },
    ),
  );
});

test('the ladder goes up, and ends where its rules end', () => {
  for (let count = 1; count < TILES; count++) {
    const top = ladderOf({ mines: count }).length;
    expect(nextOf(count, top)).toBeUndefined();
    expect(paysAfter(count, 0)).toEqual(ONE);
    for (let gems = 0; gems < top; gems++) {
      const next = nextOf(count, gems);
      expect(asNumber(next?.pays ?? ONE)).toBeGreaterThan(asNumber(paysAfter(count, gems)));
      expect(next).toMatchObject({ safe: TILES - count - gems, closed: TILES - gems });
    }
  }
});

test('a rung pays 99 % of what its chance is worth', () => {
  for (const [count, gems] of [
    [3, 4],
    [1, 10],
    [24, 1],
  ] as const)
    expect(asNumber(chanceOf(count, gems)) * asNumber(paysAfter(count, gems))).toBeCloseTo(0.99, 10);
});

test('arrows lead from tile to tile, and stop at the edge', () => {
  expect(placeOf(0)).toEqual({ row: 1, column: 1 });
  expect(placeOf(13)).toEqual({ row: 3, column: 4 });
  expect(stepTo(12, 'ArrowLeft')).toBe(11);
  expect(stepTo(12, 'ArrowUp')).toBe(7);
  expect(stepTo(12, 'Home')).toBe(10);
  expect(stepTo(12, 'End')).toBe(14);
  expect(stepTo(10, 'ArrowLeft')).toBe(10);
  expect(stepTo(14, 'ArrowRight')).toBe(14);
  expect(stepTo(2, 'ArrowUp')).toBe(2);
  expect(stepTo(22, 'ArrowDown')).toBe(22);
  expect(stepTo(12, 'Enter')).toBeUndefined();
});

test.each([
  ['taken', [6, 12], [[], [6], [6, 12]]],
  ['mine', [6, 12, 10], [[], [6], [6, 12]]],
  ['top', [6, 12], [[], [6]]],
  ['left', [], [[]]],
] as const)(
  'a round that ended as %s is shown again tile by tile, and its mines not before the end',
  (ended, opened, steps) => {
    const round = {
      choices,
      stake,
      shown: null,
      state: 'settled',
      facts: { places: [3, 10, 22], opened: [...opened], ended },
    };
    const shown = stepsOf(round as unknown as RoundBody);
    expect(shown.map((step) => openedIn(step))).toEqual(steps);
    for (const step of shown) {
      expect(step.state).toBe('open');
      expect(shows(step, 'mine').concat(shows(step, 'hit'))).toEqual([]);
    }
  },
);
