import { z } from 'zod';
import { orderId } from '../../contracts/ids.ts';
import { depositTerms } from '../../contracts/terms.ts';
import { assert } from '../../domain/assert.ts';
import { type Asset, assets, isAsset, playTwin } from '../../domain/assets.ts';
import { type DepositTerms, inPlayMoney } from '../../domain/quotes.ts';
import { assetsOf } from '../../domain/terms.ts';
import type { TelegramClient } from '../../runtime/telegram/client.ts';
import type { PaymentToken } from '../../runtime/telegram/payment-tokens.ts';
import type { DepositRail, RailEvent } from '../deposit-rail.ts';

const paidMessage = z.object({
  message: z.object({
    from: z.object({ id: z.number() }),
    successful_payment: z.object({
      currency: z.string(),
      total_amount: z.number().int().positive(),
      invoice_payload: z.string(),
      telegram_payment_charge_id: z.string().min(1),
      provider_payment_charge_id: z.string().optional(),
    }),
  }),
});

/** The one field that tells whether an update is about money; read before anything is required of the rest. */
const mentionsPayment = (update: unknown): boolean =>
  typeof update === 'object' &&
  update !== null &&
  'message' in update &&
  Boolean((update.message as Record<string, unknown> | null)?.successful_payment);

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

    readEvent(update): RailEvent | undefined {
      if (!mentionsPayment(update)) return undefined;
      const { from, successful_payment: paid } = paidMessage.parse(update).message;
      const asset = booked(paid.currency);
      if (!asset) return undefined; // Stars and other currencies belong to other rails
      return {
        kind: 'paid',
        provider: 'telegram',
        chargeId: paid.telegram_payment_charge_id,
        orderId: orderId.parse(paid.invoice_payload),
        payer: String(from.id),
        asset,
        minor: BigInt(paid.total_amount),
        providerRef: paid.provider_payment_charge_id ?? null,
      };
    },
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
