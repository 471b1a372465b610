import type { PlayerId } from '../contracts/ids.ts';
import type { Tx } from '../prisma/tx.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { readProfile, telegramOf } from '../records/identity/reads.ts';
import { type ArrivalView, readArrival } from '../records/payments/arrival-reads.ts';
import { memoBot } from '../records/payments/memos.ts';
import { takeMessageOver } from '../records/payments/orders.ts';
import { readOrder } from '../records/payments/reads.ts';
import type { Hint } from '../runtime/pokes.ts';

/** The outbox row that tells of money without an order; what becomes of it is an edit of that message. */
export const arrivalLetter = (id: string): string => `arrival:${id}`;

/** When there is something to say of it. `kept`: it is too little to be credited. */
export type ArrivalMoment = 'seen' | 'final' | 'vanished' | 'kept';

/**
 * Tells the player of money that came over a chain, in the transaction that changed it: in the message of the order it pays, else in
 * one of its own. Money of which nobody knows whose it is is told to nobody. Safe to repeat: each moment is told once.
 */
export const showArrival =
  ({ enqueue, hint }: { readonly enqueue: Enqueue; readonly hint: Hint }) =>
  async (tx: Tx, id: string, moment: ArrivalMoment): Promise<void> => {
    const arrival = await readArrival(tx, id);
    if (!arrival?.player) return;
    const { player, order: orderId } = arrival;
    const order = orderId && (await readOrder(tx, orderId));
    if (!order) return tellAlone(enqueue, tx, arrival, player, moment);

    // An order that was made for it, or opened in the app, has no message of its own yet: this is it, and its receipt is drawn over it.
    await takeMessageOver(tx, order.id, arrivalLetter(id));
    if (order.shownIn)
      await enqueue.showInChat(tx, `order:${order.id}:arrival:${id}:${moment}`, {
        show: 'deposit',
        bot: order.shownIn.bot,
        chat: order.shownIn.chat,
        orderId: order.id,
        owed: null,
      });
    tx.afterCommit(() => hint(player, { what: 'deposit', id: order.id }));
  };

async function tellAlone(enqueue: Enqueue, tx: Tx, { id }: ArrivalView, player: PlayerId, moment: ArrivalMoment) {
  const [bot, chat] = [await memoBot(tx, player), await telegramOf(tx, player)];
  if (bot === undefined || chat === undefined) return;
  const tell = (key: string) => enqueue.showInChat(tx, key, { show: 'arrival', bot, chat, arrivalId: id });
  await tell(arrivalLetter(id));
  if (moment !== 'seen') await tell(`${arrivalLetter(id)}:${moment}`);
}

/** Money without an order as its message shows it. */
export type ArrivalToShow = ArrivalView & { readonly language: string };

/** Draws it for its message, or for whoever claimed it; undefined where nobody knows whose it is. */
export async function drawArrival(
  reader: Pick<Tx, 'query'>,
  id: string,
  claimedBy?: PlayerId,
): Promise<ArrivalToShow | undefined> {
  const arrival = await readArrival(reader, id);
  const player = claimedBy ?? arrival?.player;
  const profile = player && (await readProfile(reader, player));
  return arrival && profile ? { ...arrival, language: profile.language } : undefined;
}
