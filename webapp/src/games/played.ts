import type { BalancesBody } from '../../../contracts/http/account.ts';
import type { BonusesBody } from '../../../contracts/http/bonuses.ts';
import type { RoundBody, RoundsBody } from '../../../contracts/http/games.ts';
import { moneyParts } from '../../../contracts/texts/format.ts';
import { type AmountBody, moneyOf } from '../amounts.ts';
import type { Cache } from '../api/cache.ts';
import type { Refused } from '../api/client.ts';
import type { Answer, BetIntent } from './betting.ts';

/** By which the last rounds of a game are known, and by which the open ones of all. */
export const roundsOf = (game: string): string => `rounds:${game}`;
export const OPEN_ROUNDS = 'rounds-open';

/** What a round came to for its player: nothing was staked of theirs in a free one. In minor units, with its sign. */
export const netOf = ({ win, stake, isFree }: Pick<RoundBody, 'win' | 'stake' | 'isFree'>): bigint =>
  BigInt(win.minor) - (isFree ? 0n : BigInt(stake.minor));

/** As it is written in a narrow place: with its sign, the play twin not named. */
export function signedText(minor: bigint, asset: AmountBody['asset'], language: string): string {
  const sign = minor > 0n ? '+' : minor < 0n ? '−' : '';
  return sign + plain({ asset, minor: (minor < 0n ? -minor : minor).toString() }, language);
}

export const plain = (amount: AmountBody, language: string): string =>
  moneyParts(moneyOf(amount), language)
    .map(({ text }) => text)
    .join('');

const less = (from: AmountBody, part: AmountBody): AmountBody => {
  const left = BigInt(from.minor) - BigInt(part.minor);
  return { asset: from.asset, minor: (left > 0n ? left : 0n).toString() };
};

/** What the player has while the board still runs: the stake is gone, the win has not come. */
export const beforeWin = ({ round, cash, bonus }: Answer): { cash?: AmountBody; bonus?: AmountBody } => ({
  ...(cash ? { cash: less(cash, round.winCash) } : {}),
  ...(bonus ? { bonus: less(bonus, round.winBonus) } : {}),
});

/** An answer brings what the player has now: pages need not ask for it. */
export function tellMoney(cache: Cache, { cash, bonus, wager }: Answer): void {
  if (!cash) {
    for (const key of ['balances', 'bonuses']) void cache.refresh(key);
    return;
  }
  const balances = cache.get<BalancesBody>('balances').value;
  if (balances) cache.put('balances', { ...balances, cash: withAmount(balances.cash, cash) });
  const bonuses = cache.get<BonusesBody>('bonuses').value;
  if (!bonuses || bonus === undefined) return;
  if (bonuses.active && bonus && wager)
    cache.put('bonuses', { ...bonuses, active: { ...bonuses.active, balance: bonus, wager } });
  // It began or ended meanwhile; how, is told by whoever ended it.
  const isDone = wager && BigInt(wager.done.minor) >= BigInt(wager.needed.minor);
  if (isDone || (bonus === null) !== (bonuses.active === null)) void cache.refresh('bonuses');
}

const withAmount = (amounts: readonly AmountBody[], amount: AmountBody): AmountBody[] =>
  amounts.some(({ asset }) => asset === amount.asset)
    ? amounts.map((each) => (each.asset === amount.asset ? amount : each))
    : [...amounts, amount];

const KEPT = 12;

/** A round that was shown joins the last ones of its game; one that went on takes its own place. */
export function tellRound(cache: Cache, round: RoundBody): void {
  const before = cache.get<RoundsBody>(roundsOf(round.game)).value;
  const others = (before?.rounds ?? []).filter(({ id }) => id !== round.id);
  cache.put(roundsOf(round.game), { rounds: [round, ...others].slice(0, KEPT), next: before?.next ?? null });
  if (round.state === 'open' || round.actions.length > 0) void cache.refresh(OPEN_ROUNDS);
  if (round.isFree) void cache.refresh('bonuses');
  void cache.refresh('limits');
}

/** What became of a bet that was made before the page was loaded, or on a page that was left: it is told wherever its player is. */
export const LAST_BET = 'last-bet';
export type LastBet = { readonly round: RoundBody } | { readonly refused: Refused; readonly bet: BetIntent };
export const tellLast = (cache: Cache, last: LastBet): void => cache.put(LAST_BET, last);
