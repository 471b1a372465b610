import { DISPUTE } from '../contracts/workflows.ts';
import type { Tx } from '../prisma/tx.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { endAttention, openAttention, raiseAttention, type SeenTo } from '../records/payments/attention.ts';

/** The chat of the staff, and how long after the first message about something that still waits the next one comes. */
export type StaffChat = { readonly bot: string; readonly chat: string; readonly againMs: number };

export type CallDeps = {
  readonly enqueue: Enqueue;
  /** Undefined: nobody named a chat; what waits is at the desk all the same. */
  readonly staffChat?: StaffChat | undefined;
};

/** Whoever paused the rail knows why it waits, no rate is news of its own, and each withdrawal would be a message. */
const SILENT: readonly string[] = ['rail-paused', 'retrying', 'no-rate'];

const letterOf = (id: string, nth: number): string => `attention:${id}:${nth}`;

/**
 * People should look at this workflow: it stands in the desk's queue from now on, and their chat is told once. Answers how
 * long to wait before they are told again; undefined: they are not.
 */
export async function callStaff(
  { enqueue, staffChat }: CallDeps,
  tx: Tx,
  subject: string,
  attention: string,
): Promise<number | undefined> {
  const { id, isNews } = await raiseAttention(tx, subject, attention);
  if (!staffChat || SILENT.includes(attention)) return undefined;
  if (isNews) await tell(enqueue, tx, staffChat, id, 0);
  return staffChat.againMs;
}

/** It still waits: told in a new message, once for each `nth`. */
export async function callStaffAgain(
  { enqueue, staffChat }: CallDeps,
  tx: Tx,
  { subject, attention, nth }: { readonly subject: string; readonly attention: string; readonly nth: number },
): Promise<void> {
  const id = await openAttention(tx, subject, attention);
  if (id !== undefined && staffChat) await tell(enqueue, tx, staffChat, id, nth);
}

/** It is over: gone from the queue, and each message about it says so. @param told how often they were told again */
export async function sendStaffAway(
  { enqueue, staffChat }: CallDeps,
  tx: Tx,
  { subject, attention, told }: { readonly subject: string; readonly attention: string; readonly told: number },
  by: SeenTo | undefined,
): Promise<void> {
  const id = await endAttention(tx, subject, attention, by);
  if (id === undefined || !staffChat || SILENT.includes(attention)) return;
  const { bot, chat } = staffChat;
  for (let nth = 0; nth <= told; nth++) {
    const sentAs = letterOf(id, nth);
    await enqueue.showInChat(tx, `${sentAs}:over`, { show: 'attention', bot, chat, attentionId: id, nth, sentAs });
  }
}

function tell(enqueue: Enqueue, tx: Tx, { bot, chat }: StaffChat, id: string, nth: number): Promise<void> {
  return enqueue.showInChat(tx, letterOf(id, nth), {
    show: 'attention',
    bot,
    chat,
    attentionId: id,
    nth,
    sentAs: null,
  });
}

/** A payment is disputed, or that is decided: its deposit's workflow is where people look. */
export async function noteDispute(deps: CallDeps, tx: Tx, subject: string, isOpen: boolean): Promise<void> {
  if (isOpen) await callStaff(deps, tx, subject, DISPUTE);
  else await sendStaffAway(deps, tx, { subject, attention: DISPUTE, told: 0 }, undefined);
}
