import type { PayoutState } from '../domain/withdrawals.ts';
import type { PayoutAnswer, PayoutLook } from '../rails/payout-rail.ts';
import type { PayoutTold } from '../records/payments/withdrawals.ts';

/** Something that is sent, as people are told of it: a payout, or a refund of what was owed. */
export type PartStanding = {
  readonly state: PayoutState;
  /** What the provider said last, or what keeps us from asking it. */
  readonly said: string;
  readonly providerRef: string | undefined;
  readonly firstSentAtMs: number | undefined;
};

type Sent = {
  readonly state: PayoutState;
  readonly answer: string | undefined;
  readonly providerRef: string | undefined;
  readonly firstSentAt: Date | undefined;
};

export const partStanding = (sent: Sent, said = sent.answer ?? 'nothing'): PartStanding => ({
  state: sent.state,
  said,
  providerRef: sent.providerRef,
  firstSentAtMs: sent.firstSentAt?.getTime(),
});

type Said = Omit<PayoutTold, 'reference' | 'attempt'>;

export function toldBy(answer: PayoutAnswer): Said {
  if (answer.outcome === 'refused') return { answer: 'refused', providerRef: answer.providerRef, why: answer.why };
  return { answer: answer.isFinal ? 'paid' : 'accepted', providerRef: answer.providerRef, why: undefined };
}

export function toldByLook(look: PayoutLook): Said {
  if (look.state === 'never-accepted') return { answer: look.state, providerRef: undefined, why: undefined };
  return { answer: look.state === 'pending' ? 'accepted' : look.state, providerRef: look.providerRef, why: look.why };
}

/** What a provider says once more of something that has ended. */
export type SecondLook = {
  /** `returned`: it was paid and came back, and that is booked. `contradicted`: people must look. */
  readonly finding: 'as-booked' | 'returned' | 'contradicted';
  /** How it had ended in our books. */
  readonly state: PayoutState;
  readonly said: string;
};

/** Whether the provider says another end than the one that is booked. What is pending there says nothing. */
export const contradicts = (booked: PayoutState, said: PayoutLook['state']): boolean =>
  booked === 'paid'
    ? said === 'refused' || said === 'never-accepted'
    : said === 'paid' && (booked === 'refused' || booked === 'dropped' || booked === 'returned');
