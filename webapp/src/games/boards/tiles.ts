import type { RoundBody } from '../../../../contracts/http/games.ts';
import { ladderOf, type MinesFacts, type MinesState, TILES } from '../../../../domain/games/mines/rules.ts';
import { ONE, type Ratio, ratio, shareOf, ways } from '../../../../domain/ratio.ts';

/** `closed` says nothing of what is below it. `mine` lay where it lies; `hit` is the one that ended the round. */
export type Tile = 'closed' | 'gem' | 'mine' | 'hit';

type Seen = Pick<RoundBody, 'choices' | 'shown' | 'facts' | 'stake'>;

/** The tiles that were opened, in their order. */
export const openedIn = ({ shown, facts }: Pick<Seen, 'shown' | 'facts'>): readonly number[] =>
  (facts ?? shown ?? { opened: [] }).opened as MinesState['opened'];

/**
 * What each tile shows. Once the round is over, the mines are shown where they were; a tile that nobody opened stays closed, so
 * that nobody is shown what they would have won.
 */
export function tilesOf(round: Seen | undefined): readonly Tile[] {
  const opened = round ? openedIn(round) : [];
  const places = (round?.facts as MinesFacts | null | undefined)?.places ?? [];
  return Array.from({ length: TILES }, (_, tile) => {
    if (places.includes(tile)) return opened.includes(tile) ? 'hit' : 'mine';
    return opened.includes(tile) ? 'gem' : 'closed';
  });
}

/** Gems found: what was opened, without the mine that ended it. */
export const gemsIn = (round: Seen): number => tilesOf(round).filter((tile) => tile === 'gem').length;

/** How a round that is over stood after each tile but its last, as its player saw it then: of the mines nothing is said before the end. */
export function stepsOf(round: RoundBody): readonly RoundBody[] {
  const opened = openedIn(round);
  const many = opened.length - (round.facts?.ended === 'taken' || round.facts?.ended === 'left' ? 0 : 1);
  return Array.from({ length: many + 1 }, (_, step) => ({
    ...round,
    state: 'open',
    version: step,
    facts: null,
    shown: { mines: round.choices.mines as number, opened: opened.slice(0, step) },
  }));
}

/** What so many gems pay; the stake, where nothing is open yet. */
export const paysAfter = (mines: number, gems: number): Ratio => ladderOf({ mines })[gems - 1] ?? ONE;

/** The next rung, if there is one, and how many of the closed tiles are safe. */
export function nextOf(mines: number, gems: number) {
  const pays = ladderOf({ mines })[gems];
  return pays && { pays, safe: TILES - mines - gems, closed: TILES - gems };
}

/** How likely it is to find so many, one after the other. */
export const chanceOf = (mines: number, gems: number): Ratio => ratio(ways(TILES - gems, mines), ways(TILES, mines));

/** What would be taken now; rounded down, as the house does it. */
export const takenNow = (stake: bigint, mines: number, gems: number): bigint => shareOf(stake, paysAfter(mines, gems));

const ROW = 5;
export const placeOf = (tile: number) => ({ row: Math.floor(tile / ROW) + 1, column: (tile % ROW) + 1 });

const STEPS: Readonly<Record<string, (tile: number) => number>> = {
  ArrowLeft: (tile) => (tile % ROW === 0 ? tile : tile - 1),
  ArrowRight: (tile) => (tile % ROW === ROW - 1 ? tile : tile + 1),
  ArrowUp: (tile) => (tile < ROW ? tile : tile - ROW),
  ArrowDown: (tile) => (tile >= TILES - ROW ? tile : tile + ROW),
  Home: (tile) => tile - (tile % ROW),
  End: (tile) => tile - (tile % ROW) + ROW - 1,
};

/** Where a key leads; undefined: it is none of the board's. The board is never mirrored: tile 0 is at the top left. */
export const stepTo = (tile: number, key: string): number | undefined => STEPS[key]?.(tile);
