import type { Pool } from '../prisma/pool.ts';
import type { Transaction } from '../prisma/tx.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { sweepDelivered } from '../records/delivery/sweep.ts';
import { forgetCodes } from '../records/identity/codes.ts';
import { sweepSessions } from '../records/identity/sessions.ts';
import type { Ledger } from '../records/ledger/execute.ts';
import { expireHolds } from '../records/ledger/expire.ts';
import { unsettledCharges } from '../records/payments/charges.ts';
import { overdueOrders } from '../records/payments/orders.ts';
import { readOrder } from '../records/payments/reads.ts';
import { sweepKeys } from '../records/requests/keys.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Round } from '../runtime/loop.ts';
import type { Hint } from '../runtime/pokes.ts';
import { closeUnpaidOrder } from '../use-cases/close-unpaid-order.ts';
import { expireOpenCodes } from '../use-cases/end-code.ts';
import type { DepositPatience } from '../use-cases/open-deposit.ts';
import { tellWorkflow } from '../use-cases/record-payment.ts';

type Deps = {
  pool: Pool;
  transaction: Transaction;
  ledger: Ledger;
  tidySessions: (atMost: number) => Promise<number>;
  enqueue: Enqueue;
  hint: Hint;
  patience: DepositPatience;
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

/** Ends holds and codes whose time is over, and puts right what should not happen: charges whose workflow never heard of them, rows nobody needs any more. */
export const sweeper = (deps: Deps) => async (): Promise<Round> => {
  if (!(await deps.held())) return 'rest';
  const span = Math.floor(deps.now() / deps.unsettledMs);
  for (const charge of await unsettledCharges(deps.pool, deps.unsettledMs, 100)) {
    deps.log.warn({ orderId: charge.order_id }, 'a charge is not settled yet: telling its workflow again');
    await deps.transaction(async (tx) => {
      const order = await readOrder(tx, charge.order_id);
      if (order)
        await tellWorkflow(deps, tx, order, { provider: charge.provider, chargeId: charge.id }, `:again-${span}`);
    });
  }
  for (const orderId of await overdueOrders(deps.pool, deps.overdueMs, 100)) {
    // Its workflow should have done this; terminated by hand, or its history lost. A late payment is still credited.
    const closed = await closeUnpaidOrder(deps)(orderId);
    if (closed) deps.log.warn({ orderId }, 'an unpaid order was still open long after its quote: closed');
  }
  const gone = [
    await deps.tidySessions(1_000),
    await expireOpenCodes(deps)(200),
    await sweepDelivered(deps.pool, deps.keepMs, 1_000),
    await sweepKeys(deps.pool, deps.keepMs, 1_000),
    await sweepSessions(deps.pool, deps.keepMs, 1_000),
    await forgetCodes(deps.pool, 1_000),
  ];
  try {
    gone.push(await expireHolds(deps.pool, deps.ledger, 200));
  } catch (err) {
    deps.log.error({ err }, 'a hold whose time is over could not be ended'); // the rest of the round was done
  }
  return gone.some((rows) => rows > 0) ? 'again' : 'rest';
};
