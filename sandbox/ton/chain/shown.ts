import type { Transaction } from '@ton/core';
import type { Boc } from './machine.ts';

/** Of the masterchain. `at` in unix seconds. */
export type Block = { readonly seqno: number; readonly at: number };

/** A transaction as it stands on the chain. */
export type Landed = {
  /** Raw, `0:<hex>`. */
  readonly account: string;
  readonly lt: bigint;
  readonly hash: Buffer;
  readonly boc: Boc;
  readonly block: Block;
  readonly transaction: Transaction;
};

/** The first that is not below, in a list that rises. */
export function firstNotBelow<Item>(items: readonly Item[], isBelow: (item: Item) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBelow(items[middle] as Item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
