import { z } from 'zod';
import { orderId } from '../../contracts/ids.ts';
import { assert } from '../../domain/assert.ts';
import { type Asset, assets, isAsset, playTwin } from '../../domain/assets.ts';
import { money } from '../../domain/money.ts';
import { type DepositTerms, inPlayMoney } from '../../domain/quotes.ts';
import type { TelegramClient } from '../../runtime/telegram/client.ts';
import type { DepositRail, RailEvent } from '../deposit-rail.ts';

/** Telegram's own bounds are about one and ten thousand US dollars (core.telegram.org/bots/payments, supported currencies). */
const TERMS: DepositTerms = {
  feeBps: 0n,
  least: money('EUR', 500n),
  most: money('EUR', 500_000n),
  validForMs: 15 * 60_000,
};

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
      const shop = deps.shops.find(({ telegram }) => telegram.botId === order.bot) ?? deps.shops[0];
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

/** What Telegram is told: it knows no play money. */
export const currencyOf = (asset: Asset): string => asset.replace(/^PLAY-/, '');
