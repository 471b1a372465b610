import type { GrantBody } from '../../../contracts/http/bonuses.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { type AmountBody, moneyOf } from '../amounts.ts';
import type { Texts } from '../texts.tsx';

type Wager = GrantBody['wager'];

/** How much of it is played, in whole percent, rounded down: 100 means all of it. */
export function playedPercent({ done, needed }: Wager): number {
  const most = BigInt(needed.minor);
  if (most === 0n) return 0;
  const percent = (100n * BigInt(done.minor)) / most;
  return percent > 100n ? 100 : Number(percent);
}

/** What is still to be staked; never less than nothing. */
export function leftToPlay({ done, needed }: Wager): AmountBody {
  const left = BigInt(needed.minor) - BigInt(done.minor);
  return { asset: needed.asset, minor: (left > 0n ? left : 0n).toString() };
}

export const isNothing = ({ minor }: AmountBody): boolean => minor === '0';

export const playedInWords = (t: Texts, { done, needed }: Wager): string =>
  t('bonus-played', {
    done: formatMoney(moneyOf(done), t.language),
    needed: formatMoney(moneyOf(needed), t.language),
  });

/** The offer that gives most comes first, free spins by what they stake; of two that give the same, the one that ends sooner. */
export const bestFirst = (offers: readonly GrantBody[]): GrantBody[] =>
  [...offers].sort((a, b) => Number(givesOf(b) - givesOf(a)) || Date.parse(a.offerUntil) - Date.parse(b.offerUntil));

const givesOf = ({ worth, terms: { spins } }: GrantBody): bigint =>
  BigInt(worth.minor) + (spins ? BigInt(spins.many) * BigInt(spins.stake.minor) : 0n);

/** What is offered, in two words: the sum, or the spins. */
export const offerTitle = (t: Texts, { worth, terms }: GrantBody): string =>
  isNothing(worth) && terms.spins
    ? `${t('bonus-kind-free-spins')}: ${terms.spins.many}`
    : `${t('bonus')}: ${formatMoney(moneyOf(worth), t.language)}`;
