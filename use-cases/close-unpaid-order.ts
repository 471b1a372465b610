import type { OrderId } from '../contracts/ids.ts';
import { assert } from '../domain/assert.ts';
import type { Transaction } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { expireOrder } from '../records/payments/orders.ts';
import { readOrder } from '../records/payments/reads.ts';
import type { Hint } from '../runtime/pokes.ts';
import { showOrder } from './show-order.ts';

/** Closes an order nobody paid, and says so in its message. Repeated: closes nothing, says nothing. Answers whether it closed it. */
export const closeUnpaidOrder =
  ({ transaction, enqueue, hint }: { transaction: Transaction; enqueue: Enqueue; hint: Hint }) =>
  (orderId: OrderId): Promise<boolean> =>
    transaction(async (tx) => {
      if (!(await expireOrder(tx, orderId))) return false;
      const order = await readOrder(tx, orderId);
      assert(order, `no order ${orderId}`);
      await showOrder(enqueue, tx, order, 'expired');
      await append(tx, { actor: 'system', action: 'deposit.expired', subject: orderId });
      tx.afterCommit(() => hint(order.player, { what: 'deposit', id: orderId }));
      return true;
    });
