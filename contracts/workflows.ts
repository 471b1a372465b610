/**
 * What crosses into and out of workflows. Inputs carry ids and durations only: what a workflow needs to know of people and
 * money it asks of the database, so that nothing personal is in a history.
 */
import type { OrderId } from './ids.ts';

/** Search attributes of the namespace, as temporal-dev.yaml lists them. */
export const searchAttributes = {
  stage: { name: 'Stage', type: 'KEYWORD' },
  attention: { name: 'Attention', type: 'KEYWORD' },
  rail: { name: 'Rail', type: 'KEYWORD' },
  playerId: { name: 'PlayerId', type: 'KEYWORD' },
} as const;

/** Why a person should look. Each has its section in docs/operations.md. */
export const attentions = ['retrying'] as const;
export type Attention = (typeof attentions)[number];

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

export const workflowTypes = ['deposit'] as const;
export type WorkflowType = (typeof workflowTypes)[number];

export const signalNames = { paymentSeen: 'payment-seen' } as const;
