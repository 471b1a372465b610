import type { RefundId } from '../contracts/ids.ts';
import type { RailId } from '../contracts/rails.ts';
import type { Asset } from '../domain/assets.ts';
import type { TakeBackState } from '../domain/take-backs.ts';
import type { RailEvent } from './deposit-rail.ts';

/** What a provider told of, as it is kept until it is worked on. Nothing personal is in it. */
export type ProviderHint = {
  /** The event's own id: it is kept once. */
  readonly event: string;
  readonly type: string;
  /** What is asked for, where the provider can be asked. */
  readonly object: string;
  /** Where it cannot be: what the provider signed, which is believed for itself. */
  readonly said?: Readonly<Record<string, unknown>>;
};

/** Which payment news is about. */
type OfPayment = {
  readonly provider: string;
  readonly chargeId: string;
  /**
   * Set where the provider has no order of ours with the payment: the numbers it goes by there. Either another provider took it
   * for us through this account, and told us one of them, or it is nothing of ours.
   */
  readonly unnamed?: readonly string[];
};

/** Money of a charge went back to its payer, or came again. */
export type TakeBackNews = OfPayment & {
  readonly kind: 'taken-back';
  readonly by: 'refund' | 'dispute';
  readonly id: string;
  readonly asset: Asset;
  readonly minor: bigint;
  readonly state: TakeBackState;
  readonly reason: string | null;
};

/** A payout of ours moved: whoever sent it looks it up, by our own reference. */
export type PayoutNews = { readonly kind: 'payout-moved'; readonly reference: string };

/** A refund of ours moved, of money that was owed: whoever sent it looks it up. */
export type RefundNews = { readonly kind: 'refund-moved'; readonly reference: RefundId };

/** The card's bank suspects a fraud; nothing has moved yet. */
export type WarningNews = OfPayment & {
  readonly kind: 'warned';
  readonly id: string;
  readonly reason: string;
};

export type RailNews = RailEvent | TakeBackNews | PayoutNews | RefundNews | WarningNews;

/** A rail whose provider tells by webhook, unordered and more than once: each time the object is asked for as it is now, where that is possible. */
export type ToldRail = {
  readonly id: RailId;
  /** `forged`: not signed by the provider, or too long ago. `passed-over`: of no meaning to us. */
  readHint(
    body: Buffer,
    header: (name: string) => string | undefined,
  ): ProviderHint | readonly ProviderHint[] | 'forged' | 'passed-over';
  /** The words that this provider takes for a yes; missing: any 2xx is one. */
  readonly receipt?: string;
  /** What the object says now. Empty: it is not of ours. Throws on an outage, and on money of ours it cannot read. */
  ask(hint: Pick<ProviderHint, 'object' | 'said'>): Promise<readonly RailNews[]>;
  /** Whether this error of `ask` says that the provider is away, and nothing of the object. */
  isAway(error: unknown): boolean;
};
