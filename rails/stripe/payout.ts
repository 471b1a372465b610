import { payoutTerms } from '../../contracts/terms.ts';
import { add, type Money, money, subtract } from '../../domain/money.ts';
import { inPlay } from '../../domain/terms.ts';
import type { PayoutTerms } from '../../domain/withdrawals.ts';
import type { PayoutPart, PayoutRail } from '../payout-rail.ts';
import { type StripeRefundsDeps, stripeRefunds } from './refunds.ts';

export type StripePayoutDeps = StripeRefundsDeps & { readonly play: boolean };

/**
 * Money out by the way it came: refunds of the player's own payments, the oldest first, each part one refund with our
 * reference in its metadata. Nothing goes to a card that has not paid in.
 */
export function stripePayout({ play, ...deps }: StripePayoutDeps): PayoutRail {
  const terms: PayoutTerms = play ? inPlay(payoutTerms.stripe) : payoutTerms.stripe;

  const refunds = stripeRefunds(deps);

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

    send: (part) => refunds.send(refundOf(part)),
    lookUp: (part) => refunds.lookUp(refundOf(part)),
  };
}

const refundOf = ({ reference, withdrawal, amount, target, firstSentAt }: PayoutPart) => ({
  reference,
  payment: { payment_intent: target },
  minor: amount.minor,
  purpose: 'payout' as const,
  metadata: { withdrawal },
  firstSentAt,
});
