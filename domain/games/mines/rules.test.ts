import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { placesOf } from '../../fairness.ts';
import { cutOff, isAbove, ONE, ratio, shareOf, times, ways } from '../../ratio.ts';
import { decided, returnOf } from '../game.ts';
import { byMultiplier, drawsFrom, everyFall } from '../test-games.ts';
import { ladderOf, type MinesAction, mines, TILES } from './rules.ts';

const open = (tile: number): MinesAction => ({ do: 'open', tile });
const take: MinesAction = { do: 'take' };

test('three mines pay 1.12 for the first gem, 1.71 for the fourth', () => {
  const ladder = ladderOf({ mines: 3 });
  expect(ladder.slice(0, 5).map((rung) => cutOff(rung, 2))).toEqual(['1.12', '1.28', '1.47', '1.71', '1.99']);
  expect(shareOf(200n, ladder[3] ?? ONE)).toBe(342n);
});

test('whenever it is taken it returns exactly 99 %, with any number of mines', () => {
  for (let many = 1; many < TILES; many++)
    for (const [n, rung] of ladderOf({ mines: many }).entries()) {
      const survives = ratio(ways(TILES - n - 1, many), ways(TILES, many));
      expect(times(survives, rung)).toEqual(ratio(99, 100));
    }
});

test('any way to play returns 99 %: the tiles chosen and the moment of taking change nothing', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 24 }),
      fc.shuffledSubarray([...Array(TILES).keys()], { minLength: 1 }),
      (many, tiles) => {
        const actions = tiles.slice(0, ladderOf({ mines: many }).length).map(open);
        expect(returnOf(mines.chances({ mines: many }, actions))).toEqual(ratio(99, 100));
      },
    ),
  );
});

test('the stated chances are those of the boards, each board walked through', () => {
  for (const [many, tiles] of [
    [1, [24]],
    [1, [0, 5, 7, 24]],
    [2, [3, 11, 20]],
    [3, [12, 0]],
  ] as const) {
    const boards = everyFall((draw) => placesOf(draw, TILES, many));
    const ends = [...boards].map(({ probability, result: board }) => {
      const end = decided(
        mines as never,
        { mines: many },
        [...walk(tiles, board), ...(isSafe(tiles, board) ? [take] : [])],
        () => drawing(board),
      );
      if ('reason' in end) throw new Error(end.reason);
      return { probability, multiplier: mines.pays({ mines: many }, end.facts as never) };
    });
    expect(byMultiplier(ends)).toEqual(byMultiplier(mines.chances({ mines: many }, tiles.map(open))));
  }
});

test('a mine ends it with nothing, and only then is told where the mines are', () => {
  const board = placesOf(drawsFrom(5), TILES, 3);
  const [safe = 0] = [...Array(TILES).keys()].filter((tile) => !board.includes(tile));
  const opened = mines.act(mines.begin({ mines: 3 }), open(safe), drawsFrom(5));
  expect(opened).toEqual({ state: { mines: 3, opened: [safe] } });
  const hit = mines.act({ mines: 3, opened: [safe] }, open(board[1] ?? 0), drawsFrom(5));
  expect(hit).toEqual({ facts: { places: board, opened: [safe, board[1]], ended: 'mine' } });
  expect(mines.pays({ mines: 3 }, { places: board, opened: [safe, board[1] ?? 0], ended: 'mine' })).toEqual(ratio(0));
});

test('the board is sealed: what was opened before moves no mine', () => {
  const boards = [[], [1], [1, 2, 3]].map((opened) => mines.abandon({ mines: 5, opened }, drawsFrom(9)).places);
  expect(new Set(boards.map((board) => board.join())).size).toBe(1);
});

test('nothing is taken before the first gem, and no tile is opened twice', () => {
  expect(mines.act({ mines: 3, opened: [] }, take, drawsFrom(5))).toEqual({ reason: 'not-legal' });
  expect(mines.act({ mines: 3, opened: [4] }, open(4), drawsFrom(5))).toEqual({ reason: 'not-legal' });
  expect(mines.legal({ mines: 3, opened: [] })).toHaveLength(TILES);
  expect(mines.legal({ mines: 3, opened: [4] })).toContainEqual(take);
});

test('a round that was left pays what it showed; its stake, if no tile was open', () => {
  expect(mines.leaving({ mines: 3, opened: [] })).toEqual(ONE);
  expect(mines.leaving({ mines: 3, opened: [1, 2] })).toEqual(ladderOf({ mines: 3 })[1]);
  expect(mines.chances({ mines: 3 }, [])).toEqual([{ probability: ONE, multiplier: ONE }]);
});

test('the ladder ends at 10,000, or where all gems are found, and its end is paid at once', () => {
  for (let many = 1; many < TILES; many++) {
    const ladder = ladderOf({ mines: many });
    expect(ladder.length).toBeGreaterThan(0);
    expect(isAbove(mines.most({ mines: many }), ratio(10_000))).toBe(false);
    for (const [n, rung] of ladder.entries()) expect(isAbove(rung, ladder[n - 1] ?? ratio(0))).toBe(true);
  }
  expect(ladderOf({ mines: 1 })).toHaveLength(24);
  const board = placesOf(drawsFrom(5), TILES, 24);
  const [gem = 0] = [...Array(TILES).keys()].filter((tile) => !board.includes(tile));
  expect(mines.act(mines.begin({ mines: 24 }), open(gem), drawsFrom(5))).toEqual({
    facts: { places: board, opened: [gem], ended: 'top' },
  });
  expect(cutOff(mines.most({ mines: 24 }), 2)).toBe('24.75');
});

const isSafe = (tiles: readonly number[], board: readonly number[]) => tiles.every((tile) => !board.includes(tile));

/** The tiles as far as a player gets with them. */
function walk(tiles: readonly number[], board: readonly number[]): MinesAction[] {
  const hit = tiles.findIndex((tile) => board.includes(tile));
  return (hit < 0 ? tiles : tiles.slice(0, hit + 1)).map(open);
}

/** Draws that choose this board: each mine swapped into its place from where the shuffle has it. */
function drawing(board: readonly number[]) {
  const places = [...Array(TILES).keys()];
  let n = 0;
  return () => {
    const at = places.indexOf(board[n] ?? 0);
    [places[n], places[at]] = [places[at] ?? 0, places[n] ?? 0];
    n += 1;
    return at - n + 1;
  };
}
