/**
 * What crosses into and out of workflows. Inputs carry ids and durations only: what a workflow needs to know of people and
 * money it asks of the database, so that nothing personal is in a history.
 */

import type { GrantState } from '../domain/bonuses.ts';
import type { VerificationStatus } from '../domain/verification.ts';
import type { PayoutState, WithdrawalStatus } from '../domain/withdrawals.ts';
import type { GrantId, OrderId, PlayerId, RefundId, WithdrawalId } from './ids.ts';

/** Search attributes of the namespace, as temporal-dev.yaml lists them. */
export const searchAttributes = {
  stage: { name: 'Stage', type: 'KEYWORD' },
  attention: { name: 'Attention', type: 'KEYWORD' },
  rail: { name: 'Rail', type: 'KEYWORD' },
  playerId: { name: 'PlayerId', type: 'KEYWORD' },
} as const;

/** Why a person should look. Each has its section in docs/operations.md. */
export const attentions = [
  'retrying',
  'no-rate',
  'waiting-approval',
  'unknown-outcome',
  'not-accepted',
  'no-final-answer',
  'rail-off',
  'rail-paused',
  'rail-short',
  'refund-by-hand',
  'held-by-dispute',
  'contradicted',
  'waiting-review',
  'review-late',
] as const;
export type Attention = (typeof attentions)[number];

/** What staff are called for that no workflow waits with: the deposit of a disputed payment is over. */
export const DISPUTE = 'open-dispute';

export type DepositInput = {
  readonly orderId: OrderId;
  /** When the quote ends, in milliseconds since 1970: a workflow that starts late has less time, not another quote. */
  readonly expiresAtMs: number;
  /** How long after expiry a payment is still waited for: a provider may report what it took a day later. */
  readonly lateWindowMs: number;
  /** How long a quick step is tried before people are told that it is being retried. */
  readonly patienceMs: number;
  /**
   * The form of the workflow it was started in; those under way before there was a second one have none, and go on as they
   * began. In the input, because a patch marker would cost each deposit an entry in its history and one in the index.
   */
  readonly form?: 2;
};

/** Where a deposit stands; whoever starts it says `awaiting-payment`. `opening` is what older ones began with. */
export type DepositStage = 'opening' | 'awaiting-payment' | 'expired' | 'crediting' | 'credited' | 'owed';

export type DepositResult =
  | { readonly status: 'credited'; readonly late: boolean }
  | { readonly status: 'owed'; readonly reason: string }
  | { readonly status: 'expired' };

/** Signal `payment-seen`: a charge of this order was recorded. Repeating it is harmless. */
export type PaymentSeen = { readonly provider: string; readonly chargeId: string };

/** How whoever sends money waits. */
export type SendingWaits = {
  /** How long a quick step is tried before people are told that it is being retried. */
  readonly patienceMs: number;
  /** How long one sending may take before it counts as unknown; longer than the rail's own patience with its provider. */
  readonly sendWithinMs: number;
  /** The pauses between look-ups of a payout whose end is unknown; after the last, people are asked. */
  readonly lookUpPausesMs: readonly number[];
  /** The pauses between look-ups of one that the provider has accepted and not finished; the last goes on. */
  readonly finalPausesMs: readonly number[];
  /** How long the provider may take to finish before people are asked. */
  readonly finalWithinMs: number;
};

export type WithdrawalInput = SendingWaits & {
  readonly withdrawalId: WithdrawalId;
  /** When the code ends, in milliseconds since 1970. */
  readonly confirmByMs: number;
};

/** Where a withdrawal stands: its row's status. */
export type WithdrawalStage = WithdrawalStatus;

export type WithdrawalResult = { readonly status: WithdrawalStatus };

/** Signal `payout-moved`: the provider said something of a payout; it is looked up. Repeating it is harmless. */
export type PayoutMoved = { readonly reference: string };

/** Money of a charge that nobody was credited for goes back to its payer. */
export type RefundInput = SendingWaits & { readonly refundId: RefundId };

/** Where a refund stands: its row's state. `refused` waits for a person; `dropped` went back in another way. */
export type RefundStage = PayoutState;

export type RefundResult = { readonly state: PayoutState };

/** How the workflow of a verification waits. */
export type KycWaits = {
  /** How long a quick step is tried before people are told that it is being retried. */
  readonly patienceMs: number;
  /** How long before the player's time to answer is over they are reminded; each once, the longest first. */
  readonly remindBeforeMs: readonly number[];
  /** How long before a document ends a new one is asked for. */
  readonly renewBeforeMs: number;
};

/** A player is verified: asked, checked, looked at by a person, and asked again when a document ends. */
export type KycInput = KycWaits & { readonly playerId: PlayerId };

/** Where a verification stands: its row's status. */
export type KycStage = VerificationStatus;

/** A bonus that a player accepted is played for, until it ends in one of its ways. */
export type WagerInput = {
  readonly grantId: GrantId;
  /** When the time to play for it is over, in milliseconds since 1970. */
  readonly playUntilMs: number;
  /** How long before that the player is reminded, if they wish to be. */
  readonly remindBeforeMs: number;
  /** How long a quick step is tried before people are told that it is being retried. */
  readonly patienceMs: number;
};

/** Where a grant stands: its row's state. */
export type WagerStage = GrantState;

export type WagerResult = { readonly state: Exclude<GrantState, 'active'> };

export const workflowTypes = ['deposit', 'withdrawal', 'refund', 'kyc', 'wager'] as const;
export type WorkflowType = (typeof workflowTypes)[number];

export const signalNames = {
  paymentSeen: 'payment-seen',
  withdrawalConfirmed: 'withdrawal-confirmed',
  codeOver: 'code-over',
  withdrawalCancelled: 'withdrawal-cancelled',
  payoutMoved: 'payout-moved',
  refundMoved: 'refund-moved',
  verificationMoved: 'verification-moved',
  wagerMoved: 'wager-moved',
  grantEnded: 'grant-ended',
} as const;
