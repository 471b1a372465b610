import type { PlayerId } from '../contracts/ids.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { telegramOf } from '../records/identity/reads.ts';
import { openCallsAbout } from '../records/payments/attention.ts';
import { endClaims, overdueClaims } from '../records/payments/claims.ts';
import { memoBot } from '../records/payments/memos.ts';
import { readOrder } from '../records/payments/reads.ts';
import { missedOrders } from '../records/payments/sent-hints.ts';
import { type CallDeps, callStaff, callStaffAgain, sendStaffAway } from './call-staff.ts';

type Deps = CallDeps & {
  readonly transaction: Transaction;
  readonly query: Tx['query'];
  readonly enqueue: Enqueue;
  readonly now: () => number;
};

/** Players are told two days. */
const CLAIM_MS = 24 * 3_600_000;
/** What a wallet signed can be carried out for five minutes (`plan-transfer`), and what it set off takes some blocks more. */
const SIGNED_FOR_MS = 6 * 60_000;
const MOST = 50;
const WAITS = 'claim-waits';

/**
 * Looks after what nobody comes back to by themselves: staff are called to a claim that waits for a day, a player is told when theirs was
 * decided for somebody else, and when what their wallet said it had sent never came. Each is told once. Safe to repeat.
 */
export const lookAfterArrivals = (deps: Deps) => async (): Promise<void> => {
  await callOver(deps);
  await deps.transaction(async (tx) => {
    for (const { arrival, player } of await endClaims(tx, MOST)) await tellClaimOver(deps, tx, arrival, player);
  });
  await deps.transaction(async (tx) => {
    for (const id of await missedOrders(tx, SIGNED_FOR_MS, MOST)) {
      const order = await readOrder(tx, id);
      if (!order?.shownIn) continue;
      const { bot, chat } = order.shownIn;
      await deps.enqueue.showInChat(tx, `order:${id}:missed`, {
        show: 'deposit',
        bot,
        chat,
        orderId: id,
        owed: null,
        missed: true,
      });
    }
  });
};

async function callOver(deps: Deps): Promise<void> {
  const overdue = new Set((await overdueClaims(deps, CLAIM_MS, MOST)).map((id) => `arrival-${id}`));
  for (const subject of overdue) await deps.transaction((tx) => callStaff(deps, tx, subject, WAITS));
  for (const { subject, since } of await openCallsAbout(deps, WAITS)) {
    const forMs = deps.now() - since.getTime();
    const nth = deps.staffChat ? Math.floor(Math.log2(forMs / deps.staffChat.againMs + 1)) : 0;
    const call = { subject, attention: WAITS } as const;
    await deps.transaction(async (tx) => {
      if (!overdue.has(subject)) await sendStaffAway(deps, tx, { ...call, told: nth }, undefined);
      else if (nth > 0) await callStaffAgain(deps, tx, { ...call, nth });
    });
  }
}

async function tellClaimOver({ enqueue }: Deps, tx: Tx, arrivalId: string, claimedBy: PlayerId): Promise<void> {
  const [bot, chat] = [await memoBot(tx, claimedBy), await telegramOf(tx, claimedBy)];
  if (bot === undefined || chat === undefined) return;
  const key = `claim:${arrivalId}:${claimedBy}:over`;
  await enqueue.showInChat(tx, key, { show: 'arrival', bot, chat, arrivalId, claimedBy });
}
