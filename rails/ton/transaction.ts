import {
  type Address,
  beginCell,
  Cell,
  loadTransaction,
  type Message,
  storeMessage,
  type Transaction,
} from '@ton/core';

/** A transaction's place in its account's chain: by both of them it is one and no other. `hash` in lower-case hex. */
export type ChainPoint = { readonly lt: bigint; readonly hash: string };

/** A transaction as its own bytes tell it. */
export type ChainTransaction = ChainPoint & {
  /** Whose it is, as `0:<hex>`. */
  readonly account: string;
  /** The one before it in the same account; undefined: it is the first. */
  readonly previous: ChainPoint | undefined;
  /** The time of its block. */
  readonly at: Date;
  readonly body: Transaction;
};

/**
 * Reads a transaction from its bag of cells. Throws where it is not the one named, or another account's: the JSON around it says
 * what it likes, the bytes cannot.
 */
export function readTransaction(boc: string, named: ChainPoint, of: Address): ChainTransaction {
  const cell = Cell.fromBase64(boc);
  const hash = cell.hash().toString('hex');
  if (hash !== named.hash) throw new Error(`the bytes of transaction ${named.hash} are those of ${hash}`);
  const body = loadTransaction(cell.beginParse());
  const account = hex256(body.address);
  if (account !== of.hash.toString('hex')) throw new Error(`transaction ${hash} is of another account`);
  if (body.lt !== named.lt) throw new Error(`transaction ${hash} has another logical time than the one named`);
  const { prevTransactionLt: lt, prevTransactionHash } = body;
  return {
    lt: body.lt,
    hash,
    account: of.toRawString(),
    previous: lt === 0n ? undefined : { lt, hash: hex256(prevTransactionHash) },
    at: new Date(body.now * 1_000),
    body,
  };
}

/** By what a message from outside is known, however it was packed (TEP-467): no source, no import fee, no init, its body in a cell of its own. */
export function messageHash(message: Message): string {
  const info = message.info.type === 'external-in' ? { ...message.info, src: undefined, importFee: 0n } : message.info;
  const plain = info.type === 'external-in' ? { ...message, info, init: null } : message;
  return beginCell()
    .store(storeMessage(plain, info.type === 'external-in' ? { forceRef: true } : undefined))
    .endCell()
    .hash()
    .toString('hex');
}

const hex256 = (value: bigint): string => value.toString(16).padStart(64, '0');
