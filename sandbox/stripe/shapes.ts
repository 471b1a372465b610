import type Stripe from 'stripe';

/**
 * What is kept, in Stripe's own shapes (API reference, 2026-10-28): the fields that an integration reads. An id stands where
 * Stripe expands on demand. What is ours alone lies beside `wire`, and never goes out.
 */
export type Wire<Of, Fields extends keyof Of, Ids> = Omit<Pick<Of, Fields>, keyof Ids> & Ids;

type Meta = { readonly metadata: Record<string, string> };

export type SessionWire = Wire<
  Stripe.Checkout.Session,
  | 'id'
  | 'object'
  | 'amount_subtotal'
  | 'amount_total'
  | 'cancel_url'
  | 'client_reference_id'
  | 'created'
  | 'currency'
  | 'expires_at'
  | 'livemode'
  | 'mode'
  | 'payment_status'
  | 'status'
  | 'success_url'
  | 'url',
  Meta & { readonly customer: null; readonly payment_intent: string | null }
>;

export type Session = {
  readonly wire: SessionWire;
  readonly intentMetadata: Record<string, string>;
  readonly title: string;
  readonly description: string;
};

export type IntentWire = Wire<
  Stripe.PaymentIntent,
  | 'id'
  | 'object'
  | 'amount'
  | 'amount_received'
  | 'canceled_at'
  | 'cancellation_reason'
  | 'created'
  | 'currency'
  | 'livemode'
  | 'status',
  Meta & { readonly customer: null; readonly latest_charge: string | null; readonly last_payment_error: Failure | null }
>;

export type Failure = {
  readonly type: 'card_error';
  readonly code: string;
  readonly decline_code: string;
  readonly message: string;
};

export type ChargeWire = Wire<
  Stripe.Charge,
  | 'id'
  | 'object'
  | 'amount'
  | 'amount_captured'
  | 'amount_refunded'
  | 'captured'
  | 'created'
  | 'currency'
  | 'disputed'
  | 'failure_code'
  | 'failure_message'
  | 'livemode'
  | 'paid'
  | 'refunded'
  | 'status',
  Meta & { readonly customer: null; readonly payment_intent: string; readonly payment_method_details: Method }
>;

export type Method = {
  readonly type: 'card';
  readonly card: {
    readonly brand: string;
    readonly country: string;
    readonly fingerprint: string;
    readonly last4: string;
  };
};

export type RefundWire = Wire<
  Stripe.Refund,
  'id' | 'object' | 'amount' | 'created' | 'currency' | 'failure_reason' | 'reason' | 'status',
  Meta & { readonly charge: string; readonly payment_intent: string }
>;

export type DisputeWire = Wire<
  Stripe.Dispute,
  'id' | 'object' | 'amount' | 'created' | 'currency' | 'is_charge_refundable' | 'livemode' | 'reason' | 'status',
  Meta & {
    readonly charge: string;
    readonly payment_intent: string;
    readonly evidence_details: { readonly due_by: number };
  }
>;

export type WarningWire = Wire<
  Stripe.Radar.EarlyFraudWarning,
  'id' | 'object' | 'actionable' | 'created' | 'fraud_type' | 'livemode',
  { readonly charge: string; readonly payment_intent: string }
>;

export type AnyWire = SessionWire | IntentWire | ChargeWire | RefundWire | DisputeWire | WarningWire;

export type EventWire = {
  readonly id: string;
  readonly object: 'event';
  readonly api_version: string;
  readonly created: number;
  readonly data: { readonly object: AnyWire };
  readonly livemode: false;
  readonly pending_webhooks: number;
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null };
  readonly type: string;
};

/** What was answered for an idempotency key. */
export type StoredAnswer = {
  readonly key: string;
  /** Of method, path and body: another one under the same key is a mistake of the caller. */
  readonly fingerprint: string;
  readonly status: number;
  readonly body: unknown;
  readonly request: string;
  readonly at: number;
};

/** What happens by itself, later. */
export type DueKind = 'settle' | 'dispute' | 'refund-succeeds' | 'refund-fails';

export type CallEntry = {
  readonly at: number;
  readonly call: string;
  readonly status: number | 'silence';
  readonly key: string | null;
  readonly replayed: boolean;
  readonly fault: string | null;
};
