import Stripe from 'stripe';
import { payoutTerms } from '../../contracts/terms.ts';
import { assert } from '../../domain/assert.ts';
import { add, type Money, money, subtract } from '../../domain/money.ts';
import { inPlay } from '../../domain/terms.ts';
import type { PayoutTerms } from '../../domain/withdrawals.ts';
import type { PayoutAnswer, PayoutLook, PayoutPart, PayoutRail } from '../payout-rail.ts';

/** Stripe may forget a key after a day (API, Idempotent requests): an hour before that it counts as forgotten. */
const KEY_LIVES_MS = 23 * 3_600_000;
/** A call that was given up may still be at work over there for so long. */
const QUIET_MS = 120_000;

/** What Stripe says when it will not refund, now or ever: the money stays with the player. */
const REFUSALS = new Set([
  'charge_already_refunded',
  'charge_disputed',
  'charge_not_captured',
  'amount_too_large',
  'balance_insufficient',
  'insufficient_funds',
]);

export type StripePayoutDeps = {
  readonly stripe: Stripe;
  readonly play: boolean;
  readonly now: () => number;
  /** An argument, so that a test need not wait. */
  readonly quietMs?: number | undefined;
};

/**
 * Money out by the way it came: refunds of the player's own payments, the oldest first, each part one refund with our
 * reference in its metadata. Nothing goes to a card that has not paid in.
 */
export function stripePayout({ stripe, play, now, quietMs = QUIET_MS }: StripePayoutDeps): PayoutRail {
  const terms: PayoutTerms = play ? inPlay(payoutTerms.stripe) : payoutTerms.stripe;

  const lookUp = async (part: PayoutPart): Promise<PayoutLook> => {
    for await (const refund of stripe.refunds.list({ payment_intent: part.target, limit: 100 }))
      if (refund.metadata?.payout === part.reference) return lookOf(refund);
    const sentMs = part.firstSentAt?.getTime();
    // A list is complete the moment a refund is made; only a call that is still at work over there is not in it yet.
    if (sentMs !== undefined && now() - sentMs < quietMs)
      throw new Error(`payout ${part.reference} is not listed, and may still be at work: too early to tell`);
    return { state: 'never-accepted' };
  };

  return {
    id: 'stripe',
    terms,

    plan({ amount, refundable }) {
      const parts: { amount: Money; target: string }[] = [];
      let missing = amount;
      for (const { chargeId, left } of refundable) {
        if (missing.minor === 0n) break;
        if (left.asset !== amount.asset || left.minor === 0n) continue;
        const part = left.minor < missing.minor ? left : missing;
        parts.push({ amount: part, target: chargeId });
        missing = subtract(missing, part);
      }
      if (missing.minor === 0n) return { parts, destination: 'card' };
      const most = parts.reduce((sum, part) => add(sum, part.amount), money(amount.asset, 0n));
      return { reason: 'not-coverable', most };
    },

    async send(part) {
      const generation = keyGeneration(part.firstSentAt, now(), quietMs);
      if (generation > 0) {
        const known = await lookUp(part);
        if (known.state !== 'never-accepted') return answerOf(known);
      }
      const minor = Number(part.amount.minor);
      assert(Number.isSafeInteger(minor), 'Stripe counts in JSON numbers');
      try {
        const refund = await stripe.refunds.create(
          {
            payment_intent: part.target,
            amount: minor,
            metadata: { payout: part.reference, withdrawal: part.withdrawal },
          },
          { idempotencyKey: `payout:${part.reference}:${generation}` },
        );
        return answerOf(lookOf(refund));
      } catch (error) {
        const why = refusalIn(error);
        if (why !== undefined) return { outcome: 'refused', why };
        throw error; // unknown: it is looked up
      }
    },

    lookUp,
  };
}

/**
 * Which key a sending goes under: a new one for each span that a key surely lives, because a forgotten key does the thing again.
 * Just after the change the call under the old one may still be at work, so nothing is sent then.
 */
function keyGeneration(firstSentAt: Date | undefined, nowMs: number, quietMs: number): number {
  if (!firstSentAt) return 0;
  const ageMs = Math.max(0, nowMs - firstSentAt.getTime());
  const generation = Math.floor(ageMs / KEY_LIVES_MS);
  if (generation > 0 && ageMs % KEY_LIVES_MS < quietMs)
    throw new Error('its key has just run out: too early for another one');
  return generation;
}

function lookOf({ id, status, failure_reason: why }: Stripe.Refund): Exclude<PayoutLook, { state: 'never-accepted' }> {
  if (status === 'succeeded') return { state: 'paid', providerRef: id };
  if (status === 'failed' || status === 'canceled')
    return { state: 'refused', providerRef: id, why: why ?? String(status) };
  return { state: 'pending', providerRef: id };
}

function answerOf(look: ReturnType<typeof lookOf>): PayoutAnswer {
  if (look.state === 'refused')
    return { outcome: 'refused', why: look.why ?? 'refused', providerRef: look.providerRef };
  return { outcome: 'accepted', providerRef: look.providerRef, isFinal: look.state === 'paid' };
}

/** Stripe's word for why it will not, where that is certain; undefined where it may have. */
function refusalIn(error: unknown): string | undefined {
  if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) return undefined;
  return error.code !== undefined && REFUSALS.has(error.code) ? error.code : undefined;
}
