import { depositTerms } from '../../contracts/terms.ts';
import { assert } from '../../domain/assert.ts';
import type { TelegramClient } from '../../runtime/telegram/client.ts';
import type { DepositRail } from '../deposit-rail.ts';
import { botFor, readTelegramPayment } from '../telegram-payments.ts';

/** Telegram's name for its Stars (Bot API, payments in Telegram Stars). */
export const STARS = 'XTR';

/** A bot of ours: Stars need no payment provider. */
export type StarsBot = { readonly telegram: TelegramClient };

/**
 * Telegram Stars, paid inside Telegram. They are credited to the player's Stars and to nothing else: they never become cash
 * (Telegram, Terms of Service for Stars), so this rail pays nothing out.
 */
export function starsRail({ bots }: { readonly bots: readonly StarsBot[] }): DepositRail {
  return {
    id: 'stars',
    terms: depositTerms.stars,

    async open(order) {
      assert(order.pay.asset === STARS, 'an order of this rail is in Stars');
      const bot = botFor(bots, order.bot);
      assert(bot, 'the rail is built with a bot or not at all');
      const link = await bot.telegram.call('createInvoiceLink', {
        title: order.title,
        description: order.description,
        payload: order.id,
        provider_token: '', // must be empty for Stars
        currency: STARS,
        prices: [{ label: order.title, amount: Number(order.pay.minor) }], // exactly one, of whole Stars
      });
      return { link };
    },

    readEvent: (update) => readTelegramPayment(update, (currency) => (currency === STARS ? STARS : undefined)),
  };
}
