import type { RefundOrder, RefundRail } from '../refund-rail.ts';
import { type RefundedPayment, type StripeRefundsDeps, stripeRefunds } from './refunds.ts';

/** A card payment given back whole, with our reference in its metadata. */
export function stripeRefund(deps: StripeRefundsDeps): RefundRail {
  const refunds = stripeRefunds(deps);
  const wishOf = (order: RefundOrder) => wish(order, { payment_intent: order.charge.chargeId });
  return {
    id: 'stripe',
    send: (order) => refunds.send(wishOf(order)),
    lookUp: (order) => refunds.lookUp(wishOf(order)),
  };
}

/**
 * A payment by a Telegram invoice given back through the account behind the bot's payment token, by the number that account gave
 * it. Telegram itself gives back Stars alone. A payment of another provider, or of an account that is not ours, is refused: a
 * person gives it back at that provider.
 */
export function telegramInvoiceRefund(deps: StripeRefundsDeps): RefundRail {
  const refunds = stripeRefunds(deps);
  return {
    id: 'telegram-invoice',
    async send(order) {
      const payment = paymentOf(order);
      return payment
        ? refunds.send(wish(order, payment))
        : { outcome: 'refused', why: 'the payment is not of the configured account' };
    },
    async lookUp(order) {
      const payment = paymentOf(order);
      return payment ? refunds.lookUp(wish(order, payment)) : { state: 'never-accepted' };
    },
  };
}

/** As Stripe numbers payments; another provider's numbers mean nothing to it. */
function paymentOf({ charge: { providerRef = '' } }: RefundOrder): RefundedPayment | undefined {
  if (providerRef.startsWith('pi_')) return { payment_intent: providerRef };
  return /^(ch|py)_/.test(providerRef) ? { charge: providerRef } : undefined;
}

const wish = ({ reference, amount, firstSentAt }: RefundOrder, payment: RefundedPayment) => ({
  reference,
  payment,
  minor: amount.minor,
  purpose: 'refund' as const,
  firstSentAt,
});
