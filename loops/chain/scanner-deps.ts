import type { Transaction, Tx } from '../../prisma/tx.ts';
import type { ChainClient } from '../../rails/ton/chain-client.ts';
import type { Point } from '../../records/chain/accounts.ts';
import type { ArrivalNews } from '../../records/payments/arrivals.ts';
import type { Logger } from '../../runtime/logger.ts';

export type ScannerDeps = {
  readonly transaction: Transaction;
  /** A statement of its own, for reads. */
  readonly reader: Pick<Tx, 'query'>;
  readonly client: Pick<ChainClient, 'account' | 'transactions' | 'jettonBalance'>;
  /** A transaction is final so many masterchain blocks after it was first seen. */
  readonly finalBlocks: number;
  readonly readMemo: (comment: string) => string | undefined;
  /** Told what is new of arrivals, in the transaction that writes it. */
  readonly tell: (tx: Tx, news: readonly ArrivalNews[]) => Promise<void>;
  readonly log: Logger;
  /** Transactions a page and a database transaction. */
  readonly page?: number;
};

/** An account as one look shows it. `minor` is undefined where it moved while it was looked at. */
export type LookAt = {
  readonly tip: Point | undefined;
  readonly seqno: number;
  readonly at: Date;
  readonly minor: bigint | undefined;
};

/** What a scanner remembers between its looks, and may forget: the first look at an account, and how often it was refused to read on. */
export type ScannerMemory = { readonly beginnings: Map<string, LookAt>; readonly refusals: Map<string, number> };
export const newMemory = (): ScannerMemory => ({ beginnings: new Map(), refusals: new Map() });

export const samePoint = (a: Point | undefined, b: Point | undefined): boolean =>
  a?.lt === b?.lt && a?.hash === b?.hash;
