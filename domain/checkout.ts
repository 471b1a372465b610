import type { Asset } from './assets.ts';

export const orderStatuses = ['opening', 'awaiting-payment', 'expired', 'credited'] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** Why money that was paid for an order is owed and not credited. `amount-differs` is of former times: what arrives is credited as it came. `over-limit` and `excluded`: the player limited or paused themselves. `kyc-refused`: their verification was refused for good. */
export const owedReasons = [
  'paid-twice',
  'wrong-currency',
  'below-minimum',
  'paid-by-another',
  'amount-differs',
  'over-limit',
  'excluded',
  'kyc-refused',
] as const;
export type OwedReason = (typeof owedReasons)[number];

/** Where money stands that is owed: kept apart still, on its way back to its payer, or back. */
export const owedStates = ['kept', 'going-back', 'given-back'] as const;
export type OwedState = (typeof owedStates)[number];

/** An order as the last look before money moves must see it. */
export type OrderAtCheckout = {
  readonly status: OrderStatus;
  readonly payer: string;
  readonly asset: Asset;
  readonly minor: bigint;
  readonly expiresAtMs: number;
  /** A charge was reported, whether or not it is settled yet. */
  readonly charged: boolean;
  /** Ops let nothing in by its rail at the moment. */
  readonly railPaused: boolean;
};

export type Checkout = { readonly payer: string; readonly asset: string; readonly minor: bigint };

export const checkoutRefusals = [
  'unknown-order',
  'another-player',
  'already-paid',
  'expired',
  'amount-differs',
  'rail-paused',
] as const;
export type CheckoutRefusal = (typeof checkoutRefusals)[number];

/**
 * May this payment go ahead? Undefined says yes. Whose order it is comes first: a stranger with a forwarded invoice learns
 * nothing of its state.
 */
export function refuseCheckout(
  order: OrderAtCheckout | undefined,
  checkout: Checkout,
  nowMs: number,
): CheckoutRefusal | undefined {
  if (!order) return 'unknown-order';
  if (order.payer !== checkout.payer) return 'another-player';
  if (order.charged || order.status === 'credited') return 'already-paid';
  if (order.status === 'expired' || nowMs >= order.expiresAtMs) return 'expired';
  if (order.asset !== checkout.asset || order.minor !== checkout.minor) return 'amount-differs';
  return order.railPaused ? 'rail-paused' : undefined;
}
