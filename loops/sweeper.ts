import type { OrderId, WithdrawalId } from '../contracts/ids.ts';
import type { SendingWaits } from '../contracts/workflows.ts';
import type { Pool } from '../prisma/pool.ts';
import { query, type Transaction } from '../prisma/tx.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { sweepDelivered, sweepUndelivered } from '../records/delivery/sweep.ts';
import { forgetCodes } from '../records/identity/codes.ts';
import { sweepSessions } from '../records/identity/sessions.ts';
import type { Ledger } from '../records/ledger/execute.ts';
import { expireHolds } from '../records/ledger/expire.ts';
import { unsettledCharges } from '../records/payments/charges.ts';
import { overdueOrders } from '../records/payments/orders.ts';
import { sweepRates } from '../records/payments/rates.ts';
import { readOrder } from '../records/payments/reads.ts';
import { chargesToGiveBack } from '../records/payments/refunds.ts';
import { overdueWithdrawals } from '../records/payments/withdrawals.ts';
import { wakeOverdue } from '../records/play/grants.ts';
import { sweepKeys } from '../records/requests/keys.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Round } from '../runtime/loop.ts';
import type { Hint } from '../runtime/pokes.ts';
import { endOldOffers } from '../use-cases/answer-offer.ts';
import { closeUnpaidOrder } from '../use-cases/close-unpaid-order.ts';
import { expireOpenCodes } from '../use-cases/end-code.ts';
import { giveBack } from '../use-cases/give-back.ts';
import type { DepositPatience } from '../use-cases/open-deposit.ts';
import { tellWorkflow } from '../use-cases/record-payment.ts';
import { releaseUnconfirmed } from '../use-cases/release-unconfirmed.ts';

type Deps = {
  pool: Pool;
  transaction: Transaction;
  ledger: Ledger;
  /** Ends sessions whose time is over; answers how many. */
  tidySessions: (atMost: number) => Promise<number>;
  /** Tells once more which ended of late; paces itself. */
  tellEndedAgain: () => Promise<void>;
  enqueue: Enqueue;
  hint: Hint;
  /** Who writes to whoever knows us by no bot of ours yet. */
  bot: string | undefined;
  patience: DepositPatience;
  /** How a refund of what is owed waits. */
  sendingWaits: SendingWaits;
  held: () => Promise<boolean>;
  log: Logger;
  now: () => number;
  /** A charge older than this and not settled is told again, once in each such span. */
  unsettledMs: number;
  /** How long after its quote's end an unpaid order may stay open before the sweeper closes it. */
  overdueMs: number;
  /** How long delivered rows and answered wishes are kept against repeats; more than the day for which Telegram repeats. */
  keepMs: number;
};

/** A quote and a charge keep the rate they went by; this is for whoever asks what it was made of. */
const RATES_KEPT_MS = 30 * 86_400_000;

/** Long enough for people to mend what keeps a letter from being read or sent; its words are nobody's after that. */
const UNDELIVERED_KEPT_MS = 30 * 86_400_000;

/** One of the sweeper's errands: answers how many rows it saw to, of which there may be more. */
type Errand = () => Promise<number>;

/**
 * Ends holds, codes and sessions whose time is over, and puts right what should not happen: charges whose workflow never heard
 * of them, rows nobody needs any more. The errands are on their own: one that fails keeps no other waiting.
 */
export const sweeper = (deps: Deps): (() => Promise<Round>) => sweeping(errandsOf(deps), deps);

export const sweeping =
  (errands: Readonly<Record<string, Errand>>, { held, log }: Pick<Deps, 'held' | 'log'>) =>
  async (): Promise<Round> => {
    if (!(await held())) return 'rest';
    let rows = 0;
    for (const [errand, run] of Object.entries(errands)) {
      try {
        rows += await run();
      } catch (err) {
        log.error({ err, errand }, 'the sweeper could not do one of its errands; it tries again in its next round');
      }
    }
    return rows > 0 ? 'again' : 'rest';
  };

