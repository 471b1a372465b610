import { orderId } from '../../contracts/ids.ts';
import type { Result, TelegramClient } from '../../runtime/telegram/client.ts';
import type { RailEvent } from '../deposit-rail.ts';
import { TELEGRAM } from '../telegram-payments.ts';
import { STARS } from './rail.ts';

export type StarTransaction = Result<'getStarTransactions'>['transactions'][number];

/** The most that one answer holds (Bot API, getStarTransactions). */
export const PAGE = 100;

/** A page of the bot's own list, the oldest first: what was read stays where it is. Throws on an outage. */
export async function starTransactions(
  telegram: TelegramClient,
  offset: number,
  limit = PAGE,
): Promise<readonly StarTransaction[]> {
  return (await telegram.call('getStarTransactions', { offset, limit })).transactions;
}

/**
 * The first place in the list at which nothing before `since` can follow; found by doubling and halving, so that a list of a
 * million lines is asked some forty times.
 * @param since milliseconds; the list counts whole seconds, so a second of the past is added
 */
export async function placeOf(telegram: TelegramClient, since: number): Promise<number> {
  const isBefore = async (place: number): Promise<boolean> => {
    const [line] = await starTransactions(telegram, place, 1);
    return line !== undefined && line.date * 1_000 < since - 1_000;
  };
  let before = -1;
  let after = 1;
  while (await isBefore(after - 1)) {
    before = after - 1;
    after *= 2;
  }
  for (let end = after - 1; end - before > 1; ) {
    const middle = Math.floor((before + end) / 2);
    if (await isBefore(middle)) before = middle;
    else end = middle;
  }
  return before + 1;
}

/** What a line of the list means to us. `foreign`: nothing of ours, such as a gift or a payout to the bot's owner. */
export type StarLine =
  | { readonly kind: 'paid'; readonly event: RailEvent }
  | { readonly kind: 'refunded'; readonly chargeId: string; readonly minor: bigint }
  | { readonly kind: 'foreign' };

/** A refund carries the number of its payment, and goes the other way (Bot API, StarTransaction). */
export function readStarLine({ id, amount, source, receiver }: StarTransaction): StarLine {
  const partner = source ?? receiver;
  if (partner?.type !== 'user' || partner.transaction_type !== 'invoice_payment' || amount <= 0)
    return { kind: 'foreign' };
  const minor = BigInt(amount);
  if (receiver) return { kind: 'refunded', chargeId: id, minor };
  const order = orderId.safeParse(partner.invoice_payload);
  if (!order.success) return { kind: 'foreign' };
  return {
    kind: 'paid',
    event: {
      kind: 'paid',
      provider: TELEGRAM,
      chargeId: id,
      orderId: order.data,
      payer: String(partner.user.id),
      asset: STARS,
      minor,
      providerRef: null,
    },
  };
}
