import type { TakeBackState } from '../../domain/take-backs.ts';

type Means = {
  readonly by: 'refund' | 'dispute';
  readonly state: TakeBackState;
  readonly isSecond?: true;
};

const refund = (state: 'refunded' | 'failed'): Means => ({ by: 'refund', state });
const dispute = (state: 'open' | 'won' | 'lost'): Means => ({ by: 'dispute', state });
const again: Means = { by: 'dispute', state: 'lost', isSecond: true };
/** What was asked for and not done changes nothing. */
const where = (isDone: boolean, means: Means): Means | undefined => (isDone ? means : undefined);

/**
 * What each event says of money that was taken, by whether it says that something succeeded (docs.adyen.com, "Webhook types"; "Dispute webhooks").
 * A capture that failed brings money that was credited to nothing, as a refund does.
 */
export const takeBacks = {
  CANCELLATION: (done) => where(done, refund('refunded')),
  CANCEL_OR_REFUND: (done) => where(done, refund('refunded')),
  TECHNICAL_CANCEL: (done) => where(done, refund('refunded')),
  CAPTURE_FAILED: () => refund('refunded'),
  CAPTURE: (done) => where(!done, refund('refunded')),
  REFUND: (done) => refund(done ? 'refunded' : 'failed'),
  REFUND_FAILED: () => refund('failed'),
  REFUNDED_REVERSED: () => refund('failed'),
  NOTIFICATION_OF_CHARGEBACK: () => dispute('open'),
  CHARGEBACK: () => dispute('open'),
  CHARGEBACK_REVERSED: (done) => where(done, dispute('won')),
  DISPUTE_DEFENSE_PERIOD_ENDED: () => dispute('lost'), // nobody defended it any more
  SECOND_CHARGEBACK: () => again,
  PREARBITRATION_WON: (done) => where(done, dispute('won')),
  PREARBITRATION_LOST: () => again,
} as const satisfies Record<string, (success: boolean) => Means | undefined>;

/** Events that may come, and why nothing follows from each. */
export const passedOver = {
  REPORT_AVAILABLE: 'a file for the bookkeeping',
  OFFER_CLOSED: 'nothing was paid; the order runs out by itself',
  PENDING: 'a slow method: it is paid when it is authorised',
  REQUEST_FOR_INFORMATION: 'nothing was taken yet',
  INFORMATION_SUPPLIED: 'our answer to a dispute; its end is told for itself',
  ISSUER_RESPONSE_TIMEFRAME_EXPIRED: 'the money came again with CHARGEBACK_REVERSED',
  PAIDOUT_REVERSED: 'of the classic payouts, which we do not make: ours are transfers',
  PAYOUT_THIRDPARTY: 'of the classic payouts, which we do not make: ours are transfers',
} as const;

export const isHeard = (event: string): boolean => event === 'AUTHORISATION' || event in takeBacks;
