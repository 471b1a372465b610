import { type WalletCall, walletCalls } from '../contracts/operations.ts';
import type { RailId } from '../contracts/rails.ts';
import { differenceOf, needsOf, type WalletNeed } from '../domain/hot-wallet.ts';
import { money, toDecimal } from '../domain/money.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { type OpenCall, openCalls } from '../records/payments/attention.ts';
import { bookChain, type ChainPosition, chainPositions, unsignedRails } from '../records/payments/chain-books.ts';
import { readPauses } from '../records/payments/pause-reads.ts';
import type { Logger } from '../runtime/logger.ts';
import { type CallDeps, callStaff, callStaffAgain, sendStaffAway } from './call-staff.ts';
import type { HotWalletRules } from './hot-wallet-rules.ts';
import { pauseRail, resumeRail } from './pause-rail.ts';

type Deps = CallDeps & {
  readonly transaction: Transaction;
  readonly query: Tx['query'];
  readonly enqueue: Enqueue;
  readonly rules: HotWalletRules;
  /** How far behind the clock the chain may be. */
  readonly mostLagMs: number;
  /** A difference that lasts longer is one. */
  readonly settleMs: number;
  readonly log: Logger;
  readonly now: () => number;
};

/** What a hot wallet is called among what waits for staff. */
export const walletSubject = (rail: RailId): string => `hot-wallet-${rail}`;

/** A payout that has waited for so long, with nobody who could sign having looked, waits for people. */
export const UNSIGNED_MS = 5 * 60_000;

/** How many transactions are booked in one go. */
const BATCH = 200;

/**
 * Keeps the books and the chain together and looks after the balance: books what no deposit and no withdrawal books, pauses payouts
 * while the chain is behind or says otherwise than the books, and calls staff to top up or to sweep. A pause for lag ends by itself; one
 * for a difference when staff have let it go on, and it comes back while the difference is there. Safe to repeat.
 */
export function watchHotWallet(deps: Deps): () => Promise<'again' | 'rest'> {
  const differsSince = new Map<string, number>();
  return async () => {
    const booked = await deps.transaction((tx) => bookChain(tx, BATCH));
    if (booked >= BATCH) return 'again'; // what is compared is all of it
    const positions = await chainPositions(deps);
    const unsigned = await unsignedRails(deps, UNSIGNED_MS);
    const open = await openCalls(
      deps,
      positions.map(({ rail }) => walletSubject(rail)),
    );
    for (const position of positions) {
      const calls = open.filter(({ subject }) => subject === walletSubject(position.rail));
      const state = {
        position,
        difference: lastingDifference(deps, differsSince, position),
        isUnsigned: unsigned.has(position.rail),
        open: new Set(calls.map(({ attention }) => attention)),
      };
      await keepGate(deps, state);
      await call(deps, state, calls);
    }
    return 'rest';
  };
}

/** Zero while the two have differed for less than `settleMs`: by whatever, or one that grows all the time would always be a new one. */
function lastingDifference(
  { settleMs, now }: Deps,
  differsSince: Map<string, number>,
  { address, sums }: ChainPosition,
): bigint {
  const difference = differenceOf(sums);
  if (difference === 0n) differsSince.delete(address);
  else if (!differsSince.has(address)) differsSince.set(address, now());
  const since = differsSince.get(address);
  return since !== undefined && now() - since >= settleMs ? difference : 0n;
}

const lagOf = ({ headAt }: ChainPosition, nowMs: number): number =>
  headAt === undefined ? 0 : Math.max(0, nowMs - headAt.getTime());

type State = {
  readonly position: ChainPosition;
  readonly difference: bigint;
  /** Nobody has looked at what waits to be signed. */
  readonly isUnsigned: boolean;
  /** What staff are called for. */
  readonly open: ReadonlySet<string>;
};

/**
 * Whether money may leave by this rail, as far as the chain is concerned. A pause of staff's stays theirs: while they are called for a
 * difference nothing is signed in any case (`chain.held_back`), also in the moment they let it go on.
 */
async function keepGate(deps: Deps, { position, difference, open }: State): Promise<void> {
  const { rail, asset, trouble } = position;
  const out = { rail, direction: 'out' } as const;
  const paused = (await readPauses(deps)).find((each) => each.rail === rail && each.direction === 'out');
  const lags = lagOf(position, deps.now()) > deps.mostLagMs;
  const differs = difference !== 0n || trouble !== undefined;
  if (differs && !open.has('chain-differs')) {
    const amount = `${difference < 0n ? '-' : ''}${toDecimal(money(asset, difference < 0n ? -difference : difference))}`;
    deps.log.error({ rail, difference: amount, trouble }, 'the chain and the books differ: nothing is paid out');
  }
  if (differs && (!paused || paused.reason === 'chain-lags')) {
    if (paused) await resumeRail(deps)(undefined, out);
    await pauseRail(deps)(undefined, out, 'chain-differs');
  } else if (lags && !paused) {
    deps.log.warn({ rail }, 'the chain is behind: nothing is paid out until it is not');
    await pauseRail(deps)(undefined, out, 'chain-lags');
  } else if (!lags && paused?.reason === 'chain-lags') {
    await resumeRail(deps)(undefined, out);
  }
}

/** What staff should see to, as it stands now. */
function callsFor(deps: Deps, { position, difference, isUnsigned, open }: State): Set<WalletCall> {
  const { asset, sums, promised, sentToday, trouble } = position;
  const calls = new Set<WalletCall>();
  if (difference !== 0n || trouble !== undefined) calls.add('chain-differs');
  if (lagOf(position, deps.now()) > deps.mostLagMs) calls.add('chain-lags');
  const needs = [...open].filter((each): each is WalletNeed => each === 'top-up-needed' || each === 'sweep-needed');
  for (const need of needsOf(sums.final - promised, deps.rules.boundsOf(asset), new Set(needs))) calls.add(need);
  const daily = deps.rules.dailyOf(asset);
  if (daily !== undefined && promised > 0n && sentToday + promised > daily) calls.add('daily-limit');
  if (isUnsigned) calls.add('nobody-signs');
  return calls;
}

async function call(deps: Deps, state: State, open: readonly OpenCall[]): Promise<void> {
  const subject = walletSubject(state.position.rail);
  const calls = callsFor(deps, state);
  for (const attention of calls) await deps.transaction((tx) => callStaff(deps, tx, subject, attention));
  for (const { attention, since } of open) {
    const nth = deps.staffChat ? reminders(deps.now() - since.getTime(), deps.staffChat.againMs) : 0;
    const isOver = isOurs(attention) && !calls.has(attention);
    await deps.transaction(async (tx) => {
      if (isOver) await sendStaffAway(deps, tx, { subject, attention, told: nth }, undefined);
      // The same message under the same number is sent once: it is harmless to ask for it in every round.
      else if (nth > 0) await callStaffAgain(deps, tx, { subject, attention, nth });
    });
  }
}

/** Whoever signs calls for reasons of its own, and says itself when they are over. */
const isOurs = (attention: string): attention is WalletCall => (walletCalls as readonly string[]).includes(attention);

/** How often they were told again: after a while, then after twice as long, and so on. */
const reminders = (forMs: number, againMs: number): number => Math.floor(Math.log2(forMs / againMs + 1));
