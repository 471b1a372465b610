import { assert } from './assert.ts';
import type { Asset } from './assets.ts';
import { type Money, money } from './money.ts';

/** One hundredth of a per cent. */
export const BASIS_POINTS = 10_000n;

/**
 * What moving money costs, in minor units of the asset that moves: a fixed part and a share of the amount, together not less
 * than `least` and not more than `most` where these are set.
 */
export type FeeSchedule = {
  readonly fixed: bigint;
  readonly bps: bigint;
  readonly least?: bigint;
  readonly most?: bigint;
};

/** Moving it costs nothing. */
export const FREE: FeeSchedule = { fixed: 0n, bps: 0n };

/** The share of an amount, rounded up to a whole minor unit: in the house's favour, by less than one unit. */
export function feeOf<A extends Asset>(amount: Money<A>, feeBps: bigint): Money<A> {
  assert(feeBps >= 0n && feeBps < BASIS_POINTS, `a fee is at least nothing and less than everything: ${feeBps} bps`);
  return money(amount.asset, (amount.minor * feeBps + BASIS_POINTS - 1n) / BASIS_POINTS);
}

/**
 * The fee on an amount by a schedule. Its share is rounded as `feeOf` does; nothing else is rounded. The settlement of a
 * deposit computes the same in SQL (`payments.fee_by`), and a test compares the two.
 */
export function feeBy<A extends Asset>(amount: Money<A>, { fixed, bps, least = 0n, most }: FeeSchedule): Money<A> {
  const exact = fixed + feeOf(amount, bps).minor;
  const atLeast = exact < least ? least : exact;
  return money(amount.asset, most !== undefined && atLeast > most ? most : atLeast);
}

/** Whether the schedule takes nothing of any amount. */
export const isFree = ({ fixed, bps, least = 0n, most }: FeeSchedule): boolean =>
  most === 0n || (fixed === 0n && bps === 0n && least === 0n);
