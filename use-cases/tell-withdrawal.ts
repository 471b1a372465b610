import { type WithdrawalId, withdrawalWorkflowId } from '../contracts/ids.ts';
import type { WorkflowStart } from '../contracts/outbox.ts';
import { signalNames, type WithdrawalInput } from '../contracts/workflows.ts';
import { type Money, toDecimal } from '../domain/money.ts';
import type { Tx } from '../prisma/tx.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { readWithdrawal, type WithdrawalView } from '../records/payments/withdrawal-reads.ts';
import type { Hint } from '../runtime/pokes.ts';
import { usualWithdrawalPatience, type WithdrawalPatience } from './patience.ts';

type Started = Pick<WithdrawalView, 'id' | 'player' | 'rail' | 'amount' | 'confirmBy'> & {
  readonly arrives?: { readonly about: Money } | undefined;
};

/** How the workflow of a withdrawal is started, today or again after its history was lost. */
export function withdrawalStart(w: Started, patience: WithdrawalPatience): WorkflowStart {
  const input: WithdrawalInput = { withdrawalId: w.id, confirmByMs: w.confirmBy.getTime(), ...patience };
  return {
    type: 'withdrawal',
    workflowId: withdrawalWorkflowId(w.id),
    input,
    summary: `Withdrawal of ${inWords(w.amount)}${w.arrives ? `, about ${inWords(w.arrives.about)}` : ''} by ${w.rail}`,
    details: [
      "A player takes money out. What they see, and what is true, is the withdrawal's row in PostgreSQL; this workflow moves it along.",
      `- withdrawal \`${w.id}\``,
      `- player \`${w.player}\``,
      `- rail \`${w.rail}\``,
      'Steps may be repeated, reset or run again: each part is handed out for sending once, and again only after proof that it was never accepted.',
    ].join('\n'),
    attributes: { rail: w.rail, playerId: w.player, stage: 'awaiting-code' },
  };
}

const inWords = (amount: Money): string => `${toDecimal(amount)} ${amount.asset}`;

type Told = Exclude<keyof typeof signalNames, 'paymentSeen' | 'refundMoved'>;

/** Tells the workflow of a withdrawal, once under `key`. What is not a withdrawal is passed over. */
export async function tellWithdrawal(
  enqueue: Enqueue,
  tx: Tx,
  id: WithdrawalId,
  { signal, key, input = {} }: { readonly signal: Told; readonly key: string; readonly input?: unknown },
): Promise<void> {
  const w = await readWithdrawal(tx, id);
  if (!w) return;
  await enqueue.signalWorkflow(tx, `signal:withdrawal:${id}:${key}`, {
    workflowId: withdrawalWorkflowId(id),
    signal: signalNames[signal],
    input,
    start: withdrawalStart(w, usualWithdrawalPatience),
  });
}

/** Has the withdrawal's own message drawn anew, once for each `moment` of its life (`over` is the last), and whoever looks on asked to look again. */
export async function showWithdrawal(
  { enqueue, hint }: { readonly enqueue: Enqueue; readonly hint: Hint },
  tx: Tx,
  { id, player, shownIn }: Pick<WithdrawalView, 'id' | 'player' | 'shownIn'>,
  moment: string,
): Promise<void> {
  if (shownIn && (shownIn.message !== undefined || shownIn.key !== undefined || moment === 'over')) {
    const { bot, chat } = shownIn; // asked for in the app: the chat hears of it when it is over
    await enqueue.showInChat(tx, `withdrawal:${id}:${moment}`, { show: 'withdrawal', bot, chat, withdrawalId: id });
  }
  tx.afterCommit(() => {
    hint(player, { what: 'withdrawal', id });
    hint(player, { what: 'balances' });
  });
}
