import type { Delivery, DeliveryEntry } from '../ground/deliveries.ts';

export type Amount = { readonly currency: string; readonly value: number };

/** What is kept, in Adyen's own shapes where it goes out (Checkout 72, Transfers 4). */
export type LinkWire = {
  readonly id: string;
  readonly amount: Amount;
  readonly description: string;
  readonly expiresAt: string;
  readonly merchantAccount: string;
  readonly reference: string;
  readonly returnUrl: string;
  readonly reusable: false;
  readonly status: 'active' | 'completed' | 'expired' | 'paymentPending';
  readonly updatedAt: string;
  readonly url: string;
};

export type Payment = {
  readonly psp: string;
  readonly link: string;
  readonly reference: string;
  readonly amount: Amount;
  readonly card: string;
  readonly at: number;
  /** `pending`: a slow method. `closed`: nothing can be done with it any more. */
  readonly status: 'pending' | 'captured' | 'refused' | 'closed';
  readonly refunded: number;
  readonly dispute: string | null;
};

export type Refund = {
  readonly psp: string;
  readonly payment: string;
  readonly reference: string;
  readonly amount: Amount;
  readonly transfer: string;
  readonly status: 'received' | 'done' | 'failed' | 'reversed';
};

export type Dispute = {
  readonly psp: string;
  readonly payment: string;
  readonly amount: Amount;
  readonly reason: string;
  readonly status: 'notified' | 'open' | 'reversed' | 'lost';
};

/** A movement of the balance account. */
export type TransferWire = {
  readonly id: string;
  readonly amount: Amount;
  readonly balanceAccount: { readonly id: string };
  readonly category: 'bank' | 'platformPayment';
  readonly categoryData?: Readonly<Record<string, string>>;
  readonly counterparty?: unknown;
  readonly createdAt: string;
  readonly description?: string;
  readonly direction: 'incoming' | 'outgoing';
  readonly reason: string;
  readonly reference: string;
  readonly sequenceNumber: number;
  readonly status: string;
  readonly type: 'bankTransfer' | 'capture' | 'refund' | 'chargeback';
};

export type NoticeItem = {
  readonly additionalData: Readonly<Record<string, string>>;
  readonly amount: Amount;
  readonly eventCode: string;
  readonly eventDate: string;
  readonly merchantAccountCode: string;
  readonly merchantReference: string;
  readonly originalReference: string;
  readonly paymentMethod: string;
  readonly pspReference: string;
  readonly reason: string;
  readonly success: 'true' | 'false';
};

/** Something to tell, as it was when it happened. */
export type Notice =
  | { readonly id: string; readonly kind: 'standard'; readonly item: NoticeItem }
  | { readonly id: string; readonly kind: 'transfer'; readonly type: string; readonly data: TransferWire };

/** What was answered for an idempotency key. */
export type StoredAnswer = {
  readonly fingerprint: string;
  readonly status: number;
  readonly body: unknown;
  readonly at: number;
};

export type DueKind = 'settle' | 'refund' | 'refund-fails' | 'transfer' | 'dispute';

export type CallEntry = {
  readonly at: number;
  readonly call: string;
  readonly status: number | 'silence';
  readonly key: string | null;
  readonly replayed: boolean;
  readonly fault: string | null;
};

export type Happening =
  | { readonly kind: 'changed' | 'faults' }
  | { readonly kind: 'call'; readonly entry: CallEntry }
  | { readonly kind: 'delivery'; readonly entry: DeliveryEntry };

export type { Delivery, DeliveryEntry };
