import Stripe from 'stripe';
import { z } from 'zod';
import type { RailNews, ToldRail } from '../told-rail.ts';
import { isHeard } from './events.ts';
import {
  idOf,
  PROVIDER,
  readDispute,
  readIntent,
  readRefund,
  readSession,
  wholeIntent,
  wholeSession,
} from './reading.ts';

const event = z.object({
  id: z.string().min(1),
  type: z.string(),
  data: z.object({ object: z.object({ id: z.string().min(1) }) }),
});

/** No answer, an error of its own, too many questions: of the object itself nothing was said. */
const AWAY = [Stripe.errors.StripeConnectionError, Stripe.errors.StripeAPIError, Stripe.errors.StripeRateLimitError];

/**
 * What Stripe tells by webhook. An event is believed to come from Stripe (its signature, at most five minutes old) and to name
 * an object; what is true of that object is asked.
 */
export function stripeTold(stripe: Stripe, webhookSecret: string, play: boolean): ToldRail {
  return {
    id: 'stripe',

    readHint(body, header) {
      try {
        stripe.webhooks.constructEvent(body, header('stripe-signature') ?? '', webhookSecret);
      } catch {
        return 'forged';
      }
      const read = event.safeParse(JSON.parse(body.toString()));
      if (!read.success || !isHeard(read.data.type)) return 'passed-over';
      return { event: read.data.id, type: read.data.type, object: read.data.data.object.id };
    },

    isAway: (error) => AWAY.some((kind) => error instanceof kind),

    async ask({ object }) {
      switch (object.split('_')[0]) {
        case 'cs':
          return some(readSession(await stripe.checkout.sessions.retrieve(object, wholeSession), play));
        case 'pi':
          return some(readIntent(await stripe.paymentIntents.retrieve(object, wholeIntent), play));
        case 're':
        case 'pyr': {
          const refund = await stripe.refunds.retrieve(object);
          return withPayment(stripe, refund.payment_intent, readRefund(refund, play), play);
        }
        case 'du':
        case 'dp': {
          const dispute = await stripe.disputes.retrieve(object);
          return withPayment(stripe, dispute.payment_intent, readDispute(dispute, play), play);
        }
        case 'issfr': {
          const { id, payment_intent, fraud_type: reason } = await stripe.radar.earlyFraudWarnings.retrieve(object);
          const chargeId = idOf(payment_intent ?? null);
          const warned: RailNews | undefined = chargeId
            ? { kind: 'warned', provider: PROVIDER, id, chargeId, reason }
            : undefined;
          return withPayment(stripe, payment_intent ?? null, warned, play);
        }
        default:
          throw new Error(`Stripe told of ${object}, which is no object we know: a person must look`);
      }
    },
  };
}

const some = (news: RailNews | undefined): RailNews[] => (news ? [news] : []);

/** News of money that went back, behind its payment: that may not have been told yet. Nothing where the payment is not of ours. */
async function withPayment(
  stripe: Stripe,
  intent: string | Stripe.PaymentIntent | null,
  news: RailNews | undefined,
  play: boolean,
): Promise<RailNews[]> {
  // What we sent ourselves names us, and not every payment of ours has an intent.
  if (news?.kind === 'payout-moved' || news?.kind === 'refund-moved') return [news];
  const id = idOf(intent);
  if (!news || id === undefined) return [];
  const paid = readIntent(await stripe.paymentIntents.retrieve(id, wholeIntent), play);
  return paid ? [paid, news] : [];
}
