import type { PlayerId } from '../contracts/ids.ts';
import { type Asset, assets } from '../domain/assets.ts';
import type { Jurisdiction, Threshold } from '../domain/jurisdictions/jurisdiction.ts';
import {
  isAtLeast,
  levelForDeposit,
  levelForHoldings,
  levelForWithdrawal,
  levelOf,
  MOST_DAYS,
  type MovedWithin,
} from '../domain/jurisdictions/rules.ts';
import { windowStart } from '../domain/limits.ts';
import type { Money } from '../domain/money.ts';
import type { VerificationLevel } from '../domain/verification.ts';
import type { Tx } from '../prisma/tx.ts';
import { accountsOf, isRefused, levelNumberOf } from '../records/compliance/exclusions.ts';
import { type DepositJudged, depositedSince, judgeDeposit, lockPeople } from '../records/compliance/limits.ts';
import { cashOf } from '../records/ledger/reads.ts';
import { reservedBy } from '../records/payments/orders.ts';
import { withdrawnSince } from '../records/payments/withdrawal-reads.ts';
import { type RequestDeps, type RequestVerification, requestVerification } from './request-verification.ts';
import { kycWaits } from './tell-verification.ts';

/** What the law of the place asks of every deposit and withdrawal, and who asks players for documents. */
export type Protection = {
  readonly profile: Jurisdiction;
  readonly requestVerification: RequestVerification;
};

/** As every process has it. `bot` is the one whose chat a player is asked in. */
export const createProtection = (deps: Omit<RequestDeps, 'waits'>): Protection => ({
  profile: deps.profile,
  requestVerification: requestVerification({ ...deps, waits: kycWaits }),
});

export type ProtectionRefusal =
  | DepositJudged
  | { readonly reason: 'verification-needed'; readonly level: Exclude<VerificationLevel, 'none'> };

const DAY_MS = 86_400_000;

/**
 * Whether so much may be credited to a player: by their own limits and pauses, and by the profile. Where a document is missing it is
 * asked for at once. Open orders are counted as if they were paid. Holds the person until the transaction ends, so that a hundred
 * wishes at once are judged one after another.
 */
export async function refuseDeposit(
  { profile, requestVerification }: Protection,
  tx: Tx,
  player: PlayerId,
  credit: Money,
  nowMs: number,
): Promise<ProtectionRefusal | undefined> {
  await lockPeople(tx, [player]);
  const reserved = await reservedBy(tx, await accountsOf(tx, player), credit.asset);
  const own = await judgeDeposit(tx, player, credit, reserved, new Date(nowMs));
  if (own) return own;

  const moved = await depositsOf(profile, tx, player, credit.asset, nowMs);
  const counts = isCounted(profile, credit.asset);
  const needed = levelForDeposit(
    profile,
    (days) => moved(days) + (counts ? reserved.minor : 0n),
    counts ? credit.minor : 0n,
  );
  if (needed === 'none' || isAtLeast(levelOf(await levelNumberOf(tx, player)), needed)) return undefined;
  const because = isAtLeast(profile.playsBefore, needed) ? 'before-play' : 'deposits-in-total';
  await requestVerification(tx, player, { aims: needed, because });
  return { reason: 'verification-needed', level: needed };
}

/**
 * Asks for documents as soon as what a player paid in, or a withdrawal of all they hold, would need them. Called whenever money came
 * in, and after a win: so a withdrawal is never the first to ask (UKGC LCCP 17.1.1). Safe to repeat.
 */
export async function askInTime(
  { profile, requestVerification }: Protection,
  tx: Tx,
  player: PlayerId,
  nowMs: number,
): Promise<void> {
  const level = levelOf(await levelNumberOf(tx, player));
  const held = await cashOf(tx, player);
  let needed: VerificationLevel = 'none';
  for (const asset of countedAssets(profile)) {
    const deposited = await depositsOf(profile, tx, player, asset, nowMs);
    const withdrawn = await withdrawalsOf(profile, tx, player, asset, nowMs);
    const holdings = { deposited, withdrawn, held: held.find((each) => each.asset === asset)?.minor ?? 0n };
    const forThese = levelForHoldings(profile, holdings);
    if (isAtLeast(forThese, needed)) needed = forThese;
  }
  if (needed === 'none' || isAtLeast(level, needed)) return;
  await requestVerification(tx, player, { aims: needed, because: 'deposits-in-total' });
}

/**
 * The level that taking out so much more needs and this player has not; undefined: nothing is missing. Who was refused for good is
 * asked for nothing any more: what is theirs is paid out, after people have looked (`risksOf`).
 */
export async function missingForWithdrawal(
  profile: Jurisdiction,
  tx: Tx,
  player: PlayerId,
  amount: Money,
  nowMs: number,
): Promise<Exclude<VerificationLevel, 'none'> | undefined> {
  const withdrawn = await withdrawalsOf(profile, tx, player, amount.asset, nowMs);
  const needed = levelForWithdrawal(profile, withdrawn, isCounted(profile, amount.asset) ? amount.minor : 0n);
  if (needed === 'none' || isAtLeast(levelOf(await levelNumberOf(tx, player)), needed)) return undefined;
  return (await isRefused(tx, player)) ? undefined : needed;
}

/** The profile's currency and its play twin, each by a count of its own. What is paid in another is counted as it was credited. */
export const countedAssets = ({ currency }: Jurisdiction): Asset[] =>
  (Object.keys(assets) as Asset[]).filter((asset) => asset.replace(/^PLAY-/, '') === currency);
const isCounted = (profile: Jurisdiction, asset: Asset): boolean => countedAssets(profile).includes(asset);

/** What was paid in within each window of the profile. A window begins with a day (UTC), whole: never later than the law counts. */
export const depositsOf = (
  profile: Jurisdiction,
  tx: Pick<Tx, 'query'>,
  player: PlayerId,
  asset: Asset,
  nowMs: number,
) => movedWithin(profile, asset, profile.deposits, (from) => depositedSince(tx, player, asset, from), nowMs);

/** What was taken out, or is about to be, within each window of the profile. */
export async function withdrawalsOf(
  profile: Jurisdiction,
  tx: Pick<Tx, 'query'>,
  player: PlayerId,
  asset: Asset,
  nowMs: number,
): Promise<MovedWithin> {
  const accounts = await accountsOf(tx, player);
  const read = async (from: Date) => (await withdrawnSince(tx, accounts, asset, from)).minor;
  return movedWithin(profile, asset, profile.withdrawals, read, nowMs);
}

async function movedWithin(
  profile: Jurisdiction,
  asset: Asset,
  thresholds: readonly Threshold[],
  read: (from: Date) => Promise<bigint>,
  nowMs: number,
): Promise<MovedWithin> {
  if (!isCounted(profile, asset)) return () => 0n;
  const moved = new Map<number, bigint>();
  for (const days of new Set([...thresholds.map((threshold) => threshold.days), MOST_DAYS]))
    moved.set(days, await read(new Date(windowStart('day', nowMs - days * DAY_MS))));
  return (days) => moved.get(days) ?? 0n;
}
