import { randomUUID } from 'node:crypto';
import type { OrderId, PayoutId, RefundId, WithdrawalId } from '../contracts/ids.ts';
import { refundWorkflowId } from '../contracts/ids.ts';
import type { RefundResult } from '../contracts/workflows.ts';
import { assert } from '../domain/assert.ts';
import { sql } from '../prisma/tx.ts';
import type { PayoutPart } from '../rails/payout-rail.ts';
import type { RefundOrder, RefundRail } from '../rails/refund-rail.ts';
import { type RefundView, readRefund, refundOfCharge } from '../records/payments/refunds.ts';
import type { TestTemporal } from '../sandbox/testing/fixtures.ts';
import { giveBack, tellRefund, tellRefundOf } from '../use-cases/give-back.ts';
import type { WithdrawalPatience } from '../use-cases/patience.ts';
import { recordNews } from '../use-cases/record-news.ts';
import { until } from './test-watching.ts';
import { QUICK, startWithdrawals, testProvider } from './test-withdrawals.ts';

/** Owed charges going back, on the real database and the real Temporal, with a rail whose every answer a test decides. */
export type Refunds = Awaited<ReturnType<typeof startRefunds>>;
export type OpenRefund = Awaited<ReturnType<Refunds['owes']>>;

/** @param canSend false: no rail gives back what came by this one */
export async function startRefunds(temporal: TestTemporal, { canSend = true } = {}) {
  const provider = testProvider();
  const rail: RefundRail = {
    id: 'telegram-invoice',
    send: (order) => provider.rail.send(partOf(order)),
    lookUp: (order) => provider.rail.lookUp(partOf(order)),
  };
  const desk = await startWithdrawals(temporal, canSend ? { refundRail: rail } : {});
  const { house, client, enqueue } = desk;
  const deps = { transaction: house.transaction, enqueue, hint: () => undefined };

  /** A charge that nobody was credited for, and its refund begun. */
  const owes = async (patience: Partial<WithdrawalPatience> = {}) => {
    const order = await house.places({ shownIn: { bot: '1', chat: '7', message: BigInt(Date.now()) } });
    await house.process(0).settle(await house.takes(order));
    const { chargeId } = await house.takes(order);
    await house
      .process(0)
      .settle({ provider: 'telegram', chargeId, orderId: order.id, transferId: randomUUID() as never });
    const waits = { ...QUICK, ...patience };
    const charge = { order: order.id as OrderId, provider: 'telegram', chargeId };
    assert((await giveBack({ ...deps, patience: waits })(charge)) === 'begun', 'it is begun');
    const refund = await refundOfCharge({ query: house.read }, 'telegram', chargeId);
    assert(refund, 'it is there');
    return openRefundOf(refund.reference, charge, order.minor, waits);
  };

  function openRefundOf(
    id: RefundId,
    charge: { order: OrderId; provider: string; chargeId: string },
    minor: bigint,
    patience: WithdrawalPatience,
  ) {
    const handle = client.workflow.getHandle(refundWorkflowId(id));
    const telling = { enqueue, patience };
    return {
      id,
      handle,
      ...desk.watch(handle),
      async read(): Promise<RefundView> {
        const view = await readRefund({ query: house.read }, id);
        assert(view, 'it is there');
        return view;
      },
      /** A webhook said that something moved. */
      moves: () => house.transaction((tx) => tellRefund(telling, tx, id, randomUUID())),
      /** The provider tells that somebody refunded the payment in its dashboard. */
      wentBack: () =>
        recordNews({
          ...deps,
          patience: { lateWindowMs: 1_000, patienceMs: 1_000 },
          now: Date.now,
          payoutMoved: async () => undefined,
          refundMoved: (tx, moved) => tellRefundOf(telling, tx, moved as typeof charge, randomUUID()),
        })([
          {
            kind: 'taken-back',
            by: 'refund',
            provider: 'telegram',
            id: `re_${id}`,
            chargeId: charge.chargeId,
            asset: 'EUR',
            minor,
            state: 'refunded',
            reason: null,
          },
        ]),
      result: async (): Promise<RefundResult> => {
        await until(async () => handle.describe().catch(() => undefined));
        return (await handle.result()) as RefundResult;
      },
      trail: async () =>
        (
          await house.read<{ action: string }>(sql`select action from audit.entry where subject = ${id} order by id`)
        ).map(({ action }) => action),
      /** What was written down to be told in the chat. */
      told: () =>
        house.count(sql`select count(*) from delivery.outbox where kind = 'telegram' and key = ${`refund:${id}:paid`}`),
      /** What is set aside still, and what has left us, in the books. */
      booked: async () => ({
        held: await house.count(
          sql`select coalesce(sum(h.amount), 0) from ledger.hold h join payments.refund r on r.hold_id = h.id where r.reference = ${id} and h.ended_by is null`,
        ),
        gone: await house.count(
          sql`select coalesce(sum(e.amount), 0) from ledger.transfer t join ledger.entry e on e.transfer_id = t.id join ledger.account a on a.id = e.account_id
              where t.subject = ${charge.order} and t.kind = 'refund-owed' and a.kind = 'clearing'`,
        ),
      }),
    };
  }

  return { ...desk, payouts: desk.provider, provider, owes };
}

/** A refund as the test's provider knows what it pays: by reference and amount. */
const partOf = ({ reference, amount, charge, firstSentAt }: RefundOrder): PayoutPart => ({
  reference: reference as unknown as PayoutId,
  withdrawal: reference as unknown as WithdrawalId,
  amount,
  target: charge.chargeId,
  firstSentAt,
});