export const errandsOf = (deps: Deps) => ({
  'end sessions': () => deps.tidySessions(1_000),
  'tell of ended sessions again': async () => {
    await deps.tellEndedAgain();
    return 0; // nobody waits for the next time
  },
  'end codes': () => expireOpenCodes(deps)(200),
  'end holds': () => expireHolds(deps.pool, deps.ledger, 200),
  'tell of unsettled charges': () => tellOfCharges(deps),
  'give back what is owed': () => giveBackOwed(deps),
  'close overdue orders': () => closeOrders(deps),
  'end bonus offers': () => endOldOffers(deps)(200),
  'wake overdue bonuses': () => wakeBonuses(deps),
  'free unconfirmed withdrawals': () => freeWithdrawals(deps),
  'forget what was delivered': () => sweepDelivered(deps.pool, deps.keepMs, 1_000),
  'forget what was laid aside': () => sweepUndelivered(deps.pool, UNDELIVERED_KEPT_MS, 1_000),
  'forget answered wishes': () => sweepKeys(deps.pool, deps.keepMs, 1_000),
  'forget sessions': () => sweepSessions(deps.pool, deps.keepMs, 1_000),
  'forget rates': () => sweepRates({ query: (statement) => query(deps.pool, statement) }, RATES_KEPT_MS, 1_000),
  'forget codes': () => forgetCodes(deps.pool, 1_000),
});

/** What is not settled yet is no reason to look again at once: its workflow was told. */
async function tellOfCharges(deps: Deps): Promise<0> {
  const span = Math.floor(deps.now() / deps.unsettledMs);
  const charges = await unsettledCharges(deps.pool, deps.unsettledMs, 100);
  await eachOf(
    charges,
    ({ order_id }) => order_id,
    deps.log,
    async (charge) => {
      deps.log.warn({ orderId: charge.order_id }, 'a charge is not settled yet: telling its workflow again');
      await deps.transaction(async (tx) => {
        const order = await readOrder(tx, charge.order_id);
        if (order)
          await tellWorkflow(deps, tx, order, { provider: charge.provider, chargeId: charge.id }, `:again-${span}`);
      });
    },
  );
  return 0;
}

/** Whoever settled it died before it could begin, or the provider held too little then: no reason to look again at once. */
async function giveBackOwed(deps: Deps): Promise<0> {
  const charges = await chargesToGiveBack(deps.pool, deps.unsettledMs, 100);
  await eachOf(
    charges,
    ({ order_id }) => order_id,
    deps.log,
    async ({ provider, id, order_id }) => {
      const did = await giveBack({ ...deps, patience: deps.sendingWaits })({ order: order_id, provider, chargeId: id });
      if (did !== 'nothing-to-do')
        deps.log.warn({ orderId: order_id, did }, 'a charge was owed and nobody had begun to give it back');
    },
  );
  return 0;
}

/** Somebody terminated their workflow: nobody else ends them when their time is over. What was woken is no reason to look again at once. */
async function wakeBonuses(deps: Deps): Promise<0> {
  const many = await deps.transaction(async (tx) => {
    deps.enqueue.wake(tx, 'outbox-workflow');
    return wakeOverdue(tx, new Date(deps.now() - deps.overdueMs), 200);
  });
  if (many > 0) deps.log.warn({ many }, 'bonuses are active after their time: waking their workflows');
  return 0;
}

async function closeOrders(deps: Deps): Promise<0> {
  const orders = await overdueOrders(deps.pool, deps.overdueMs, 100);
  await eachOf(
    orders,
    (orderId) => orderId,
    deps.log,
    async (orderId) => {
      // Its workflow should have done this; terminated by hand, or its history lost. A late payment is still credited.
      const closed = await closeUnpaidOrder(deps)(orderId);
      if (closed) deps.log.warn({ orderId }, 'an unpaid order was still open long after its quote: closed');
    },
  );
  return 0;
}

async function freeWithdrawals(deps: Deps): Promise<0> {
  const overdue = await overdueWithdrawals(deps.pool, deps.overdueMs, 100);
  await eachOf(
    overdue,
    (id) => id,
    deps.log,
    async (id) => {
      const freed = await releaseUnconfirmed(deps)(id, true);
      if (freed) deps.log.warn({ withdrawalId: id }, 'a withdrawal was held long after its code ran out: freed');
    },
  );
  return 0;
}

/** Does it for each, also when it cannot be done for one. */
async function eachOf<T>(
  all: readonly T[],
  orderOf: (one: T) => OrderId | WithdrawalId,
  log: Logger,
  does: (one: T) => Promise<void>,
): Promise<void> {
  for (const one of all)
    await does(one).catch((err) => log.error({ err, orderId: orderOf(one) }, 'the sweeper could not put this right'));
}
