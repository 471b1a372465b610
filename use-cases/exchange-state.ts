import type { Asset } from '../domain/assets.ts';
import { ratePairs } from '../domain/exchange-rates.ts';
import type { Tx } from '../prisma/tx.ts';
import { positionsOf } from '../records/ledger/reads.ts';
import { lastRate } from '../records/payments/rates.ts';
import type { Doubts, RateCache } from '../runtime/rate-cache.ts';

/** Where the house stands with its exchanges, for whoever watches. */
export type ExchangeState = {
  /** What exchanges brought the house of each asset, in minor units; below zero where they cost it. */
  readonly positions: readonly { readonly asset: Asset; readonly balance: bigint }[];
  /** For how long each rate is still good; below zero where it has run out. Missing: there never was one. */
  readonly rates: readonly { readonly pair: string; readonly goodForMs: number }[];
  readonly doubts: readonly Doubts[];
};

export const exchangeState =
  (reader: Pick<Tx, 'query'>, cache: Pick<RateCache, 'doubts'>, now: () => number) =>
  async (): Promise<ExchangeState> => {
    const rates: { pair: string; goodForMs: number }[] = [];
    for (const pair of ratePairs) {
      const last = await lastRate(reader, pair);
      if (last) rates.push({ pair: `${pair.base}/${pair.quote}`, goodForMs: last.goodUntil.getTime() - now() });
    }
    return { positions: await positionsOf(reader), rates, doubts: await cache.doubts() };
  };
