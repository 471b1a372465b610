import type { RoundBody } from '../../../contracts/http/games.ts';
import type { Asset } from '../../../domain/assets.ts';
import type { AmountBody } from '../amounts.ts';

/** What came of rounds, in minor units: what they paid less what was staked on them. Cash and bonus are never one sum. */
export type Net = { readonly asset: Asset; readonly cash: bigint; readonly bonus: bigint };

type Played = Pick<RoundBody, 'stake' | 'stakeCash' | 'stakeBonus' | 'winCash' | 'winBonus' | 'isFree'>;

/** One for each asset, in the order they are met. A free spin was staked by the house: all it can do is win. */
export function netsOf(rounds: readonly Played[]): Net[] {
  const nets = new Map<Asset, Net>();
  for (const round of rounds) {
    const { asset } = round.stake;
    const before = nets.get(asset) ?? { asset, cash: 0n, bonus: 0n };
    nets.set(asset, {
      asset,
      cash: before.cash + minor(round.winCash) - (round.isFree ? 0n : minor(round.stakeCash)),
      bonus: before.bonus + minor(round.winBonus) - (round.isFree ? 0n : minor(round.stakeBonus)),
    });
  }
  return [...nets.values()];
}

/** Whether bonus had a part in it: then its line stands beside that of cash, even at nothing. */
export const hasBonus = (round: Played): boolean => minor(round.stakeBonus) > 0n || minor(round.winBonus) > 0n;
export const hasCash = (round: Played): boolean => minor(round.stakeCash) > 0n || minor(round.winCash) > 0n;

/** What was staked and what was paid, one beside the other. All rounds are of one asset. */
export function turnoverOf(rounds: readonly (Played & Pick<RoundBody, 'win'>)[]): {
  staked: AmountBody;
  paid: AmountBody;
} {
  const asset = rounds[0]?.stake.asset ?? 'EUR';
  const sum = (amounts: bigint[]): AmountBody => ({
    asset,
    minor: amounts.reduce((total, amount) => total + amount, 0n).toString(),
  });
  return {
    staked: sum(rounds.map(({ stake }) => minor(stake))),
    paid: sum(rounds.map(({ win }) => minor(win))),
  };
}

/** A direction and an amount that is never negative, as money is written. */
export function signed(net: bigint, asset: Asset): { sign: '+' | '−' | ''; amount: AmountBody } {
  const size = net < 0n ? -net : net;
  return { sign: net > 0n ? '+' : net < 0n ? '−' : '', amount: { asset, minor: size.toString() } };
}

const minor = ({ minor }: AmountBody): bigint => BigInt(minor);
