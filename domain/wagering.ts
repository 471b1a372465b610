import type { DraftTerms } from './bonus-terms.ts';
import type { BonusTerms } from './bonuses.ts';
import type { GameId } from './games/index.ts';

/**
 * What a bonus is worth when it is offered, in minor units. A match is rounded down, in the house's favour, by less than one unit; free
 * spins are worth what they win, later.
 * @param deposit what was credited; undefined where it comes without one
 * @returns undefined: so small a deposit earns none
 */
export function worthOf(terms: Pick<DraftTerms, 'match' | 'amount'>, deposit?: bigint): bigint | undefined {
  const { match, amount = 0n } = terms;
  if (!match) return amount;
  if (deposit === undefined || deposit < match.leastDeposit) return undefined;
  return least((deposit * BigInt(match.bps)) / WHOLE, match.most);
}

/**
 * What is to be staked for it: the bonus and what its free spins won, so many times. Rounded down, in the player's favour.
 * The same as `play.wager_needed`.
 */
export const wagerNeeded = (terms: Pick<BonusTerms, 'wagerTimes'>, worth: bigint, spinsWon = 0n): bigint =>
  ((worth + spinsWon) * BigInt(Math.round(terms.wagerTimes * 100))) / 100n;

/** How much of a stake counts towards it, rounded down, in the house's favour, by less than one unit. */
export function counted(
  terms: Pick<BonusTerms, 'counts' | 'contributionBps'>,
  game: GameId,
  stake: { readonly cash: bigint; readonly bonus: bigint },
): bigint {
  const counts = { all: stake.cash + stake.bonus, cash: stake.cash, bonus: stake.bonus }[terms.counts];
  return (counts * BigInt(terms.contributionBps[game] ?? 0)) / WHOLE;
}

/** What is still to be staked; nothing when it is done. */
export const leftToWager = ({ done, needed }: { readonly done: bigint; readonly needed: bigint }): bigint =>
  needed > done ? needed - done : 0n;

/** What becomes cash of what there is when it is completed, and what goes back to the house. */
export function converted(terms: Pick<BonusTerms, 'mostConverted'>, balance: bigint): { cash: bigint; back: bigint } {
  const cash = terms.mostConverted === null ? balance : least(balance, terms.mostConverted);
  return { cash, back: balance - cash };
}

const WHOLE = 10_000n;
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
