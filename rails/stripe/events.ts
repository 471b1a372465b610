import type Stripe from 'stripe';

type EventType = Stripe.Event['type'];

/** Events after which an object is asked for. Stripe sends them in no order, twice and late (docs.stripe.com/webhooks). */
export const heard = [
  'checkout.session.completed', // counts as paid only where the session says so
  'checkout.session.async_payment_succeeded',
  'payment_intent.succeeded',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'radar.early_fraud_warning.created',
] as const satisfies readonly EventType[];

/** Events that may come, and why nothing follows from each. */
export const passedOver = {
  'checkout.session.async_payment_failed': 'nothing was paid; the order runs out by itself',
  'checkout.session.expired': 'our order has run out by its own clock',
  'payment_intent.created': 'a page was opened; nothing is paid',
  'payment_intent.processing': 'a slow method: it is paid when it succeeds',
  'payment_intent.requires_action': 'the buyer is asked by their bank',
  'payment_intent.payment_failed': 'the page says so and lets the buyer try again',
  'payment_intent.canceled': 'nothing was paid',
  'payment_intent.amount_capturable_updated': 'we never capture by hand',
  'payment_intent.partially_funded': 'it is paid when it succeeds',
  'charge.dispute.funds_withdrawn': 'the books follow the state of the dispute itself',
  'charge.dispute.funds_reinstated': 'the books follow the state of the dispute itself',
} as const satisfies Partial<Record<EventType, string>>;

export const isHeard = (type: string): boolean => (heard as readonly string[]).includes(type);
