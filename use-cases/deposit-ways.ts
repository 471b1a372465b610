import { type RailId, railIds } from '../contracts/rails.ts';
import type { Asset } from '../domain/assets.ts';
import { type ExchangeRate, PAR, pairOf, type RatePair, walletOf } from '../domain/exchange-rates.ts';
import { type AssetTerms, assetsOf } from '../domain/terms.ts';
import type { Tx } from '../prisma/tx.ts';
import type { DepositRails } from '../rails/registry.ts';
import { goodRate } from '../records/payments/rates.ts';
import type { RateCache } from '../runtime/rate-cache.ts';

/** A way to pay in: a rail, in one of the assets it takes. */
export type DepositWay = {
  readonly rail: RailId;
  readonly asset: Asset;
  readonly terms: AssetTerms;
  readonly validForMs: number;
  /** What the wallet holds it as. */
  readonly credits: Asset;
};

/** The ways to pay in that are on, in the order in which they are offered. */
export const depositWays = (rails: DepositRails): DepositWay[] =>
  railIds.flatMap((rail) => {
    const { assets = {}, validForMs = 0 } = rails[rail]?.terms ?? {};
    return assetsOf(assets).flatMap((asset) => {
      const terms = assets[asset];
      return terms ? [{ rail, asset, terms, validForMs, credits: walletOf(asset) }] : [];
    });
  });

/** What one of a pair is worth now; undefined while nobody knows. */
export type RateOf = (pair: RatePair) => Promise<ExchangeRate | undefined>;

/** What one of an asset is worth in the wallet, before the spread: one for one where nothing is exchanged. */
export async function marketOf(asset: Asset, rateOf: RateOf): Promise<ExchangeRate | undefined> {
  const pair = pairOf(asset);
  return pair ? rateOf(pair) : PAR;
}

/** Rates for screens: as Redis has them, else as PostgreSQL does. A promise is made by PostgreSQL's alone. */
export const shownRates =
  (cache: RateCache, reader: Pick<Tx, 'query'>, now: () => number): RateOf =>
  async (pair) => {
    const cached = await cache.get(pair);
    if (cached !== undefined) return cached;
    const good = await goodRate(reader, pair, now());
    if (good) await cache.put(pair, good.rate, good.goodUntil.getTime() - now());
    return good?.rate;
  };
