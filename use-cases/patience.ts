import type { WithdrawalInput } from '../contracts/workflows.ts';
import type { Settings } from '../runtime/settings.ts';
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

/** What an operator says of providers: how long an answer may take, and when an unknown payout is looked up. */
export type ProviderPatience = { readonly timeoutMs: number; readonly lookUpSeconds: readonly number[] };

export const providerPatience = (
  settings: Pick<Settings, 'PROVIDER_TIMEOUT_MS' | 'PAYOUT_LOOK_UPS'>,
): ProviderPatience => ({ timeoutMs: settings.PROVIDER_TIMEOUT_MS, lookUpSeconds: settings.PAYOUT_LOOK_UPS });

/** A sending may ask the provider several times before it sends. */
const CALLS_IN_A_SENDING = 10;

/**
 * How long a withdrawal waits. A sending that has not answered by then is unknown: rails give up on their
 * provider well before. What the provider has accepted may
 * take it ten days (Stripe: refunds reach the card after five to ten business days, but succeed at Stripe within hours).
 */
export const withdrawalPatience = ({ timeoutMs, lookUpSeconds }: ProviderPatience): WithdrawalPatience => ({
  patienceMs: 10_000,
  sendWithinMs: CALLS_IN_A_SENDING * timeoutMs,
  lookUpPausesMs: lookUpSeconds.map((seconds) => Math.round(seconds * SECOND_MS)),
  finalPausesMs: [30 * SECOND_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS],
  finalWithinMs: 10 * 24 * HOUR_MS,
});

/** As without any setting: for a workflow that is begun again by somebody who does not know the settings. */
export const usualWithdrawalPatience = withdrawalPatience({
  timeoutMs: 8_000,
  lookUpSeconds: [5, 15, 60, 300, 900, 2_700],
});
