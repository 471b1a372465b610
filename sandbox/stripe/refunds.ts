import type { Agenda } from '../ground/agenda.ts';
import { cardEnd } from './cards.ts';
import type { Events } from './events.ts';
import { impossible, invalid, missing, type Refused } from './refusal.ts';
import type { ChargeWire, DisputeWire, DueKind, RefundWire } from './shapes.ts';
import { newId, now, type World } from './world.ts';

export type RefundWish = {
  readonly paymentIntent?: string | undefined;
  readonly charge?: string | undefined;
  /** Minor units; all that is left when missing. */
  readonly amount?: number | undefined;
  readonly reason?: string | undefined;
  readonly metadata: Record<string, string>;
};

export type Returns = {
  refund(wish: RefundWish): RefundWire | Refused;
  /** The bank took the money, or sent it back. */
  endRefund(id: string, succeeds: boolean): void;
  dispute(charge: string, reason?: string): DisputeWire | undefined;
  endDispute(id: string, won: boolean): void;
  /** The card's bank suspects a fraud. Nothing is moved yet. */
  warn(charge: string): void;
};

const EVIDENCE_SECONDS = 7 * 86_400;

/** Money that goes back: by our wish, or by the card holder's. */
export function createReturns(world: World, { events, agenda }: { events: Events; agenda: Agenda<DueKind> }): Returns {
  const changeCharge = (charge: ChargeWire, change: Partial<ChargeWire>): ChargeWire => {
    const kept = { ...charge, ...change };
    world.charges.put(kept.id, kept);
    return kept;
  };
  const chargeToRefund = (wish: RefundWish): ChargeWire | Refused => {
    const id = wish.charge ?? world.intents.get(wish.paymentIntent ?? '')?.latest_charge ?? undefined;
    if (wish.paymentIntent && !id) return missing('payment_intent', wish.paymentIntent);
    if (!id) return invalid('One of the following params should be provided: payment_intent or charge.');
    return world.charges.get(id) ?? missing('charge', id);
  };
  const whyNot = (charge: ChargeWire, amount: number): Refused | undefined => {
    if (!charge.paid) return impossible('charge_not_captured', `Charge ${charge.id} was not paid.`);
    if (charge.disputed)
      return impossible('charge_disputed', `Charge ${charge.id} has been charged back; cannot issue a refund.`);
    if (charge.refunded) return impossible('charge_already_refunded', `Charge ${charge.id} has already been refunded.`);
    if (!Number.isSafeInteger(amount) || amount <= 0)
      return invalid('Invalid positive integer', 'amount', 'parameter_invalid_integer');
    const left = charge.amount - charge.amount_refunded;
    if (amount > left)
      return impossible(
        'amount_too_large',
        `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
      );
    return undefined;
  };

  return {
    refund(wish) {
      const charge = chargeToRefund(wish);
      if ('refused' in charge) return charge;
      const amount = wish.amount ?? charge.amount - charge.amount_refunded;
      const refusal = whyNot(charge, amount);
      if (refusal) return refusal;
      const end = cardEnd(numberOf(charge));
      const later = end?.kind === 'pays' ? end.refund : undefined;
      const refund: RefundWire = {
        id: newId(world, 're'),
        object: 'refund',
        amount,
        charge: charge.id,
        created: now(world),
        currency: charge.currency,
        metadata: wish.metadata,
        payment_intent: charge.payment_intent,
        reason: (wish.reason as RefundWire['reason']) ?? null,
        status: later === 'succeeds-late' ? 'pending' : 'succeeded',
      };
      world.refunds.put(refund.id, refund);
      const amount_refunded = charge.amount_refunded + amount;
      const after = changeCharge(charge, { amount_refunded, refunded: amount_refunded === charge.amount });
      events.tell('refund.created', refund);
      events.tell('charge.refunded', after);
      if (later)
        agenda.add(world.pauses.refundsAfterMs, later === 'fails-late' ? 'refund-fails' : 'refund-succeeds', refund.id);
      return refund;
    },
    endRefund(id, succeeds) {
      const refund = world.refunds.get(id);
      const charge = world.charges.get(refund?.charge ?? '');
      if (!refund || !charge || refund.status === 'failed') return;
      const ended: RefundWire = succeeds
        ? { ...refund, status: 'succeeded' }
        : { ...refund, status: 'failed', failure_reason: 'expired_or_canceled_card' };
      world.refunds.put(id, ended);
      if (!succeeds) changeCharge(charge, { amount_refunded: charge.amount_refunded - refund.amount, refunded: false });
      events.tell('refund.updated', ended);
      if (!succeeds) events.tell('refund.failed', ended);
    },
    dispute(id, reason = 'fraudulent') {
      const charge = world.charges.get(id);
      if (!charge?.paid || charge.disputed || charge.refunded) return undefined;
      const dispute: DisputeWire = {
        id: newId(world, 'du'),
        object: 'dispute',
        amount: charge.amount - charge.amount_refunded,
        charge: charge.id,
        created: now(world),
        currency: charge.currency,
        evidence_details: { due_by: now(world) + EVIDENCE_SECONDS },
        is_charge_refundable: false,
        livemode: false,
        metadata: {},
        payment_intent: charge.payment_intent,
        reason,
        status: 'needs_response',
      };
      world.disputes.put(dispute.id, dispute);
      changeCharge(charge, { disputed: true });
      events.tell('charge.dispute.created', dispute);
      events.tell('charge.dispute.funds_withdrawn', dispute);
      return dispute;
    },
    endDispute(id, won) {
      const dispute = world.disputes.get(id);
      if (dispute?.status !== 'needs_response' && dispute?.status !== 'under_review') return;
      const ended: DisputeWire = { ...dispute, status: won ? 'won' : 'lost' };
      world.disputes.put(id, ended);
      events.tell('charge.dispute.closed', ended);
      if (won) events.tell('charge.dispute.funds_reinstated', ended);
    },
    warn(id) {
      const charge = world.charges.get(id);
      if (!charge) return;
      const warning = {
        id: newId(world, 'issfr'),
        object: 'radar.early_fraud_warning',
        actionable: !charge.disputed && !charge.refunded,
        charge: charge.id,
        created: now(world),
        fraud_type: 'unauthorized_use_of_card',
        livemode: false,
        payment_intent: charge.payment_intent,
      } as const;
      world.warnings.put(warning.id, warning);
      events.tell('radar.early_fraud_warning.created', warning);
    },
  };
}

/** Enough of the number to know how the card behaves: only the cards of `cards.ts` were ever charged. */
const numberOf = ({ payment_method_details: { card } }: ChargeWire): string =>
  (card.brand === 'mastercard' ? '555555555555' : card.last4 === '4242' ? '424242424242' : '400000000000') + card.last4;
