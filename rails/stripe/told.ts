import Stripe from 'stripe';
import { z } from 'zod';
import type { RailNews, ToldRail } from '../told-rail.ts';
import { isHeard } from './events.ts';
import {
  idOf,
  type NewsOfPayment,
  readDispute,
  readIntent,
  readRefund,
  readSession,
  readWarning,
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
          return withPayment(stripe, refund, readRefund(refund, play), play);
        }
        case 'du':
        case 'dp': {
          const dispute = await stripe.disputes.retrieve(object);
          return withPayment(stripe, dispute, readDispute(dispute, play), play);
        }
        case 'issfr': {
          const warning = await stripe.radar.earlyFraudWarnings.retrieve(object);
          return withPayment(stripe, warning, readWarning(warning), play);
        }
        default:
          throw new Error(`Stripe told of ${object}, which is no object we know: a person must look`);
      }
    },
  };
}

const some = (news: RailNews | undefined): RailNews[] => (news ? [news] : []);

/** What is about a payment names it so. */
type Names = {
  readonly payment_intent?: string | Stripe.PaymentIntent | null;
  readonly charge?: string | Stripe.Charge | null;
};

/**
 * News of money that went back, behind its payment: that may not have been told yet. A payment without an order of ours may be
 * one that Telegram took through this account for an invoice: it is named by the numbers Telegram may have told us.
 */
async function withPayment(
  stripe: Stripe,
  { payment_intent, charge }: Names,
  news: NewsOfPayment | undefined,
  play: boolean,
): Promise<RailNews[]> {
  if (!news) return [];
  // What we sent ourselves names us, and not every payment of ours has an intent.
  if ('reference' in news) return [news];
  const [intent, number] = [idOf(payment_intent ?? null), idOf(charge ?? null)];
  const paid = intent ? readIntent(await stripe.paymentIntents.retrieve(intent, wholeIntent), play) : undefined;
  if (paid) return [paid, news];
  const unnamed = [intent, number].filter((each) => each !== undefined);
  return unnamed.length > 0 ? [{ ...news, unnamed }] : [];
}
