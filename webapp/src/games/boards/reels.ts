import { type LineWin, lines, type SlotSymbol, strips } from '../../../../domain/games/brass-orchard/rules.ts';

export const ROWS = 3;
/** A spin, whole; a tap lands it at once. */
export const REELS_MS = 1_400;

/** Each reel lands a little after the one before it; the last one when the spin is over. */
export const reelMs = (reel: number): number => REELS_MS * (0.68 + reel * 0.16);

/** So many symbols at least go by; more on each reel to the end. */
const leastPassing = (reel: number): number => 14 + reel * 7;

/**
 * What goes by while a reel turns from one stop to another, from the top: the window it ends with, then the strip as it is, down to the
 * window it began with. Nothing is put in between that is not on the reel.
 */
export function turning(reel: number, from: number, to: number): readonly SlotSymbol[] {
  const strip = strips[reel] ?? [];
  const way = (((from - to) % strip.length) + strip.length) % strip.length;
  const turns = Math.max(0, Math.ceil((leastPassing(reel) - way) / strip.length));
  return Array.from(
    { length: way + turns * strip.length + ROWS },
    (_, place) => strip[(to + place) % strip.length] ?? 'cherry',
  );
}

/** Whether a place of the window lies on a line that won, within what counts of it. */
export const isHit = (wins: readonly LineWin[], reel: number, row: number): boolean =>
  wins.some(({ line, many }) => reel < many && lines[line - 1]?.[reel] === row);

/** A winning line through the window, in a picture of 3 by 3; two cherries end on the second reel. */
export function pathOfLine({ line, many }: LineWin): string {
  const [first = 1, ...rest] = (lines[line - 1] ?? []).slice(0, many);
  const points = [first, ...rest].map((row, reel) => `${reel + 0.5} ${row + 0.5}`);
  return `M0 ${first + 0.5}L${points.join('L')}${many === 3 ? `L3 ${(rest.at(-1) ?? first) + 0.5}` : ''}`;
}
