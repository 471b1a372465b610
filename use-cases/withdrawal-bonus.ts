import type { GrantId, PlayerId } from '../contracts/ids.ts';
import type { Asset } from '../domain/assets.ts';
import { type Money, money } from '../domain/money.ts';
import { leftToWager } from '../domain/wagering.ts';
import type { Tx } from '../prisma/tx.ts';
import { pauseOf } from '../records/compliance/exclusions.ts';
import { activeGrantOf, type GrantView } from '../records/play/grant-reads.ts';

/** The bonus that a withdrawal touches. */
export type BonusAtStake = {
  readonly grant: GrantView;
  /** `locks`: sticky, no cash leaves while it is active. `asks`: cash may leave, which gives it up. `yields`: it is given up unasked. */
  readonly way: 'locks' | 'asks' | 'yields';
};

/**
 * What taking cash out has to do with the active bonus; undefined: nothing, as where it is due to end by itself and nobody has looked yet. A player
 * who takes a break or excluded themselves is hindered by no bonus: what is theirs goes out, and the bonus ends with it.
 */
export async function bonusAtStake(
  tx: Pick<Tx, 'query'>,
  player: PlayerId,
  asset: Asset,
  at: Date,
): Promise<BonusAtStake | undefined> {
  const grant = await activeGrantOf(tx, player);
  if (grant?.terms.asset !== asset || isDue(grant, at)) return undefined;
  if (await pauseOf(tx, player, at)) return { grant, way: 'yields' };
  return { grant, way: grant.terms.sticky === 'sticky' ? 'locks' : 'asks' };
}

/** Whether it ends as soon as anybody looks: see play.judge_grant. */
const isDue = ({ done, needed, balance, spinsLeft, openBonusRounds, playUntil }: GrantView, at: Date): boolean =>
  (playUntil !== undefined && playUntil <= at) ||
  (spinsLeft === 0 && (done.minor >= needed.minor || (balance.minor === 0n && openBonusRounds === 0)));

/** The bonus that a player plays with now; undefined: none. */
export const activeBonusOf = async (tx: Pick<Tx, 'query'>, player: PlayerId): Promise<GrantId | undefined> =>
  (await activeGrantOf(tx, player))?.id;

/** What must still be wagered before cash may leave; undefined where no bonus keeps it. Nothing may be left where free spins still are. */
export const lockedBy =
  (now: () => number) =>
  async (tx: Tx, player: PlayerId, asset: Asset): Promise<Money | undefined> => {
    const found = await bonusAtStake(tx, player, asset, new Date(now()));
    if (found?.way !== 'locks') return undefined;
    const { done, needed } = found.grant;
    return money(asset, leftToWager({ done: done.minor, needed: needed.minor }));
  };

/** What giving a bonus up costs, to the last minor unit, as of a moment. */
export type BonusCost = {
  readonly grant: GrantView['id'];
  readonly keeps: Money;
  readonly bonus: Money;
  readonly spins: number;
  /** Open rounds with bonus in them: that part of what they win is lost too. One that is staked with cash alone loses nothing. */
  readonly openRounds: number;
  readonly asOf: Date;
};

export const costOf = (grant: GrantView, cash: Money, asOf: Date): BonusCost => ({
  grant: grant.id,
  keeps: cash,
  bonus: grant.balance,
  spins: grant.spinsLeft,
  openRounds: grant.openBonusRounds,
  asOf,
});
