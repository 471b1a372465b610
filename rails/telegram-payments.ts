import { z } from 'zod';
import { orderId } from '../contracts/ids.ts';
import type { Asset } from '../domain/assets.ts';
import type { TelegramClient } from '../runtime/telegram/client.ts';
import type { RailEvent } from './deposit-rail.ts';

/** Who took a payment made in Telegram, whatever was paid with: its charges are known by one kind of number. */
export const TELEGRAM = 'telegram';

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

/**
 * A payment among Telegram's updates, known by `telegram_payment_charge_id` (Bot API, SuccessfulPayment). Undefined when it is
 * none, or in nothing that `booked` takes: it belongs to another rail. Throws on one that cannot be read.
 */
export function readTelegramPayment(
  update: unknown,
  booked: (currency: string) => Asset | undefined,
): RailEvent | undefined {
  if (!mentionsPayment(update)) return undefined;
  const { from, successful_payment: paid } = paidMessage.parse(update).message;
  const asset = booked(paid.currency);
  if (!asset) return undefined;
  return {
    kind: 'paid',
    provider: TELEGRAM,
    chargeId: paid.telegram_payment_charge_id,
    orderId: orderId.parse(paid.invoice_payload),
    payer: String(from.id),
    asset,
    minor: BigInt(paid.total_amount),
    providerRef: paid.provider_payment_charge_id || null,
  };
}

/** The bot a player is in the chat of; the first where that is nobody, or no bot of ours any more. */
export const botFor = <B extends { readonly telegram: TelegramClient }>(
  bots: readonly B[],
  bot: string | undefined,
): B | undefined => bots.find(({ telegram }) => telegram.botId === bot) ?? bots[0];
