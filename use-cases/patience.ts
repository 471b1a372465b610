import type { DepositPatience } from './open-deposit.ts';

/**
 * How long a deposit waits. Telegram repeats a message for 24 hours (Bot API, getting updates), so a payment made in the
 * last second may be reported a day later; two days leave us one of our own.
 */
export const depositPatience: DepositPatience = { lateWindowMs: 48 * 3_600_000, patienceMs: 10_000 };
