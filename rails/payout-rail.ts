import type { DestinationId, PayoutId, WithdrawalId } from '../contracts/ids.ts';
import type { PayoutRailId } from '../contracts/rails.ts';
import type { PaidTo } from '../domain/destinations.ts';
import type { Money } from '../domain/money.ts';
import type { PayoutTerms } from '../domain/withdrawals.ts';

/** One sending of money: a withdrawal is paid in one or several parts, each with a reference of its own that the provider keeps. */
export type PayoutPart = {
  /** Ours, a UUID: the provider's idempotency key derives from it, and it is in the provider's metadata. */
  readonly reference: PayoutId;
  readonly withdrawal: WithdrawalId;
  /** What is sent: the asset of `terms.sends`, where that is another than the wallet's. */
  readonly amount: Money;
  /** What the rail planned: for a refund the charge that is refunded, for a bank the destination's id. */
  readonly target: string;
  /** When it was first sent, of one that was sent before: a key that is too old is never used again blindly. */
  readonly firstSentAt: Date | undefined;
};

export type PayoutAnswer =
  | { readonly outcome: 'accepted'; readonly providerRef: string; readonly isFinal: boolean }
  | { readonly outcome: 'refused'; readonly why: string; readonly providerRef?: string };

export type PayoutLook =
  | { readonly state: 'paid' | 'pending' | 'refused'; readonly providerRef: string; readonly why?: string }
  /** Proven, not merely not found in time. */
  | { readonly state: 'never-accepted' };

/** A payment of the player's own that may go back the way it came. */
export type RefundableCharge = {
  readonly provider: string;
  readonly chargeId: string;
  /** The acquirer's own reference, where the provider gave one. */
  readonly providerRef: string | undefined;
  /** What of it has not been sent back, nor is about to be. */
  readonly left: Money;
  readonly paidAt: Date;
};

/** What is known of a player, for a rail to plan by. */
export type PlanBasis = {
  /** Their own payments on it, the oldest first. */
  readonly refundable: readonly RefundableCharge[];
  /** The most that may leave otherwise than the way it came, beside those payments; missing: nothing may. */
  readonly beyond?: Money;
  /** Where that goes: saved and confirmed by the player. */
  readonly destination?: { readonly id: DestinationId; readonly label: string };
};

/** A destination in full. Asked for at the moment of sending, and kept by nobody who asked. */
export type DestinationDetails = BankDetails | TonDetails;

export type BankDetails = { readonly kind: 'iban'; readonly iban: string; readonly holder: string };

export type TonDetails = {
  readonly kind: 'ton';
  /** Raw: `0:<64 hex digits, lower case>`. */
  readonly address: string;
  /** The player wrote it in its bounceable form (`EQ...`). What is sent stays there all the same. */
  readonly isBounceable: boolean;
  /** Goes along as a comment, at most 123 bytes of UTF-8; an exchange knows by it whose money it is. */
  readonly memo: string | undefined;
};

/** Opens what is sealed of a destination. Throws when there is none any more, or none that is confirmed. */
export type OpenDestination = (id: string) => Promise<DestinationDetails>;

export type PayoutPlan = {
  /** In the wallet's asset, also where another is sent: how much of it is fixed when it is sent. */
  readonly parts: readonly { readonly amount: Money; readonly target: string }[];
  /** Where it goes, for the player to read and confirm: `Visa •••• 4242`. Missing: the targets themselves. */
  readonly destination?: string;
};

/** The most that could be sent at all, or without a destination. */
export type PlanRefusal = { readonly reason: 'not-coverable' | 'destination-missing'; readonly most: Money };

/** Money out. */
export type PayoutRail = {
  readonly id: PayoutRailId;
  /** What players are offered; the assets are what the ledger books. */
  readonly terms: PayoutTerms;
  /** What kind of saved destination it may pay to; missing: money goes back the way it came, and no other. */
  readonly takes?: PaidTo;
  /** How an amount would be sent: parts in order, or the most that could be. Asks nobody: what it needs comes as arguments. */
  plan(wish: PlanBasis & { readonly amount: Money }): PayoutPlan | PlanRefusal;
  /** Runs once for each attempt. A throw, a time-out or a dead worker means unknown: look it up. */
  send(part: PayoutPart): Promise<PayoutAnswer>;
  /** By our own reference. Throws on an outage. */
  lookUp(part: PayoutPart): Promise<PayoutLook>;
};
