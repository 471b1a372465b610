import type { TermsBody } from '../../../contracts/http/bonuses.ts';
import type { Ratio } from '../../../domain/ratio.ts';
import type { AmountBody } from '../amounts.ts';

/** What may be staked, in minor units, and what the most of it comes from. */
export type Bounds = { readonly least: bigint; readonly most: bigint; readonly from: 'table' | 'most-win' | 'bonus' };

type Table = { readonly least: AmountBody; readonly most: AmountBody; readonly mostWin: AmountBody };

/**
 * What the API will take, so that nobody is offered what is refused: the table's own bounds, what could win more than the game pays,
 * and what the terms of the active bonus allow. `most` below `least`: nothing can be staked so.
 */
export function boundsOf(table: Table, multiplier: Ratio, terms: Pick<TermsBody, 'mostStake'> | undefined): Bounds {
  const least = BigInt(table.least.minor);
  let bounds: Bounds = { least, most: BigInt(table.most.minor), from: 'table' };
  // Rounded down: a stake above it could win more.
  const byWin =
    multiplier.numerator === 0n
      ? bounds.most
      : (BigInt(table.mostWin.minor) * multiplier.denominator) / multiplier.numerator;
  if (byWin < bounds.most) bounds = { least, most: byWin, from: 'most-win' };
  if (terms && terms.mostStake.asset === table.least.asset && BigInt(terms.mostStake.minor) < bounds.most)
    bounds = { least, most: BigInt(terms.mostStake.minor), from: 'bonus' };
  return bounds;
}

/** 1, 2, 5, 10, 20, 50 ... between the least and the most, and these two. */
export function stepsOf({ least, most }: Pick<Bounds, 'least' | 'most'>): bigint[] {
  if (most < least) return [];
  const steps = [least];
  for (let decade = 1n; decade <= most; decade *= 10n)
    for (const part of [1n, 2n, 5n]) {
      const step = part * decade;
      if (step > least && step < most) steps.push(step);
    }
  if (most > least) steps.push(most);
  return steps;
}

export const stepUp = (bounds: Bounds, stake: bigint): bigint | undefined =>
  stepsOf(bounds).find((step) => step > stake);

export const stepDown = (bounds: Bounds, stake: bigint): bigint | undefined =>
  stepsOf(bounds).findLast((step) => step < stake);

/** Half of it, rounded down, and twice as much: only where they are within the bounds, never bent into them. */
export const halfOf = ({ least }: Bounds, stake: bigint): bigint | undefined =>
  stake / 2n >= least ? stake / 2n : undefined;
export const twice = ({ most }: Bounds, stake: bigint): bigint | undefined =>
  stake * 2n <= most ? stake * 2n : undefined;

export const within = ({ least, most }: Bounds, stake: bigint): bigint =>
  stake < least ? least : stake > most ? most : stake;

/** How far above the least a first stake lies; far below any most. */
const FIRST_TIMES = 5n;

/** What nobody chose yet: the first step that is at least five times the least, or the most, if that is less. */
export const firstStake = (bounds: Bounds): bigint =>
  stepsOf(bounds).find((step) => step >= bounds.least * FIRST_TIMES) ?? bounds.most;

const OFFERED = 3;

/** What is offered to press: small ones, about the first stake; never the most. */
export function presetsOf(bounds: Bounds): bigint[] {
  const steps = stepsOf(bounds).filter((step) => step < bounds.most);
  const at = Math.max(0, steps.indexOf(firstStake(bounds)) - 1);
  const from = Math.max(0, Math.min(at, steps.length - OFFERED));
  return steps.slice(from, from + OFFERED);
}
