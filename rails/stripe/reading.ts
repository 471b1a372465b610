import type Stripe from 'stripe';
import { orderId, refundId } from '../../contracts/ids.ts';
import { assert } from '../../domain/assert.ts';
import { type Asset, assets, isAsset, playTwin } from '../../domain/assets.ts';
import type { TakeBackState } from '../../domain/take-backs.ts';
import type { RailEvent } from '../deposit-rail.ts';
import type { RailNews, TakeBackNews, WarningNews } from '../told-rail.ts';

export const PROVIDER = 'stripe';

/** What becomes of a payment after it was made. */
export type NewsOfPayment = Exclude<RailNews, RailEvent>;

/** What is asked for in place, so that one call tells it all. */
export const wholeSession = { expand: ['payment_intent', 'payment_intent.latest_charge'] };
export const wholeIntent = { expand: ['latest_charge'] };

/** A currency as the ledger books it; Stripe writes it small. Undefined for one nobody here takes. */
export function bookedAs(currency: string, play: boolean): Asset | undefined {
  const code = currency.toUpperCase();
  const asset = isAsset(code) && assets[code].nature === 'cash' ? code : undefined;
  return asset && play ? playTwin(asset) : asset;
}

/** What Stripe is told: it knows no play money, and writes currencies small. */
export const currencyOf = (asset: Asset): string => asset.replace(/^PLAY-/, '').toLowerCase();

/**
 * What a payment intent has brought; undefined while it has not, or when it is not of ours. A charge is known by its intent:
 * an intent succeeds once, and refunds and disputes name it. The payer is the card's fingerprint, which no number can be
 * read from.
 */
export function readIntent(intent: Stripe.PaymentIntent, play: boolean): RailEvent | undefined {
  const order = intent.metadata.order;
  if (order === undefined || intent.status !== 'succeeded') return undefined;
  const charge = intent.latest_charge;
  assert(charge !== null && typeof charge === 'object', `the charge of ${intent.id} is there`);
  const asset = bookedAs(intent.currency, play);
  assert(asset, `${intent.id} was paid in ${intent.currency}, which nobody books: a person must look`);
  return {
    kind: 'paid',
    provider: PROVIDER,
    chargeId: intent.id,
    orderId: orderId.parse(order),
    payer: payerOf(charge),
    asset,
    minor: minorOf(intent.amount_received),
    providerRef: charge.id,
  };
}

function payerOf({ payment_method_details: details }: Stripe.Charge): string {
  const type = details?.type ?? 'unknown';
  const method = (details as Record<string, { fingerprint?: string | null } | undefined> | null)?.[type];
  return method?.fingerprint ?? type;
}

export function readSession(session: Stripe.Checkout.Session, play: boolean): RailEvent | undefined {
  const intent = session.payment_intent;
  // Completed is not paid: a slow method settles days later (docs.stripe.com/payments/checkout/fulfill-orders).
  if (session.payment_status !== 'paid' || intent === null || typeof intent !== 'object') return undefined;
  return readIntent(intent, play);
}

/** A refund that we sent is a payout of ours, or gives back what was owed; any other was made in the dashboard. Pending counts as gone: it was taken from us. */
export function readRefund(refund: Stripe.Refund, play: boolean): NewsOfPayment | undefined {
  const { payout, withdrawal, refund: ours } = refund.metadata ?? {};
  const reference = refundId.safeParse(ours);
  if (reference.success) return { kind: 'refund-moved', reference: reference.data };
  if (payout !== undefined && withdrawal !== undefined) return { kind: 'payout-moved', reference: payout };
  const isBack = refund.status === 'failed' || refund.status === 'canceled';
  return takenBack(refund, 'refund', isBack ? 'failed' : 'refunded', refund.reason, play);
}

/** Closed early, before it is a dispute: nothing was taken. */
const NO_MONEY = new Set<string>(['warning_needs_response', 'warning_under_review', 'warning_closed', 'prevented']);

export function readDispute(dispute: Stripe.Dispute, play: boolean): TakeBackNews | undefined {
  if (NO_MONEY.has(dispute.status)) return undefined;
  const { status } = dispute;
  const state = status === 'won' ? 'won' : status === 'lost' ? 'lost' : 'open';
  return takenBack(dispute, 'dispute', state, dispute.reason, play);
}

export const readWarning = (warning: Stripe.Radar.EarlyFraudWarning): WarningNews => ({
  kind: 'warned',
  provider: PROVIDER,
  id: warning.id,
  chargeId: idOf(warning.payment_intent ?? null) ?? '',
  reason: warning.fraud_type,
});

function takenBack(
  object: Pick<Stripe.Refund | Stripe.Dispute, 'id' | 'amount' | 'currency' | 'payment_intent'>,
  by: TakeBackNews['by'],
  state: TakeBackState,
  reason: string | null,
  play: boolean,
): TakeBackNews {
  const asset = bookedAs(object.currency, play);
  assert(asset, `${object.id} is in ${object.currency}, which nobody books: a person must look`);
  return {
    kind: 'taken-back',
    by,
    provider: PROVIDER,
    id: object.id,
    chargeId: idOf(object.payment_intent) ?? '',
    asset,
    minor: minorOf(object.amount),
    state,
    reason,
  };
}

export const idOf = (reference: string | { readonly id: string } | null): string | undefined =>
  typeof reference === 'string' ? reference : reference?.id;

function minorOf(amount: number): bigint {
  assert(Number.isSafeInteger(amount) && amount > 0, `an amount of ${amount} is no money`);
  return BigInt(amount);
}
