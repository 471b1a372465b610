import type { Agenda } from '../ground/agenda.ts';
import type { Notices } from './notices.ts';
import type { Amount, DueKind, Payment, TransferWire } from './shapes.ts';
import { newId, nowText, type World } from './world.ts';

export type TransferWish = {
  readonly amount: Amount;
  readonly reference: string;
  readonly counterparty: unknown;
  readonly description?: string | undefined;
};

export type Transfers = {
  /** What the balance account holds, in minor units. */
  balance(): number;
  capture(payment: Payment): void;
  /** A refund or a chargeback, as the balance account feels it. */
  back(
    payment: Payment,
    type: 'refund' | 'chargeback',
    amount: Amount,
    names: Readonly<Record<string, string>>,
  ): TransferWire;
  /** To a bank account. Refused where the balance does not cover it. */
  pay(wish: TransferWish): TransferWire;
  /** It moved on; told. */
  move(id: string, status: string, reason?: string): TransferWire | undefined;
};

/** A movement that has these is none any more. */
const NOTHING = new Set(['refused', 'failed', 'cancelled', 'returned', 'refundReversed', 'chargebackReversed']);

/** The balance account and everything that moves it (docs.adyen.com, Transfers API). */
export function createTransfers(
  world: World,
  { notices, agenda }: { notices: Notices; agenda: Agenda<DueKind> },
): Transfers {
  const put = (transfer: TransferWire, isNew: boolean): TransferWire => {
    world.transfers.put(transfer.id, transfer);
    notices.tellOf(transfer, isNew);
    return transfer;
  };
  const base = () => ({
    id: newId(world),
    balanceAccount: { id: world.balanceAccount },
    createdAt: nowText(world),
    reason: 'approved',
    sequenceNumber: 1,
  });
  const balance = (): number =>
    [...world.transfers.values()].reduce(
      (sum, { amount, direction, status }) =>
        NOTHING.has(status) ? sum : sum + (direction === 'incoming' ? amount.value : -amount.value),
      world.funds,
    );
  const ofPayment = (payment: Payment, names: Readonly<Record<string, string>>) => ({
    type: 'platformPayment',
    paymentMerchantReference: payment.reference,
    pspPaymentReference: payment.psp,
    ...names,
  });
  return {
    balance,
    capture(payment) {
      put(
        {
          ...base(),
          amount: payment.amount,
          category: 'platformPayment',
          categoryData: ofPayment(payment, { modificationPspReference: payment.psp }),
          direction: 'incoming',
          reference: payment.reference,
          status: 'captured',
          type: 'capture',
        },
        true,
      );
    },
    back: (payment, type, amount, names) =>
      put(
        {
          ...base(),
          amount,
          category: 'platformPayment',
          categoryData: ofPayment(payment, names),
          direction: 'outgoing',
          reference: payment.reference,
          status: type === 'refund' ? 'refundPending' : 'chargeback',
          type,
        },
        true,
      ),
    pay({ amount, reference, counterparty, description = '' }) {
      const isCovered = amount.value <= balance();
      const transfer = put(
        {
          ...base(),
          ...(isCovered ? {} : { reason: 'notEnoughBalance' }),
          amount,
          category: 'bank',
          counterparty,
          description,
          direction: 'outgoing',
          reference,
          status: isCovered ? 'authorised' : 'refused',
          type: 'bankTransfer',
        },
        true,
      );
      if (isCovered) agenda.add(world.pauses.paysOutAfterMs, 'transfer', transfer.id);
      return transfer;
    },
    move(id, status, reason) {
      const transfer = world.transfers.get(id);
      if (!transfer || NOTHING.has(transfer.status)) return undefined;
      const sequenceNumber = transfer.sequenceNumber + 1;
      return put({ ...transfer, status, sequenceNumber, ...(reason ? { reason } : {}) }, false);
    },
  };
}
