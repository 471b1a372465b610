import { Address } from '@ton/core';
import type { ChainClient } from './chain-client.ts';
import { readTransactionOf, type Watched } from './reading.ts';
import type { ChainPoint, ChainTransaction } from './transaction.ts';

/** A page that does not hang together: repeated, reordered, or with something missing. Nothing of it is believed. */
export class BrokenPage extends Error {
  override readonly name = 'BrokenPage';
}

export type ChainPage = {
  /** The newest first, each the one before the one above it. */
  readonly transactions: readonly ChainTransaction[];
  /** What comes below; undefined: nothing does. */
  readonly next: ChainPoint | undefined;
};

/**
 * Reads backwards from a transaction on, that one included, and no further down than to what is above `floorLt`. Each must be the one that the one above
 * names as its previous, by time and hash: so a whole history is only as forgeable as its newest hash. Throws as the client does.
 */
export async function readPage(
  client: Pick<ChainClient, 'transactions'>,
  address: string,
  {
    from,
    floorLt,
    limit,
    archival,
  }: { readonly from: ChainPoint; readonly floorLt: bigint; readonly limit: number; readonly archival: boolean },
): Promise<ChainPage> {
  const shown = await client.transactions(Address.parseRaw(address), { from, downTo: floorLt, limit, archival });
  const transactions: ChainTransaction[] = [];
  let next: ChainPoint | undefined = from;
  for (const each of shown) {
    if (next === undefined) throw new BrokenPage(`something is shown before the first transaction of ${address}`);
    if (each.lt !== next.lt || each.hash !== next.hash)
      throw new BrokenPage(`${each.hash} is shown where ${next.hash} belongs`);
    if (each.previous && each.previous.lt >= each.lt) throw new BrokenPage(`${each.hash} comes before itself`);
    transactions.push(each);
    next = each.previous;
    if (next && next.lt <= floorLt) break;
  }
  if (transactions.length === 0) throw new BrokenPage(`${from.hash} is not shown where it belongs`);
  return { transactions, next };
}

/** A transaction and what it was to us, as a row. */
export function rowOf(
  watched: Watched,
  transaction: ChainTransaction,
  readMemo: (comment: string) => string | undefined,
) {
  const { lt, hash, previous, at } = transaction;
  const read = readTransactionOf(watched, transaction, readMemo);
  return {
    lt: lt.toString(),
    hash,
    previous_lt: previous?.lt.toString() ?? null,
    previous_hash: previous?.hash ?? null,
    at: at.toISOString(),
    kind: read.kind,
    in_minor: read.inMinor.toString(),
    out_minor: read.outMinor.toString(),
    fee_minor: read.feeMinor.toString(),
    source: read.source ?? null,
    message_hash: read.messageHash ?? null,
    created_lt: read.createdLt?.toString() ?? null,
    op: read.op ?? null,
    query_id: read.queryId?.toString() ?? null,
    comment: read.comment ?? null,
    memo: read.memo ?? null,
    plain: read.plain,
    aborted: read.aborted,
    out_messages:
      read.outMessages.length === 0
        ? null
        : read.outMessages.map(({ minor, createdLt, ...rest }) => ({
            ...rest,
            minor: minor.toString(),
            createdLt: createdLt.toString(),
          })),
  };
}
