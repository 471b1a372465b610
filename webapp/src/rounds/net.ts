import type { RoundBody } from '../../../contracts/http/games.ts';
import type { Asset } from '../../../domain/assets.ts';
import { gameOf } from '../../../domain/games/index.ts';
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

/** What the player had before a round and after it. `before` is missing where it cannot be told from the round alone. */
export type Around = { readonly before?: AmountBody; readonly after: AmountBody };

/**
 * Of the round's own money, before and after: nothing of rounds that were over before it was kept. A round that is decided at once is
 * all that lies between the two; between the steps of another its player may have played on, and then only the end is told.
 */
export function aroundOf(round: RoundBody): { cash: Around; bonus?: Around } | undefined {
  const { after } = round;
  if (!after) return undefined;
  const isAlone = gameOf(round.game).kind === 'instant';
  const around = (now: AmountBody, staked: AmountBody, won: AmountBody): Around => {
    const before = minor(now) + (round.isFree ? 0n : minor(staked)) - minor(won);
    return isAlone && before >= 0n ? { before: { ...now, minor: before.toString() }, after: now } : { after: now };
  };
  return {
    cash: around(after.cash, round.stakeCash, round.winCash),
    ...(after.bonus ? { bonus: around(after.bonus, round.stakeBonus, round.winBonus) } : {}),
  };
}
