import type { ShowDeposit } from '../contracts/outbox.ts';
import type { Tx } from '../prisma/tx.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import type { OrderView } from '../records/payments/reads.ts';

/** Has the order's own message drawn anew, once for each `moment` of its life; an order opened outside the chat has none before its receipt. */
export async function showOrder(
  enqueue: Enqueue,
  tx: Tx,
  order: OrderView,
  moment: string,
  what: Pick<ShowDeposit, 'qr'> = {},
): Promise<void> {
  if (!order.shownIn) return;
  const { bot, chat, message, key } = order.shownIn;
  if (message === undefined && key === undefined) return;
  await enqueue.showInChat(tx, `order:${order.id}:${moment}`, {
    show: 'deposit',
    bot,
    chat,
    orderId: order.id,
    owed: null,
    ...what,
  });
}
