import { assert } from '../../domain/assert.ts';
import { explain } from '../../runtime/telegram/client.ts';
import type { PayoutAnswer } from '../payout-rail.ts';
import type { RefundOrder, RefundRail } from '../refund-rail.ts';
import { botFor } from '../telegram-payments.ts';
import type { StarsBot } from './rail.ts';
import { PAGE, placeOf, starTransactions } from './transactions.ts';

/** Telegram's words for a payment that is back already: a repeat of ours, or somebody else's. */
const ALREADY = /CHARGE_ALREADY_REFUNDED/;

export type StarsRefundDeps = {
  readonly bots: readonly StarsBot[];
  readonly now: () => number;
  /** How long after a sending its refund may still be missing in the list. */
  readonly quietMs: number;
};

/**
 * Stars given back. Telegram gives a payment back once, whatever is asked how often, so the number of the payment is the key: the
 * refund goes by it, and is found by it in the bot's own list.
 */
export function starsRefund({ bots, now, quietMs }: StarsRefundDeps): RefundRail {
  const botOf = ({ bot }: RefundOrder) => {
    const found = botFor(bots, bot);
    assert(found, 'the rail is built with a bot or not at all');
    return found.telegram;
  };
  return {
    id: 'stars',

    async send(order): Promise<PayoutAnswer> {
      const outcome = await botOf(order).try('refundStarPayment', {
        user_id: Number(order.charge.payer),
        telegram_payment_charge_id: order.charge.chargeId,
      });
      const back = { outcome: 'accepted', providerRef: order.charge.chargeId, isFinal: true } as const;
      if (outcome.kind === 'done') return back;
      if (outcome.kind !== 'refused' || outcome.code === 401 || outcome.code === 404)
        throw new Error(`the Stars were not given back: ${explain(outcome)}`); // unknown: it is looked up
      return ALREADY.test(outcome.description) ? back : { outcome: 'refused', why: outcome.description };
    },

    async lookUp(order) {
      const telegram = botOf(order);
      const { chargeId } = order.charge;
      const sentMs = order.firstSentAt?.getTime() ?? 0;
      for (let place = await placeOf(telegram, sentMs); ; place += PAGE) {
        const lines = await starTransactions(telegram, place);
        if (lines.some(({ id, receiver }) => id === chargeId && receiver))
          return { state: 'paid', providerRef: chargeId };
        if (lines.length < PAGE) break;
      }
      if (now() - sentMs < quietMs)
        throw new Error(`refund ${order.reference} is not listed, and may still be at work: too early to tell`);
      return { state: 'never-accepted' };
    },
  };
}
