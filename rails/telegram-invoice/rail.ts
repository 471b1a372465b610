import { assert } from '../../domain/assert.ts';
import { type Asset, assets, isAsset, playTwin } from '../../domain/assets.ts';
import { money } from '../../domain/money.ts';
import { type DepositTerms, inPlayMoney } from '../../domain/quotes.ts';
import type { TelegramClient } from '../../runtime/telegram/client.ts';
import type { DepositRail } from '../deposit-rail.ts';
import { botFor, readTelegramPayment } from '../telegram-payments.ts';

/** Telegram's own bounds are about one and ten thousand US dollars (core.telegram.org/bots/payments, supported currencies). */
const TERMS: DepositTerms = {
  feeBps: 0n,
  least: money('EUR', 500n),
  most: money('EUR', 500_000n),
  validForMs: 15 * 60_000,
};

/** A bot with the payment provider that @BotFather tied to it. */
export type Shop = { readonly telegram: TelegramClient; readonly providerToken: string };

/**
 * Card payments inside the chat, through the provider behind the bot's payment token. The order's id is the invoice's
 * payload; charges are known by `telegram_payment_charge_id` (Bot API, SuccessfulPayment).
 * @param play payments are not real: they are booked in play money
 */
export function telegramInvoiceRail(deps: { shops: readonly Shop[]; play: boolean }): DepositRail {
  const booked = (currency: string): Asset | undefined => {
    const asset = isAsset(currency) && assets[currency].nature === 'cash' ? currency : undefined;
    return asset && deps.play ? playTwin(asset) : asset;
  };
  return {
    id: 'telegram-invoice',
    terms: deps.play ? inPlayMoney(TERMS) : TERMS,

    async open(order) {
      const minor = Number(order.pay.minor);
      assert(Number.isSafeInteger(minor), 'Telegram counts in JSON numbers');
      const shop = botFor(deps.shops, order.bot);
      assert(shop, 'the rail is built with a bot or not at all');
      const link = await shop.telegram.call('createInvoiceLink', {
        title: order.title,
        description: order.description,
        payload: order.id,
        provider_token: shop.providerToken,
        currency: currencyOf(order.pay.asset),
        prices: [{ label: order.title, amount: minor }],
      });
      return { link };
    },

    readEvent: (update) => readTelegramPayment(update, booked), // Stars belong to another rail
  };
}

/** What Telegram is told: it knows no play money. */
export const currencyOf = (asset: Asset): string => asset.replace(/^PLAY-/, '');
