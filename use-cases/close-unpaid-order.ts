import type { OrderId } from '../contracts/ids.ts';
import type { Decision } from '../contracts/staff-actions.ts';
import { assert } from '../domain/assert.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import type { Reviewer } from '../records/identity/passes.ts';
import { type Closing, closeOrder, expireOrder } from '../records/payments/orders.ts';
import { readOrder } from '../records/payments/reads.ts';
import type { Hint } from '../runtime/pokes.ts';
import { showOrder } from './show-order.ts';

export type { Closing };

type Deps = { transaction: Transaction; enqueue: Enqueue; hint: Hint };

/** Closes an order nobody paid, and says so in its message. Repeated: closes nothing, says nothing. Answers whether it closed it. */
export const closeUnpaidOrder =
  (deps: Deps) =>
  (orderId: OrderId): Promise<boolean> =>
    deps.transaction(async (tx) => {
      if (!(await expireOrder(tx, orderId))) return false;
      await append(tx, { actor: 'system', action: 'deposit.expired', subject: orderId });
      await tellClosed(deps, tx, orderId);
      return true;
    });

/** Who decided it, by which pass, and why. */
export type ClosedBy = Reviewer & Decision<'deposit.close'>;

/**
 * Staff close an unpaid order before its time. A payment that is already on its way is still credited, and a recorded one
 * keeps the order from being closed. Repeated: answers as before.
 */
export const closeByStaff =
  (deps: Deps) =>
  (orderId: OrderId, { staff, pass, reason }: ClosedBy): Promise<Closing> =>
    deps.transaction(async (tx) => {
      const { closing, isFirst } = await closeOrder(tx, orderId);
      if (!isFirst) return closing;
      const by = { actor: 'staff', actorId: staff, action: 'deposit.closed', subject: orderId } as const;
      await append(tx, { ...by, detail: { pass, reason } });
      await tellClosed(deps, tx, orderId);
      return closing;
    });

async function tellClosed({ enqueue, hint }: Deps, tx: Tx, orderId: OrderId): Promise<void> {
  const order = await readOrder(tx, orderId);
  assert(order, `no order ${orderId}`);
  await showOrder(enqueue, tx, order, 'expired');
  tx.afterCommit(() => hint(order.player, { what: 'deposit', id: orderId }));
}
