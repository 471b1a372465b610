import type { ExchangeRate } from './exchange-rates.ts';
import { BASIS_POINTS } from './fees.ts';

/** What one source says one asset is worth in another. */
export type SourcePrice = { readonly source: string; readonly rate: ExchangeRate };

export type PriceRules = {
  /** So many must agree. */
  readonly leastSources: number;
  /** How far from the middle of all a price may be, to count. */
  readonly mostApartBps: bigint;
  /** How far from the last good rate a new one may be. */
  readonly mostJumpBps: bigint;
};

export const priceDoubts = ['too-few-sources', 'too-far-apart', 'jumped'] as const;
/** Why there is no rate: no quote beats a wrong quote. */
export type PriceDoubt = (typeof priceDoubts)[number];

export type Agreed = { readonly rate: ExchangeRate; readonly sources: readonly string[] };

/**
 * The rate several sources agree on: the median of those near the median of all, where these are more than half of all who
 * answered and at least so many as the rules say. One that lies, however much, moves it by no more than `mostApartBps`.
 * @param last the last good rate, as long as it says something about today's; undefined else
 */
export function agree(
  prices: readonly SourcePrice[],
  last: ExchangeRate | undefined,
  { leastSources, mostApartBps, mostJumpBps }: PriceRules,
): Agreed | { readonly reason: PriceDoubt } {
  if (prices.length < leastSources) return { reason: 'too-few-sources' };
  const middle = medianOf(prices.map(({ rate }) => rate));
  const near = prices.filter(({ rate }) => isWithin(rate, middle, mostApartBps));
  if (near.length < leastSources || near.length * 2 <= prices.length) return { reason: 'too-far-apart' };
  const rate = medianOf(near.map((price) => price.rate));
  if (last !== undefined && !isWithin(rate, last, mostJumpBps)) return { reason: 'jumped' };
  return { rate, sources: near.map(({ source }) => source) };
}

/** The middle one; of an even number the mean of the two in the middle, cut off at the eighteenth place. */
export function medianOf(rates: readonly ExchangeRate[]): ExchangeRate {
  const sorted = [...rates].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (((low ?? 0n) + (high ?? 0n)) / 2n) as ExchangeRate;
}

const isWithin = (rate: ExchangeRate, of: ExchangeRate, bps: bigint): boolean =>
  (rate > of ? rate - of : of - rate) * BASIS_POINTS <= of * bps;
