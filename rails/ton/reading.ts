import type { Message, Slice, Transaction } from '@ton/core';
import { isPlain, readComment, shownComment, sliceOf } from './comment.ts';
import { type ChainTransaction, messageHash } from './transaction.ts';

/**
 * An account of ours whose transactions are read. Addresses as `0:<hex>`.
 * @property coldWallet the operator's own: what comes from there is nobody's deposit
 */
export type Watched = { readonly address: string; readonly coldWallet?: string | undefined } & (
  | { readonly kind: 'hot'; readonly jettonWallets: readonly string[] }
  | { readonly kind: 'jetton' }
);

/**
 * What a transaction was to us. `deposit`: money came from outside. `payout`: our own key sent. `bounce`: what we sent came back.
 * `excess` and `jetton-gas`: TON that comes with jettons. `other`: nothing of ours moved but fees, or in a way that nobody is credited for.
 * `top-up`: the operator brought it. What goes to the operator is a payout like any other.
 */
export type TransactionKind = 'deposit' | 'top-up' | 'payout' | 'bounce' | 'excess' | 'jetton-gas' | 'other';

/** In minor units of the account's asset: received less sent less fees is what the account's balance changed by, to the last one. */
export type Reading = {
  readonly kind: TransactionKind;
  readonly inMinor: bigint;
  readonly outMinor: bigint;
  readonly feeMinor: bigint;
  /** Who sent what came, as `0:<hex>`: the owner, where it is jettons. Undefined where nobody is named. */
  readonly source?: string | undefined;
  /** Of a message from outside (TEP-467). */
  readonly messageHash?: string | undefined;
  /** Of the message that came from another account. */
  readonly createdLt?: bigint | undefined;
  readonly op?: number | undefined;
  readonly queryId?: bigint | undefined;
  readonly comment?: string | undefined;
  /** The player's code in the comment. */
  readonly memo?: string | undefined;
  readonly plain: boolean;
  readonly aborted: boolean;
  readonly outMessages: readonly OutMessage[];
};

export type OutMessage = {
  readonly destination: string;
  readonly minor: bigint;
  readonly createdLt: bigint;
  readonly bodyHash: string;
  readonly bounce: boolean;
};

/** TEP-74, and the comments of wallets. */
const OP = {
  internalTransfer: 0x178d4519,
  transfer: 0x0f8a7ea5,
  burn: 0x595f07bc,
  burnNotification: 0x7bdd97de,
  excesses: 0xd53276db,
} as const;

/** Reads the code in a comment; undefined where it is none. */
type ReadMemo = (comment: string) => string | undefined;

/** Reads a transaction by its bytes alone. Never throws for what a stranger wrote. */
export function readTransactionOf(watched: Watched, { body }: ChainTransaction, readMemo: ReadMemo): Reading {
  const reading =
    watched.kind === 'hot' ? readCoins(watched.jettonWallets, body, readMemo) : readJettons(body, readMemo);
  const isTopUp =
    reading.kind === 'deposit' && watched.coldWallet !== undefined && reading.source === watched.coldWallet;
  return isTopUp ? { ...reading, kind: 'top-up' } : reading;
}

/**
 * The hot wallet's own balance. TON came as a deposit when a message of another account brought it, it is no bounce, our contract
 * did not send it back, and nothing left with it. That our contract could not carry it out changes nothing: the money stays.
 * A notification of jettons is nothing but a message with a value: anybody can write one, jettons are read where they are held.
 */
function readCoins(jettonWallets: readonly string[], body: Transaction, readMemo: ReadMemo): Reading {
  const sent = body.outMessages.values().flatMap((message) => (message.info.type === 'internal' ? [message] : []));
  const outMessages = sent.flatMap(readOut);
  const moved = {
    outMinor: outMessages.reduce((sum, { minor }) => sum + minor, 0n),
    // What forwarding costs is taken when it is sent; what it is not taken of is in the fees of the transaction.
    feeMinor: body.totalFees.coins + forwarding(sent),
    aborted: isAborted(body),
    outMessages,
  };
  const message = body.inMessage;
  if (message?.info.type === 'external-in')
    return { ...moved, kind: 'payout', inMinor: 0n, plain: false, messageHash: messageHash(message) };
  if (message?.info.type !== 'internal') return { ...moved, kind: 'other', inMinor: 0n, plain: false };

  const { info } = message;
  const content = sliceOf(message.body);
  const op = opOf(content);
  const came = {
    ...moved,
    inMinor: info.value.coins,
    source: info.src.toRawString(),
    createdLt: info.createdLt,
    op,
    queryId: op !== undefined && op !== 0 ? queryIdOf(content) : undefined,
  };
  if (info.bounced) return { ...came, kind: 'bounce', plain: false, queryId: undefined };
  if (hasBounced(body) || outMessages.length > 0 || info.value.coins === 0n)
    return { ...came, kind: 'other', plain: false };
  if (op === OP.excesses) return { ...came, kind: 'excess', plain: false };
  if (jettonWallets.includes(came.source)) return { ...came, kind: 'jetton-gas', plain: false };
  return { ...came, kind: 'deposit', queryId: undefined, ...written(content, readMemo) };
}

