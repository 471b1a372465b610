import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { strips, windowOf, winsOf } from '../../../../domain/games/brass-orchard/rules.ts';
import { isHit, pathOfLine, REELS_MS, ROWS, reelMs, turning } from './reels.ts';

const stop = fc.integer({ min: 0, max: 31 });
const reel = fc.constantFrom(0, 1, 2);

test('a reel turns from the window that was shown to the one that was drawn, and shows nothing that is not on it', () => {
  fc.assert(
    fc.property(reel, stop, stop, (at, from, to) => {
      const shown = turning(at, from, to);
      const window = (place: number) => windowOf({ stops: [place, place, place] })[at];
      expect(shown.slice(0, ROWS)).toEqual(window(to));
      expect(shown.slice(-ROWS)).toEqual(window(from));
      const strip = strips[at] ?? [];
      for (const [n, symbol] of shown.entries()) expect(symbol).toBe(strip[(to + n) % strip.length]);
    }),
  );
});

test('it turns even when it lands where it was', () => {
  fc.assert(
    fc.property(reel, stop, (at, place) => {
      expect(turning(at, place, place).length).toBeGreaterThan(10);
    }),
  );
});

test('the last reel lands when the spin is over, the others before it', () => {
  expect([0, 1, 2].map(reelMs)).toEqual([0.68, 0.84, 1].map((part) => part * REELS_MS));
});

test('what is marked is what pays: two cherries mark two places, and their line ends there', () => {
  fc.assert(
    fc.property(stop, stop, stop, (left, middle, right) => {
      const stops = [left, middle, right];
      const wins = winsOf({ stops });
      const window = windowOf({ stops });
      for (const win of wins) {
        const marked = window.flatMap((column, at) => column.filter((_, row) => isHit([win], at, row)));
        expect(marked).toEqual(Array(win.many).fill(win.symbol));
        expect(pathOfLine(win).endsWith('L3 0.5')).toBe(win.many === 3 && [2, 5].includes(win.line));
      }
    }),
  );
});
