import type { Agenda } from '../ground/agenda.ts';
import type { Notices } from './notices.ts';
import { type Refused, unprocessable } from './refusal.ts';
import type { Amount, Dispute, DueKind, Payment, Refund } from './shapes.ts';
import type { Transfers } from './transfers.ts';
import { newId, type World } from './world.ts';

export type Returns = {
  /** Taken on, whatever comes of it: the end is told. */
  refund(payment: string, amount: Amount, reference: string): Refund | Refused;
  /** The bank took the money, refused it, or sent it back. */
  endRefund(psp: string, how: 'done' | 'failed' | 'reversed'): void;
  dispute(payment: string, amount?: Amount): Dispute | undefined;
  endDispute(psp: string, won: boolean): void;
  /** A dispute that we had won begins anew, and is lost. */
  second(psp: string): void;
};

/** Money that goes back: by our wish, or by the card holder's. */
export function createReturns(
  world: World,
  { notices, transfers, agenda }: { notices: Notices; transfers: Transfers; agenda: Agenda<DueKind> },
): Returns {
  const tellRefund = (refund: Refund, eventCode: string, success: boolean, reason = ''): void =>
    notices.tell({
      eventCode,
      psp: refund.psp,
      original: refund.payment,
      reference: refund.reference,
      amount: refund.amount,
      success,
      reason,
    });
  const tellDispute = (dispute: Dispute, eventCode: string): void =>
    notices.tell({
      eventCode,
      psp: dispute.psp,
      original: dispute.payment,
      reference: world.payments.get(dispute.payment)?.reference ?? '',
      amount: dispute.amount,
      reason: dispute.reason,
    });
  const change = (payment: Payment, change: Partial<Payment>): void =>
    world.payments.put(payment.psp, { ...payment, ...change });

  return {
    refund(id, amount, reference) {
      const payment = world.payments.get(id);
      if (payment?.status !== 'captured')
        return unprocessable('167', 'Original pspReference required for this operation');
      if (amount.currency !== payment.amount.currency || !Number.isSafeInteger(amount.value) || amount.value <= 0)
        return unprocessable('137', 'Invalid amount specified');
      const psp = newId(world);
      const fits = payment.dispute === null && payment.refunded + amount.value <= payment.amount.value;
      const transfer = transfers.back(payment, 'refund', amount, {
        modificationMerchantReference: reference,
        modificationPspReference: psp,
      });
      const refund: Refund = { psp, payment: id, reference, amount, transfer: transfer.id, status: 'received' };
      world.refunds.put(psp, refund);
      if (fits) change(payment, { refunded: payment.refunded + amount.value });
      const fails = !fits || payment.card === '5126';
      agenda.add(world.pauses.refundsAfterMs, fails ? 'refund-fails' : 'refund', psp);
      return refund;
    },
    endRefund(psp, how) {
      const refund = world.refunds.get(psp);
      const payment = world.payments.get(refund?.payment ?? '');
      if (!refund || !payment || refund.status === 'failed' || refund.status === 'reversed') return;
      if (how === 'done' && refund.status === 'done') return;
      world.refunds.put(psp, { ...refund, status: how });
      if (how !== 'done') change(payment, { refunded: Math.max(0, payment.refunded - refund.amount.value) });
      if (how === 'done') transfers.move(refund.transfer, 'refunded');
      else transfers.move(refund.transfer, how === 'failed' ? 'failed' : 'refundReversed', 'refusedByCounterpartyBank');
      if (how === 'reversed') tellRefund(refund, 'REFUNDED_REVERSED', true, 'Returned by the bank');
      else if (refund.status === 'done') tellRefund(refund, 'REFUND_FAILED', true, 'Account closed');
      else tellRefund(refund, 'REFUND', how === 'done', how === 'done' ? '' : 'Insufficient balance on payment');
    },
    dispute(id, amount) {
      const payment = world.payments.get(id);
      if (payment?.status !== 'captured' || payment.dispute !== null) return undefined;
      const dispute: Dispute = {
        psp: newId(world),
        payment: id,
        amount: amount ?? { ...payment.amount, value: payment.amount.value - payment.refunded },
        reason: 'Other Fraud-Card Absent Environment',
        status: 'open',
      };
      if (dispute.amount.value <= 0) return undefined;
      world.disputes.put(dispute.psp, dispute);
      change(payment, { dispute: dispute.psp });
      tellDispute(dispute, 'NOTIFICATION_OF_CHARGEBACK');
      transfers.back(payment, 'chargeback', dispute.amount, { modificationPspReference: dispute.psp });
      tellDispute(dispute, 'CHARGEBACK');
      return dispute;
    },
    endDispute(psp, won) {
      const dispute = world.disputes.get(psp);
      if (dispute?.status !== 'open') return;
      world.disputes.put(psp, { ...dispute, status: won ? 'reversed' : 'lost' });
      const moved = [...world.transfers.values()].find(
        ({ type, categoryData }) => type === 'chargeback' && categoryData?.modificationPspReference === psp,
      );
      if (won && moved) transfers.move(moved.id, 'chargebackReversed');
      tellDispute(dispute, won ? 'CHARGEBACK_REVERSED' : 'DISPUTE_DEFENSE_PERIOD_ENDED');
    },
    second(psp) {
      const dispute = world.disputes.get(psp);
      const payment = world.payments.get(dispute?.payment ?? '');
      if (dispute?.status !== 'reversed' || !payment) return;
      world.disputes.put(psp, { ...dispute, status: 'lost' });
      transfers.back(payment, 'chargeback', dispute.amount, { modificationPspReference: `${psp}-2` });
      tellDispute(dispute, 'SECOND_CHARGEBACK');
    },
  };
}
