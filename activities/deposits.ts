import type { OrderId, TransferId } from '../contracts/ids.ts';
import { formatMoney } from '../contracts/texts/format.ts';
import type { PaymentSeen, SendingWaits } from '../contracts/workflows.ts';
import { assert } from '../domain/assert.ts';
import { assets } from '../domain/assets.ts';
import type { Batcher } from '../prisma/batcher.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import type { DepositRails } from '../rails/registry.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import type { ChargeToSettle, Settlement } from '../records/payments/charges.ts';
import { keepInvoice } from '../records/payments/orders.ts';
import { isPaused } from '../records/payments/pause-reads.ts';
import { readCredit, readOrder } from '../records/payments/reads.ts';
import { childId } from '../runtime/ids.ts';
import type { Hint } from '../runtime/pokes.ts';
import type { Catalogue } from '../runtime/texts.ts';
import { type ClosedBy, type Closing, closeByStaff, closeUnpaidOrder } from '../use-cases/close-unpaid-order.ts';
import { isChainRail } from '../use-cases/deposit-chain.ts';
import { giveBack } from '../use-cases/give-back.ts';
import { offerForDeposit } from '../use-cases/offer-bonus.ts';
import { askInTime, type Protection } from '../use-cases/protection.ts';
import { showOrder } from '../use-cases/show-order.ts';

export type SettleAnswer = Settlement;

export type DepositActivityDeps = {
  readonly transaction: Transaction;
  /** A statement of its own, for reads. */
  readonly query: Tx['query'];
  readonly rails: DepositRails;
  readonly enqueue: Enqueue;
  readonly settle: Batcher<ChargeToSettle, Settlement>;
  /** How a refund of what is owed waits. */
  readonly sendingWaits: SendingWaits;
  readonly texts: Catalogue;
  readonly hint: Hint;
  readonly protection: Protection;
  readonly now: () => number;
};

export const depositActivities = ({
  transaction,
  query,
  rails,
  enqueue,
  settle,
  sendingWaits,
  texts,
  hint,
  protection,
  now,
}: DepositActivityDeps) => ({
  /**
   * Asks the rail for an invoice and shows it. Repeated, it may make another invoice, which is forgotten: the first one
   * stays the order's, and the question before payment lets any of them be paid once.
   */
  async openInvoice(orderId: OrderId): Promise<void> {
    const order = await readOrder({ query }, orderId);
    assert(order, `no order ${orderId}`);
    if (order.status !== 'opening') return;
    const rail = rails[order.rail];
    if (!rail) throw new Error(`rail ${order.rail} is off in this worker: its settings are missing`);
    // Placed in the moment it was paused: it waits, and runs out unopened when the pause is longer.
    if (await isPaused({ query }, order.rail, 'in')) throw new Error(`rail ${order.rail} is paused at the staff desk`);

    const t = texts.of(order.language);
    const opened = await rail.open({
      id: order.id,
      pay: order.pay,
      title: t('invoice-title'),
      description: t(
        assets[order.credit.asset].nature === 'stars' ? 'invoice-description-stars' : 'invoice-description',
        {
          credit: formatMoney(order.credit, t.language),
          fee: formatMoney(order.fee, t.language),
        },
      ),
      expiresAt: order.expiresAt,
      bot: order.shownIn?.bot,
    });
    await transaction(async (tx) => {
      const kept = await keepInvoice(tx, orderId, opened);
      if (!kept?.isFirst) return;
      await showOrder(enqueue, tx, order, 'open');
      if (isChainRail(order.rail)) await showOrder(enqueue, tx, order, 'qr', { qr: true });
      tx.afterCommit(() => hint(order.player, { what: 'deposit', id: orderId }));
    });
  },

  /** Closes an order nobody paid, and says so in its message. Repeated: closes nothing, says nothing. */
  async expireOrder(orderId: OrderId): Promise<void> {
    await closeUnpaidOrder({ transaction, enqueue, hint })(orderId);
  },

  /** Closes an unpaid order before its time, because staff decided so. Repeated: answers as before and changes nothing. */
  async closeOrder(orderId: OrderId, by: ClosedBy): Promise<Closing> {
    return closeByStaff({ transaction, enqueue, hint })(orderId, by);
  },

  /**
   * Credits a recorded charge, asks for what documents so much needs and offers the bonuses of a first deposit, or books it as owed and begins to
   * give it back. Every credit passes here, whatever the rail. Repeated: answers as before, moves nothing and offers nothing twice. Should
   * the process die in between, or the provider hold too little now, the sweeper begins it. `no-rate`: nobody knows what it is to be
   * exchanged at; nothing was moved, and it is to be asked for again.
   */
  async settleCharge(orderId: OrderId, { provider, chargeId }: PaymentSeen): Promise<SettleAnswer> {
    const transferId = childId(orderId, `charge:${provider}:${chargeId}`) as TransferId;
    const settlement = await settle({ provider, chargeId, orderId, transferId });
    if (settlement.outcome === 'owed')
      await giveBack({ transaction, enqueue, hint, patience: sendingWaits })({ order: orderId, provider, chargeId });
    if (settlement.outcome === 'credited') {
      const order = await readOrder({ query }, orderId);
      assert(order, `no order ${orderId}`);
      await transaction((tx) => askInTime(protection, tx, order.player, now()));
      await transaction(async (tx) => {
        const credit = await readCredit(tx, provider, chargeId);
        assert(credit, 'what is credited has an amount');
        const deposit = { order: orderId, player: order.player, transfer: transferId, credit };
        await offerForDeposit({ enqueue, hint, bot: order.shownIn?.bot, now }, tx, deposit);
      });
    }
    return settlement;
  },
});
