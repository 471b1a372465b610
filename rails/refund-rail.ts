import type { RefundId } from '../contracts/ids.ts';
import type { RailId } from '../contracts/rails.ts';
import type { Money } from '../domain/money.ts';
import type { PayoutAnswer, PayoutLook } from './payout-rail.ts';

/** A charge of which money goes back to its payer, whole: money that was taken and never credited. */
export type RefundOrder = {
  /** Ours, a UUID: the provider's idempotency key derives from it, and it is in the provider's metadata where it keeps any. */
  readonly reference: RefundId;
  readonly charge: {
    readonly provider: string;
    readonly chargeId: string;
    /** The acquirer's own reference, where the provider gave one. */
    readonly providerRef: string | undefined;
    /** The payer as the provider names them. */
    readonly payer: string;
  };
  /** All of the charge. */
  readonly amount: Money;
  /** For what was paid in Telegram: the bot that took it. */
  readonly bot: string | undefined;
  /** When it was first sent, of one that was sent before: a key that is too old is never used again blindly. */
  readonly firstSentAt: Date | undefined;
};

/** Money that goes back the way it came, because nobody was credited for it. */
export type RefundRail = {
  readonly id: RailId;
  /** Whether it may go back at all, where people have to say so first; missing: it may. */
  mayGo?(order: RefundOrder): Promise<boolean>;
  /** Runs once for each attempt. A throw, a time-out or a dead worker means unknown: look it up. */
  send(order: RefundOrder): Promise<PayoutAnswer>;
  /** By our own reference, or by the charge where it goes back no more than once. Throws on an outage. */
  lookUp(order: RefundOrder): Promise<PayoutLook>;
};
