import type { VerificationLevel } from '../verification.ts';
import { verificationLevels } from '../verification.ts';
import type { Jurisdiction, Threshold } from './jurisdiction.ts';

/** How much moved within the last so many days, in minor units of the profile's currency. */
export type MovedWithin = (days: number) => bigint;

export const isAtLeast = (level: VerificationLevel, needed: VerificationLevel): boolean =>
  verificationLevels.indexOf(level) >= verificationLevels.indexOf(needed);

export const higherOf = (one: VerificationLevel, other: VerificationLevel): VerificationLevel =>
  isAtLeast(one, other) ? one : other;

/** The level that a row of the database means. */
export function levelOf(number: number): VerificationLevel {
  return verificationLevels[number] ?? 'none';
}

/** The highest level of the thresholds that so much more reaches. */
const reachedBy = (thresholds: readonly Threshold[], moved: MovedWithin, more: bigint): VerificationLevel =>
  thresholds
    .filter(({ days, minor }) => moved(days) + more >= minor)
    .reduce<VerificationLevel>((needed, threshold) => higherOf(needed, threshold.needs), 'none');

/** The level without which so much more is not paid in. Who may not play may not pay in either. */
export const levelForDeposit = (profile: Jurisdiction, deposited: MovedWithin, more: bigint): VerificationLevel =>
  higherOf(profile.playsBefore, reachedBy(profile.deposits, deposited, more));

/** The level without which so much more is not paid out. */
export const levelForWithdrawal = (profile: Jurisdiction, withdrawn: MovedWithin, more: bigint): VerificationLevel =>
  higherOf(profile.withdrawsFrom, reachedBy(profile.withdrawals, withdrawn, more));

/**
 * The level to ask for as things stand: what was paid in needs it, or a withdrawal of everything held would. Asked for whenever
 * money comes in, so that no withdrawal is the first to ask (UKGC LCCP 17.1.1).
 */
export const levelForHoldings = (
  profile: Jurisdiction,
  { deposited, withdrawn, held }: { deposited: MovedWithin; withdrawn: MovedWithin; held: bigint },
): VerificationLevel =>
  held === 0n && deposited(MOST_DAYS) === 0n
    ? 'none'
    : higherOf(levelForDeposit(profile, deposited, 0n), levelForWithdrawal(profile, withdrawn, held));

/** Longer than any window. */
export const MOST_DAYS = 36_525;

/** What of a profile's thresholds still lies ahead of a level: shown to the player, who is to know before they are stopped. */
export const thresholdsAhead = (
  profile: Jurisdiction,
  level: VerificationLevel,
): readonly { readonly kind: 'deposit' | 'withdrawal'; readonly days: number; readonly minor: bigint }[] =>
  (['deposit', 'withdrawal'] as const).flatMap((kind) =>
    profile[kind === 'deposit' ? 'deposits' : 'withdrawals']
      .filter(({ needs }) => !isAtLeast(level, needs))
      .map(({ days, minor }) => ({ kind, days, minor })),
  );
