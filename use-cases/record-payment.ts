import { depositWorkflowId, type OrderId } from '../contracts/ids.ts';
import type { PaymentSeen } from '../contracts/workflows.ts';
import { signalNames } from '../contracts/workflows.ts';
import { assert } from '../domain/assert.ts';
import type { Transaction } from '../prisma/tx.ts';
import type { RailEvent } from '../rails/deposit-rail.ts';
import { append } from '../records/audit/append.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { recordCharge } from '../records/payments/charges.ts';
import { readOrder } from '../records/payments/reads.ts';
import { type DepositPatience, depositStart } from './open-deposit.ts';

type Deps = { transaction: Transaction; enqueue: Enqueue; patience: DepositPatience; now: () => number };

/**
 * A provider says that it took money. The charge is written down before anything else may fail, and its workflow is told
 * once, however often the provider repeats itself. Answers whether it was news.
 */
export const recordPayment =
  ({ transaction, enqueue, patience, now }: Deps) =>
  (paid: RailEvent): Promise<boolean> =>
    transaction(async (tx) => {
      const order = await readOrder(tx, paid.orderId);
      assert(order, `a payment names order ${paid.orderId}, which was never placed`);
      const isNew = await recordCharge(tx, {
        provider: paid.provider,
        id: paid.chargeId,
        orderId: paid.orderId,
        payer: paid.payer,
        asset: paid.asset,
        minor: paid.minor,
        providerRef: paid.providerRef,
        receivedAt: new Date(Math.min(now(), paid.receivedAt?.getTime() ?? now())),
      });
      if (!isNew) return false;

      await tellWorkflow({ enqueue, patience }, tx, order, { provider: paid.provider, chargeId: paid.chargeId });
      await append(tx, {
        actor: 'provider',
        actorId: paid.provider,
        action: 'payment.reported',
        subject: paid.orderId,
        detail: { charge: paid.chargeId, asset: paid.asset, minor: paid.minor.toString() },
      });
      return true;
    });

type Told = NonNullable<Awaited<ReturnType<typeof readOrder>>>;

/** Written under the charge's own key, so that it is told once; `again` makes another key, for a workflow that did not hear. */
export async function tellWorkflow(
  { enqueue, patience }: Pick<Deps, 'enqueue' | 'patience'>,
  tx: Parameters<typeof enqueue.signalWorkflow>[0],
  order: Told,
  seen: PaymentSeen,
  again = '',
): Promise<void> {
  const workflowId = depositWorkflowId(order.id as OrderId);
  await enqueue.signalWorkflow(tx, `payment:${seen.provider}:${seen.chargeId}${again}`, {
    workflowId,
    signal: signalNames.paymentSeen,
    input: seen,
    start: depositStart({
      orderId: order.id,
      player: order.player,
      rail: order.rail,
      pay: order.pay,
      expiresAtMs: order.expiresAt.getTime(),
      ...patience,
    }),
  });
}
