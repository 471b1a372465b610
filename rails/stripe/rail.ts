import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { depositTerms } from '../../contracts/terms.ts';
import { assert } from '../../domain/assert.ts';
import { inPlayMoney } from '../../domain/quotes.ts';
import type { DepositRail, OrderToPay } from '../deposit-rail.ts';
import { currencyOf, readSession, wholeSession } from './reading.ts';

const HALF_HOUR_MS = 30 * 60_000;
const MARGIN_MS = 60_000;

export type StripeRailDeps = {
  readonly stripe: Stripe;
  /** Where the buyer is sent back to, paid or not. */
  readonly returnTo: (order: OrderToPay['id'], as: 'paid' | 'left') => string;
  /** Payments are not real: they are booked in play money. */
  readonly play: boolean;
  readonly now: () => number;
};

/** Cards and whatever else the account takes, on Stripe's own page (Checkout). The order's id is in the metadata of the payment. */
export function stripeRail({ stripe, returnTo, play, now }: StripeRailDeps): DepositRail {
  return {
    id: 'stripe',
    terms: play ? inPlayMoney(depositTerms.stripe) : depositTerms.stripe,

    async open(order) {
      const wish = sessionOf(order, returnTo, now());
      // The same wish is the same session, whatever became of the first answer; a changed one would be refused under its key.
      const digest = createHash('sha256').update(JSON.stringify(wish)).digest('base64url').slice(0, 16);
      const { id, url } = await stripe.checkout.sessions.create(wish, {
        idempotencyKey: `deposit:${order.id}:${digest}`,
      });
      assert(url, `session ${id} has a page`);
      return { link: url, providerRef: id };
    },

    readEvent: () => undefined, // Stripe tells by webhook alone

    async lookUp(session) {
      return readSession(await stripe.checkout.sessions.retrieve(session, wholeSession), play);
    },
  };
}

function sessionOf(
  { id, pay, title, description, expiresAt }: OrderToPay,
  returnTo: StripeRailDeps['returnTo'],
  nowMs: number,
): Stripe.Checkout.SessionCreateParams {
  const minor = Number(pay.minor);
  assert(Number.isSafeInteger(minor), 'Stripe counts in JSON numbers');
  return {
    mode: 'payment',
    client_reference_id: id,
    metadata: { order: id },
    payment_intent_data: { metadata: { order: id }, description: title },
    success_url: returnTo(id, 'paid'),
    cancel_url: returnTo(id, 'left'),
    expires_at: Math.ceil(openUntil(expiresAt.getTime(), nowMs) / 1_000),
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: currencyOf(pay.asset),
          unit_amount: minor,
          product_data: { name: title, description },
        },
      },
    ],
  };
}

/** The end of the offer; where that is too near for Stripe, later by whole half hours, so that a repeat asks for the same. */
function openUntil(offerEndsMs: number, nowMs: number): number {
  const missingMs = nowMs + HALF_HOUR_MS + MARGIN_MS - offerEndsMs;
  return offerEndsMs + Math.max(0, Math.ceil(missingMs / HALF_HOUR_MS)) * HALF_HOUR_MS;
}
