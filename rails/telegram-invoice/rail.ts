import { depositTerms } from '../../contracts/terms.ts';
import { assert } from '../../domain/assert.ts';
import { type Asset, assets, isAsset, playTwin } from '../../domain/assets.ts';
import { type DepositTerms, inPlayMoney } from '../../domain/quotes.ts';
import { assetsOf } from '../../domain/terms.ts';
import type { TelegramClient } from '../../runtime/telegram/client.ts';
import type { PaymentToken } from '../../runtime/telegram/payment-tokens.ts';
import type { DepositRail } from '../deposit-rail.ts';
import { readTelegramPayment } from '../telegram-payments.ts';

/** A bot with the payment providers that @BotFather tied to it. */
export type Shop = { readonly telegram: TelegramClient; readonly tokens: readonly PaymentToken[] };

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
  const terms = termsOf(deps.shops);
  return {
    id: 'telegram-invoice',
    terms: deps.play ? inPlayMoney(terms) : terms,

    async open(order) {
      const minor = Number(order.pay.minor);
      assert(Number.isSafeInteger(minor), 'Telegram counts in JSON numbers');
      const currency = currencyOf(order.pay.asset);
      const { telegram, token } = tillFor(deps.shops, currency, order.bot);
      const link = await telegram.call('createInvoiceLink', {
        title: order.title,
        description: order.description,
        payload: order.id,
        provider_token: token,
        currency,
        prices: [{ label: order.title, amount: minor }],
      });
      return { link };
    },

    readEvent: (update) => readTelegramPayment(update, booked), // Stars belong to another rail
  };
}

/** The terms of the currencies that some bot has a provider for. */
function termsOf(shops: readonly Shop[]): DepositTerms {
  const { assets: all, validForMs } = depositTerms['telegram-invoice'];
  const taken = new Set(shops.flatMap(({ tokens }) => tokens.flatMap(({ currencies }) => currencies)));
  const offered = Object.entries(all).filter(([asset]) => taken.has(asset as Asset));
  assert(offered.length > 0, `a payment token names a currency that has terms: ${assetsOf(all).join(', ')}`);
  return { assets: Object.fromEntries(offered), validForMs };
}

/** The bot in whose chat the player is, where it takes the currency; else one that does: its invoice is paid in any chat. */
function tillFor(shops: readonly Shop[], currency: string, bot: string | undefined) {
  const tills = shops.flatMap(({ telegram, tokens }) =>
    tokens
      .filter(({ currencies }) => (currencies as readonly string[]).includes(currency))
      .map(({ token }) => ({ telegram, token })),
  );
  const till = tills.find(({ telegram }) => telegram.botId === bot) ?? tills[0];
  assert(till, `a bot has a provider for ${currency}`);
  return till;
}

/** What Telegram is told: it knows no play money. */
export const currencyOf = (asset: Asset): string => asset.replace(/^PLAY-/, '');
