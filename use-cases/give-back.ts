import { type OrderId, type RefundId, refundWorkflowId } from '../contracts/ids.ts';
import type { WorkflowStart } from '../contracts/outbox.ts';
import { type RefundInput, type SendingWaits, signalNames } from '../contracts/workflows.ts';
import { assert } from '../domain/assert.ts';
import { toDecimal } from '../domain/money.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { openRefund, type RefundView, readRefund, refundOfCharge } from '../records/payments/refunds.ts';
import type { Hint } from '../runtime/pokes.ts';

export type GiveBackDeps = {
  readonly transaction: Transaction;
  readonly enqueue: Enqueue;
  readonly hint: Hint;
  readonly patience: SendingWaits;
};

/** A charge that nobody was credited for. */
export type OwedCharge = { readonly order: OrderId; readonly provider: string; readonly chargeId: string };

/**
 * Begins to give a charge back that nobody was credited for: its money is set aside and its workflow written down in one
 * transaction. Safe to repeat. Answers whether this call began it; `rail-short` when the provider holds too little now.
 */
export const giveBack =
  (deps: GiveBackDeps) =>
  ({ order, provider, chargeId }: OwedCharge): Promise<'begun' | 'nothing-to-do' | 'rail-short'> =>
    deps.transaction(async (tx) => {
      const opened = await openRefund(tx, order, provider, chargeId);
      if (opened === 'rail-short') return 'rail-short';
      if (typeof opened === 'string') return 'nothing-to-do';
      const refund = await readRefund(tx, opened.reference);
      assert(refund, 'a refund that was opened is there');
      await deps.enqueue.startWorkflow(tx, refundStart(refund, deps.patience));
      await append(tx, {
        actor: 'system',
        action: 'refund.opened',
        subject: refund.reference,
        detail: {
          order,
          charge: chargeId,
          reason: refund.owedReason,
          asset: refund.amount.asset,
          minor: refund.amount.minor.toString(),
        },
      });
      tx.afterCommit(() => deps.hint(refund.player, { what: 'deposit', id: order }));
      return 'begun';
    });

/** How the workflow of a refund is started, today or again after its history was lost. */
export function refundStart(refund: RefundView, patience: SendingWaits): WorkflowStart {
  const { reference, order, player, rail, amount } = refund;
  const input: RefundInput = { refundId: reference, ...patience };
  return {
    type: 'refund',
    workflowId: refundWorkflowId(reference),
    input,
    summary: `${toDecimal(amount)} ${amount.asset} goes back by ${rail}`,
    details: [
      "Money that was paid and credited to nobody goes back to its payer. What is true is the refund's row in PostgreSQL; this workflow moves it along.",
      `- why it is owed: \`${refund.owedReason}\``,
      `- order \`${order}\``,
      `- player \`${player}\``,
      `- rail \`${rail}\``,
      'Steps may be repeated, reset or run again: it is handed out for sending once, and again only after proof that it was never accepted.',
    ].join('\n'),
    attributes: { rail, playerId: player, stage: 'planned' },
  };
}

/** Has the refund looked at again: the provider said something of it, or it went back in another way. Once for each `event`. */
export async function tellRefund(
  { enqueue, patience }: Pick<GiveBackDeps, 'enqueue' | 'patience'>,
  tx: Tx,
  reference: RefundId,
  event: string,
): Promise<void> {
  const refund = await readRefund(tx, reference);
  if (!refund) return; // somebody else's, on the same account
  await enqueue.signalWorkflow(tx, `signal:refund:${reference}:${event}`, {
    workflowId: refundWorkflowId(reference),
    signal: signalNames.refundMoved,
    input: {},
    start: refundStart(refund, patience),
  });
}

/** Money of this charge went back in another way: a refund of ours that was waiting is over, and its workflow is told. */
export async function tellRefundOf(
  deps: Pick<GiveBackDeps, 'enqueue' | 'patience'>,
  tx: Tx,
  { provider, chargeId }: Pick<OwedCharge, 'provider' | 'chargeId'>,
  event: string,
): Promise<void> {
  const refund = await refundOfCharge(tx, provider, chargeId);
  if (refund?.state === 'dropped') await tellRefund(deps, tx, refund.reference, event);
}

/** The payer has it: the player is told in a message of its own, once. */
export async function tellGivenBack(
  { enqueue, hint }: Pick<GiveBackDeps, 'enqueue' | 'hint'>,
  tx: Tx,
  { reference, order, player, sent, shownIn }: RefundView,
): Promise<void> {
  if (shownIn)
    await enqueue.showInChat(tx, `refund:${reference}:paid`, {
      show: 'deposit',
      ...shownIn,
      orderId: order,
      owed: null,
      givenBack: { asset: sent.asset, minor: sent.minor.toString() },
    });
  tx.afterCommit(() => hint(player, { what: 'deposit', id: order }));
}
