import type { PlayerId } from '../contracts/ids.ts';
import type { Jurisdiction, Threshold } from '../domain/jurisdictions/jurisdiction.ts';
import { isAtLeast } from '../domain/jurisdictions/rules.ts';
import { type Money, money } from '../domain/money.ts';
import type { AskedBecause, VerificationLevel } from '../domain/verification.ts';
import type { Tx } from '../prisma/tx.ts';
import { readProfile } from '../records/identity/reads.ts';
import { countedAssets, depositsOf, withdrawalsOf } from './protection.ts';

/** So much moved, of so much that documents are asked for from, within so many days. */
export type VerificationTotal = { readonly so: Money; readonly of: Money; readonly days: number };

export type AskedBy = {
  readonly because: AskedBecause | undefined;
  readonly level: VerificationLevel;
  readonly aims: VerificationLevel;
};

/**
 * How far a player is towards the total that they are asked by, in their own wallet; of several the one that is nearest. Undefined: no
 * total asks for anything.
 */
export async function verificationTotal(
  profile: Jurisdiction,
  tx: Pick<Tx, 'query'>,
  player: PlayerId,
  { because, level, aims }: AskedBy,
  nowMs: number,
): Promise<VerificationTotal | undefined> {
  if (because !== 'deposits-in-total' && because !== 'withdrawal') return undefined;
  const [thresholds, movedOf] =
    because === 'withdrawal' ? [profile.withdrawals, withdrawalsOf] : [profile.deposits, depositsOf];
  const asking = thresholds.filter(({ needs }) => !isAtLeast(level, needs) && isAtLeast(aims, needs));
  const wallet = (await readProfile(tx, player))?.wallet;
  if (asking.length === 0 || !wallet || !countedAssets(profile).includes(wallet)) return undefined;

  const moved = await movedOf(profile, tx, player, wallet, nowMs);
  const isNearer = (one: Threshold, other: Threshold): boolean =>
    moved(one.days) * other.minor > moved(other.days) * one.minor;
  const { days, minor } = asking.reduce((nearest, each) => (isNearer(each, nearest) ? each : nearest));
  return { so: money(wallet, moved(days)), of: money(wallet, minor), days };
}
