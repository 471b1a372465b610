import { type Draw, placesOf } from '../../fairness.ts';
import { isAbove, ONE, type Ratio, ratio, ways } from '../../ratio.ts';
import { type Chance, fieldsOf, isWhole, type SteppedGame, wrongChoice } from '../game.ts';

/** Five rows of five; tile 0 is the first of the first row. */
export const TILES = 25;
/** The ladder ends below it: who gets there is paid at once, so that no stake promises more than the house can pay. */
const MOST = ratio(10_000);

export type MinesChoices = { readonly mines: number };
/** The tiles that were opened, in their order; none of them hid a mine. Where the mines are is not part of it. */
export type MinesState = { readonly mines: number; readonly opened: readonly number[] };
export type MinesAction = { readonly do: 'open'; readonly tile: number } | { readonly do: 'take' };
export type MinesFacts = {
  /** Where the mines are, in rising order. */
  readonly places: readonly number[];
  readonly opened: readonly number[];
  /** Taken by the player; a mine; the end of the ladder, paid at once; left, and settled by rule. */
  readonly ended: 'taken' | 'mine' | 'top' | 'left';
};

/** 0.99 divided by the chance that so many tiles hide no mine, as it is: nothing is rounded before the win. */
const multiplierOf = (mines: number, gems: number): Ratio =>
  ratio(99n * ways(TILES, gems), 100n * ways(TILES - mines, gems));

function ladderWith(mines: number): Ratio[] {
  const rungs = Array.from({ length: TILES - mines }, (_, rung) => multiplierOf(mines, rung + 1));
  return rungs.filter((rung) => !isAbove(rung, MOST));
}

/** By the number of mines, counted once: every step of a round asks where its ladder ends. */
const ladders = Array.from({ length: TILES }, (_, mines) => ladderWith(mines));

/** What 1, 2, 3 ... gems pay. */
export const ladderOf = ({ mines }: MinesChoices): readonly Ratio[] => ladders[mines] ?? [];

const topOf = (choices: MinesChoices): number => ladderOf(choices).length;

const hidden = (mines: number, draw: Draw): number[] => placesOf(draw, TILES, mines);

/**
 * Open tiles until you take what they pay, or a mine ends it. The mines lie where the round's seeds put them before the first tile
 * is opened. Whenever it is taken, 99 % returns. A round that was left pays what it showed; the stake, if no tile was open.
 */
export const mines: SteppedGame<MinesChoices, MinesFacts, MinesState, MinesAction> = {
  id: 'mines',
  kind: 'stepped',
  examples: [
    { choices: { mines: 3 }, actions: [...opening(6, 12, 13, 17), { do: 'take' }] },
    { choices: { mines: 3 }, actions: opening(0, 24) },
    { choices: { mines: 24 }, actions: opening(7) },
    { choices: { mines: 1 }, actions: [...opening(3, 4, 5, 6, 7, 8, 9, 10, 11, 12), { do: 'take' }] },
    { choices: { mines: 12 }, actions: [...opening(1, 2), { do: 'take' }] },
  ],
  readChoices(raw) {
    const { mines } = fieldsOf(raw, ['mines']) ?? {};
    return isWhole(mines, 1, TILES - 1) ? { mines } : wrongChoice('mines');
  },
  readAction(raw) {
    const { do: act, tile } = fieldsOf(raw, ['do', 'tile']) ?? fieldsOf(raw, ['do']) ?? {};
    if (act === 'take' && tile === undefined) return { do: act };
    return act === 'open' && isWhole(tile, 0, TILES - 1) ? { do: act, tile } : { reason: 'wrong-action' };
  },
  returns: () => ratio(99, 100),
  most: (choices) => ladderOf(choices).at(-1) ?? ONE,
  begin: ({ mines }) => ({ mines, opened: [] }),
  legal({ opened }) {
    const closed = Array.from({ length: TILES }, (_, tile) => tile).filter((tile) => !opened.includes(tile));
    return [...opening(...closed), ...(opened.length > 0 ? [{ do: 'take' } as const] : [])];
  },
  act({ mines, opened }, action, draw) {
    if (action.do === 'take') {
      if (opened.length === 0) return { reason: 'not-legal' };
      return { facts: { places: hidden(mines, draw), opened, ended: 'taken' } };
    }
    if (opened.includes(action.tile)) return { reason: 'not-legal' };
    const places = hidden(mines, draw);
    const now = [...opened, action.tile];
    if (places.includes(action.tile)) return { facts: { places, opened: now, ended: 'mine' } };
    return now.length === topOf({ mines })
      ? { facts: { places, opened: now, ended: 'top' } }
      : { state: { mines, opened: now } };
  },
  leaving: ({ mines, opened }) => (opened.length === 0 ? ONE : multiplierOf(mines, opened.length)),
  abandon: ({ mines, opened }, draw) => ({ places: hidden(mines, draw), opened, ended: 'left' }),
  pays({ mines }, { opened, ended }) {
    if (ended === 'mine') return ratio(0);
    return opened.length === 0 ? ONE : multiplierOf(mines, opened.length);
  },
  chances({ mines }, actions): Chance[] {
    const gems = actions.filter((action) => action.do === 'open').length;
    const [all, safe] = [ways(TILES, mines), ways(TILES - gems, mines)];
    const end: Chance = { probability: ratio(safe, all), multiplier: gems === 0 ? ONE : multiplierOf(mines, gems) };
    return gems === 0 ? [end] : [end, { probability: ratio(all - safe, all), multiplier: ratio(0) }];
  },
};

function opening(...tiles: number[]): MinesAction[] {
  return tiles.map((tile) => ({ do: 'open', tile }));
}