/**
 * What the hot wallet's own wallet of a jetton holds. Its code checked who may bring and take jettons: what it carried out is true,
 * whoever sent the message. Its own TON is not ours to count.
 */
function readJettons(body: Transaction, readMemo: ReadMemo): Reading {
  const nothing = { kind: 'other', inMinor: 0n, outMinor: 0n, feeMinor: 0n, plain: false } as const;
  const message = body.inMessage;
  const told = { aborted: isAborted(body), outMessages: body.outMessages.values().flatMap(readOut) };
  if (message?.info.type !== 'internal') return { ...nothing, ...told };
  const { info } = message;
  const read = wasCarriedOut(body) ? readOr(() => readJettonMessage(message, info.bounced, readMemo)) : undefined;
  return { ...nothing, ...told, createdLt: info.createdLt, op: opOf(sliceOf(message.body)), ...read };
}

function readJettonMessage(message: Message, isBounced: boolean, readMemo: ReadMemo): Partial<Reading> {
  const slice = message.body.beginParse();
  if (isBounced) slice.skip(32); // 0xffffffff, then the beginning of what was sent
  const op = slice.loadUint(32);
  const queryId = slice.loadUintBig(64);
  const amount = slice.loadCoins();
  if (isBounced)
    return op === OP.internalTransfer || op === OP.burnNotification
      ? { kind: 'bounce', op, queryId, inMinor: amount }
      : {};
  if (op === OP.transfer) return { kind: 'payout', queryId, outMinor: amount };
  if (op === OP.burn) return { queryId, outMinor: amount };
  if (op !== OP.internalTransfer) return {};
  return { kind: amount > 0n ? 'deposit' : 'other', queryId, inMinor: amount, ...readSender(slice, readMemo) };
}

/** Behind the amount: whose jettons they were, where the rest of the TON goes, what is forwarded, and what was written on it. */
function readSender(slice: Slice, readMemo: ReadMemo): Pick<Reading, 'plain'> & Partial<Reading> {
  const source = readOr(() => slice.loadMaybeAddress()?.toRawString());
  const payload = readOr(() => {
    slice.loadAddressAny();
    slice.loadCoins();
    if (slice.remainingBits === 0) return slice; // nothing was written at all
    return slice.loadBit() ? slice.loadRef().beginParse() : slice;
  });
  return { source, ...written(payload, readMemo) };
}

function written(content: Slice | undefined, readMemo: ReadMemo): Pick<Reading, 'plain' | 'comment' | 'memo'> {
  const comment = content && readComment(content);
  return {
    plain: content !== undefined && isPlain(content),
    comment: comment === undefined ? undefined : shownComment(comment),
    memo: comment === undefined ? undefined : readMemo(comment),
  };
}

function readOut({ info, body }: Message): OutMessage[] {
  if (info.type !== 'internal') return [];
  const { dest, value, createdLt, bounce } = info;
  return [
    { destination: dest.toRawString(), minor: value.coins, createdLt, bodyHash: body.hash().toString('hex'), bounce },
  ];
}

/** Where the fee for instant routing once stood a sender writes flags (TVM 12, "extra_flags"): the library reads them as money, and they are none. */
const forwarding = (sent: readonly Message[]): bigint =>
  sent.reduce((sum, { info }) => (info.type === 'internal' ? sum + info.forwardFee : sum), 0n);

const isAborted = ({ description }: Transaction): boolean => 'aborted' in description && description.aborted;

const hasBounced = ({ description }: Transaction): boolean =>
  description.type === 'generic' && description.bouncePhase !== undefined && description.bouncePhase !== null;

const wasCarriedOut = ({ description }: Transaction): boolean =>
  description.type === 'generic' &&
  !description.aborted &&
  description.computePhase.type === 'vm' &&
  description.computePhase.success &&
  description.actionPhase?.success === true;

const opOf = (content: Slice | undefined): number | undefined =>
  content && content.remainingBits >= 32 ? content.preloadUint(32) : undefined;

const queryIdOf = (content: Slice | undefined): bigint | undefined =>
  content && content.remainingBits >= 96 ? content.clone().skip(32).loadUintBig(64) : undefined;

function readOr<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
