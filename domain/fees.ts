import { assert } from './assert.ts';
import type { Asset } from './assets.ts';
import { type Money, money } from './money.ts';

/** One hundredth of a per cent. */
export const BASIS_POINTS = 10_000n;

/** The fee on an amount, rounded up to a whole minor unit: in the house's favour, by less than one unit. */
export function feeOf<A extends Asset>(amount: Money<A>, feeBps: bigint): Money<A> {
  assert(feeBps >= 0n && feeBps < BASIS_POINTS, `a fee is at least nothing and less than everything: ${feeBps} bps`);
  return money(amount.asset, (amount.minor * feeBps + BASIS_POINTS - 1n) / BASIS_POINTS);
}
