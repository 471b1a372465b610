import type { OrderId } from '../contracts/ids.ts';
import type { RailId } from '../contracts/rails.ts';
import type { Asset } from '../domain/assets.ts';
import type { Money } from '../domain/money.ts';
import type { DepositTerms } from '../domain/quotes.ts';

export type OrderToPay = {
  readonly id: OrderId;
  readonly pay: Money;
  readonly title: string;
  readonly description: string;
  readonly expiresAt: Date;
  /** The bot whose chat the player is in; a rail that pays in no chat ignores it. */
  readonly bot: string | undefined;
};

/** What a provider's message means to us. `paid` is the only one that money follows. */
export type RailEvent = {
  readonly kind: 'paid';
  readonly provider: string;
  readonly chargeId: string;
  readonly orderId: OrderId;
  /** The payer as the provider names them; compared, never shown. */
  readonly payer: string;
  readonly asset: Asset;
  readonly minor: bigint;
  readonly providerRef: string | null;
  /** When it was paid, where that is known better than by when we were told; never later than that. */
  readonly receivedAt?: Date;
};

/** Where it is paid, and what the provider calls it where it can be asked by that. */
export type OpenedInvoice = { readonly link: string; readonly providerRef?: string };

/** Money in. A rail claims what it really can, and nothing else. */
export type DepositRail = {
  readonly id: RailId;
  /** What players are offered; the assets are what the ledger books. */
  readonly terms: DepositTerms;
  /** An address to pay at. Safe to repeat: another invoice for the same order can be paid no more often than the order. Throws on an outage. */
  open(order: OrderToPay): Promise<OpenedInvoice>;
  /** Undefined when the message is not about money of ours. Throws when it is and cannot be read: then a person must look. */
  readEvent(message: unknown): RailEvent | undefined;
  /** What was paid at this invoice; undefined where nothing was yet. Missing: the provider cannot be asked. Throws on an outage. */
  lookUp?(providerRef: string): Promise<RailEvent | undefined>;
};
