import type { QuoteId, TransferId } from '../../contracts/ids.ts';
import { assert } from '../../domain/assert.ts';
import { MAX_MINOR } from '../../domain/money.ts';

/** One side of a posting. Above zero credits the account, below zero debits it; in minor units of the account's asset. */
export type Leg = { readonly account: bigint; readonly amount: bigint };

type Named = {
  /** Given by the caller, derived from what it is for (`childId`): what makes repeating it harmless. */
  readonly id: TransferId;
  /** What it is for: `deposit`, `bet`, `payout`. Small letters and hyphens. */
  readonly kind: string;
  /** The order, round or grant it is about. */
  readonly subject: string | null;
};

/**
 * Moves money. Legs sum to zero and are of one asset, unless they keep to a quote: then the two legs on the house's
 * liquidity accounts are what the quote is held against, each asset sums to zero, and a fee is a leg of its own.
 */
export type Post = Named & { readonly action: 'post'; readonly legs: readonly Leg[]; readonly quote?: QuoteId };
/** Sets money aside: `from` cannot use it for anything else, and where `to` may not rise above nothing, it keeps room. */
export type Hold = Named & {
  readonly action: 'hold';
  readonly from: bigint;
  readonly to: bigint;
  readonly amount: bigint;
  readonly expiresAt: Date | null;
};
/** Moves what a hold set aside, all of it or `amount`; what is left is free again. */
export type PostHold = Named & { readonly action: 'post-hold'; readonly hold: TransferId; readonly amount?: bigint };
/** Frees what a hold set aside. `expire-hold` is for those whose time is over, and is refused before it. */
export type EndHold = Named & { readonly action: 'void-hold' | 'expire-hold'; readonly hold: TransferId };
/** Moves back what a posting moved, once. A reversal is not reversed: what it undid is posted anew. */
export type Reverse = Named & { readonly action: 'reverse'; readonly transfer: TransferId };

export type Command = Post | Hold | PostHold | EndHold | Reverse;

/** It was done: by this call, or (`isRepeat`) by an earlier one with the same id and body; `postedAt` is of that one. */
export type Done = { readonly isRepeat: boolean; readonly postedAt: Date };

/** Why nothing was moved. The first four happen on any day, and so do `hold-ended` and `already-reversed`: somebody else was first. The rest tell a caller of its mistake. */
export type Refused =
  | { readonly reason: 'insufficient-funds' }
  | { readonly reason: 'hold-expired' }
  | { readonly reason: 'quote-expired' }
  /** Another command of the chain was refused, and this one with it. */
  | { readonly reason: 'chain-broken' }
  /** The id was used before for another command, which differs in this. */
  | { readonly reason: 'conflict'; readonly field: ConflictField }
  /** The balance, or what is held, would not fit into a BIGINT. */
  | { readonly reason: 'out-of-range' }
  | { readonly reason: 'unknown-account' | 'unknown-hold' | 'unknown-transfer' | 'unknown-quote' }
  /** Accounts of two assets in a posting without a quote, or of others than the quote's. */
  | { readonly reason: 'asset-mismatch' }
  /** The liquidity legs are not what the quote makes of them. */
  | { readonly reason: 'quote-mismatch' }
  | { readonly reason: 'hold-ended'; readonly by: 'post-hold' | 'void-hold' | 'expire-hold' }
  | { readonly reason: 'hold-not-due' }
  /** More than was held. */
  | { readonly reason: 'over-held' }
  | { readonly reason: 'already-reversed' | 'not-reversible' };

export type ConflictField =
  | 'action'
  | 'kind'
  | 'subject'
  | 'target'
  | 'quote'
  | 'account'
  | 'amount'
  | 'expiry'
  | 'chain';

export type Answer = Done | Refused;

export const isDone = (answer: Answer): answer is Done => 'isRepeat' in answer;

const KIND = /^[a-z][a-z0-9-]*$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NO_ID = '00000000-0000-0000-0000-000000000000';
const YEAR_10000_MS = Date.UTC(10_000, 0);

/** A chain no ledger could do is our own bug, told to its author alone: others may share its call. */
export function assertWellFormed(chain: readonly Command[]): void {
  for (const command of chain) assertCommand(command);
  const ids = new Set(chain.map(({ id }) => id));
  assert(ids.size === chain.length, 'a chain is malformed: two of its commands have one id');
  for (const command of chain) {
    const target = targetOf(command);
    assert(
      chain.length === 1 || target === undefined || !ids.has(target),
      'a chain is malformed: it names one of its own',
    );
  }
}

/** The transfer a command is about. */
export const targetOf = (command: Command): TransferId | undefined =>
  'hold' in command ? command.hold : 'transfer' in command ? command.transfer : undefined;

function assertCommand(command: Command): void {
  const name = `${command.action} ${command.id}`;
  const isRight = (condition: boolean, what: string) => assert(condition, `${name} is malformed: ${what}`);
  isRight(
    command.id !== NO_ID && UUID.test(command.id) && UUID.test(command.subject ?? command.id),
    'its id or subject is no UUID',
  );
  isRight(UUID.test(targetOf(command) ?? command.id), 'what it names is no UUID');
  isRight(KIND.test(command.kind), 'its kind is not a word');
  if (command.action === 'post') {
    const accounts = new Set(command.legs.map((leg) => leg.account));
    isRight(command.legs.length >= 2, 'it has fewer than two legs');
    isRight(accounts.size === command.legs.length, 'two legs on one account');
    isRight(UUID.test(command.quote ?? command.id), 'its quote is no UUID');
    for (const { account, amount } of command.legs) {
      isRight(isAccount(account), 'a leg on no account');
      isRight(amount !== 0n && amount <= MAX_MINOR && amount >= -MAX_MINOR, `a leg of ${amount}`);
    }
    const sum = command.legs.reduce((total, leg) => total + leg.amount, 0n);
    assert(command.quote !== undefined || sum === 0n, `${name} does not sum to zero: ${sum} is left`);
  }
  if (command.action === 'hold') {
    const { from, to, expiresAt } = command;
    isRight(isAccount(from) && isAccount(to) && from !== to, 'it needs two accounts');
    const at = expiresAt?.getTime() ?? 0;
    isRight(at >= 0 && at < YEAR_10000_MS, 'its expiry is no time'); // not so for an invalid date, which is NaN
  }
  if ('amount' in command && command.amount !== undefined)
    isRight(command.amount > 0n && command.amount <= MAX_MINOR, `an amount of ${command.amount}`);
}

const isAccount = (account: bigint): boolean => account > 0n && account <= MAX_MINOR;
