import type { WithdrawalInput } from '../contracts/workflows.ts';
import type { DepositPatience } from './open-deposit.ts';

/**
 * How long a deposit waits. Telegram repeats a message for 24 hours (Bot API, getting updates), so a payment made in the
 * last second may be reported a day later; two days leave us one of our own.
 */
export const depositPatience: DepositPatience = { lateWindowMs: 48 * 3_600_000, patienceMs: 10_000 };

/** How a withdrawal's workflow waits. Arguments, so that a test need not. */
export type WithdrawalPatience = Omit<WithdrawalInput, 'withdrawalId' | 'confirmByMs'>;

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/**
 * How long a withdrawal waits. A sending that has not answered after a minute and a half is unknown: rails give up on their
 * provider well before. It is looked up for a little over an hour before people are asked; what the provider has accepted may
 * take it ten days (Stripe: refunds reach the card after five to ten business days, but succeed at Stripe within hours).
 */
export const withdrawalPatience: WithdrawalPatience = {
  patienceMs: 10_000,
  sendWithinMs: 90 * SECOND_MS,
  lookUpPausesMs: [5 * SECOND_MS, 15 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, 45 * MINUTE_MS],
  finalPausesMs: [30 * SECOND_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS],
  finalWithinMs: 10 * 24 * HOUR_MS,
};
