import Stripe from 'stripe';
import { assert } from '../../domain/assert.ts';
import type { PayoutAnswer, PayoutLook } from '../payout-rail.ts';
import { type Found, sendOnce } from '../sending-once.ts';

/** Stripe may forget a key after a day (API, Idempotent requests): an hour before that it counts as forgotten. */
const KEY_LIVES_MS = 23 * 3_600_000;
/** A call that was given up may still be at work over there for so long. */
const QUIET_MS = 120_000;

/** What Stripe says when it will not refund, now or ever: nothing has left us. */
const REFUSALS = new Set([
  'charge_already_refunded',
  'charge_disputed',
  'charge_not_captured',
  'amount_too_large',
  'balance_insufficient',
  'insufficient_funds',
  'resource_missing',
]);

export type StripeRefundsDeps = {
  readonly stripe: Stripe;
  readonly now: () => number;
  /** An argument, so that a test need not wait. */
  readonly quietMs?: number | undefined;
};

/** Of which payment money goes back, by Stripe's name for it. */
export type RefundedPayment = { readonly payment_intent: string } | { readonly charge: string };

export type RefundWish = {
  /** Ours: the idempotency key derives from it. */
  readonly reference: string;
  readonly payment: RefundedPayment;
  readonly minor: bigint;
  /** What it is for; the reference is in `metadata[purpose]`, and by that it is found. */
  readonly purpose: 'payout' | 'refund';
  readonly metadata?: Readonly<Record<string, string>>;
  readonly firstSentAt: Date | undefined;
};

/** Refunds as they are sent once and found again: a payout sends money this way, and so does what is owed. */
export function stripeRefunds({ stripe, now, quietMs = QUIET_MS }: StripeRefundsDeps) {
  const lookUp = async ({ reference, payment, purpose, firstSentAt }: RefundWish): Promise<PayoutLook> => {
    for await (const refund of stripe.refunds.list({ ...payment, limit: 100 }))
      if (refund.metadata?.[purpose] === reference) return lookOf(refund);
    const sentMs = firstSentAt?.getTime();
    // A list is complete the moment a refund is made; only a call that is still at work over there is not in it yet.
    if (sentMs !== undefined && now() - sentMs < quietMs)
      throw new Error(`${purpose} ${reference} is not listed, and may still be at work: too early to tell`);
    return { state: 'never-accepted' };
  };

  return {
    lookUp,

    async send(wish: RefundWish): Promise<PayoutAnswer> {
      const amount = Number(wish.minor);
      assert(Number.isSafeInteger(amount), 'Stripe counts in JSON numbers');
      const { reference, payment, purpose, metadata, firstSentAt } = wish;
      return sendOnce({
        keyLivesMs: KEY_LIVES_MS,
        quietMs,
        nowMs: now(),
        firstSentAt,
        lookUp: () => lookUp(wish),
        ask: async (generation) =>
          lookOf(
            await stripe.refunds.create(
              { ...payment, amount, metadata: { ...metadata, [purpose]: reference } },
              { idempotencyKey: `${purpose}:${reference}:${generation}` },
            ),
          ),
        refusalIn,
      });
    },
  };
}

function lookOf({ id, status, failure_reason: why }: Stripe.Refund): Found {
  if (status === 'succeeded') return { state: 'paid', providerRef: id };
  if (status === 'failed' || status === 'canceled')
    return { state: 'refused', providerRef: id, why: why ?? String(status) };
  return { state: 'pending', providerRef: id };
}

/** Stripe's word for why it will not, where that is certain; undefined where it may have. */
function refusalIn(error: unknown): string | undefined {
  if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) return undefined;
  return error.code !== undefined && REFUSALS.has(error.code) ? error.code : undefined;
}
