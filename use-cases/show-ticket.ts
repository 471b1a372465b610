import type { Tx } from '../prisma/tx.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import type { Ticket } from '../records/identity/tickets.ts';

/** The outbox row that drew a ticket's agreement in the chat; what became of it is an edit of that message. */
export const ticketLetter = (ticket: string): string => `ticket:${ticket}`;

/** Has the message that sent its reader back to their browser say that the two accounts are one now. */
export async function showJoined(enqueue: Enqueue, tx: Tx, { id, bot, telegramId: chat }: Ticket): Promise<void> {
  if (bot === undefined || chat === undefined) return;
  await enqueue.showInChat(tx, `${ticketLetter(id)}:joined`, { show: 'ticket', bot, chat, ticketId: id });
}
