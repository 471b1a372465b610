import type { PayoutRailId, RailId } from '../contracts/rails.ts';
import type { TelegramClient } from '../runtime/telegram/client.ts';
import type { DepositRail, RailEvent } from './deposit-rail.ts';
import type { PayoutRail } from './payout-rail.ts';
import { telegramInvoiceRail } from './telegram-invoice/rail.ts';

/** Every rail by its id: one that is forgotten here does not compile. Undefined: its settings are missing, it is off. */
export type DepositRails = Readonly<Record<RailId, DepositRail | undefined>>;

/** Every way out by its id. Undefined: its settings are missing, it is off. */
export type PayoutRails = Readonly<Record<PayoutRailId, PayoutRail | undefined>>;

export type RailSettings = { readonly providerTokens: readonly string[]; readonly playMoneyRails: readonly RailId[] };

/** @param bots in the order of their provider tokens; a bot without one takes no invoices */
export function createDepositRails(
  bots: readonly TelegramClient[],
  { providerTokens, playMoneyRails }: RailSettings,
): DepositRails {
  const shops = bots.flatMap((telegram, n) => {
    const providerToken = providerTokens[n];
    return providerToken === undefined ? [] : [{ telegram, providerToken }];
  });
  return {
    'telegram-invoice':
      shops.length > 0 ? telegramInvoiceRail({ shops, play: playMoneyRails.includes('telegram-invoice') }) : undefined,
  };
}

export const createPayoutRails = (): PayoutRails => ({ stripe: undefined });

/** What a provider's message means to the rail it belongs to; undefined when it belongs to none. */
export function readRailEvent(rails: DepositRails, message: unknown): RailEvent | undefined {
  for (const rail of Object.values(rails)) {
    const event = rail?.readEvent(message);
    if (event) return event;
  }
  return undefined;
}
