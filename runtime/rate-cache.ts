import type { Redis } from 'ioredis';
import { type ExchangeRate, parseRate, type RatePair, rateText } from '../domain/exchange-rates.ts';

/** How often a pair or a source was doubted, by the doubt's name. */
export type Doubts = { readonly about: string; readonly why: string; readonly times: number };

/** Rates as the screens show them: each is gone by itself when it is good no longer. What is promised is read from PostgreSQL. */
export type RateCache = {
  get(pair: RatePair): Promise<ExchangeRate | undefined>;
  put(pair: RatePair, rate: ExchangeRate, goodForMs: number): Promise<void>;
  /** Counts a doubt, for whoever shows metrics. */
  count(about: string, why: string): Promise<void>;
  doubts(): Promise<Doubts[]>;
};

/** Redis may be away: then nothing is known here, and nothing is lost. */
export function createRateCache(redis: Redis, namespace: string): RateCache {
  const keyOf = ({ base, quote }: RatePair) => `rate:${namespace}:${base}:${quote}`;
  const counts = `rate-doubts:${namespace}`;
  return {
    get: async (pair) => parseRate((await redis.get(keyOf(pair)).catch(() => null)) ?? ''),
    async put(pair, rate, goodForMs) {
      if (goodForMs <= 0) return;
      await redis.set(keyOf(pair), rateText(rate), 'PX', Math.ceil(goodForMs)).catch(() => undefined);
    },
    async count(about, why) {
      await redis.hincrby(counts, `${about} ${why}`, 1).catch(() => undefined);
    },
    async doubts() {
      const all = await redis.hgetall(counts).catch(() => ({}));
      return Object.entries(all).map(([field, times]) => {
        const [about = '', why = ''] = field.split(' ');
        return { about, why, times: Number(times) };
      });
    },
  };
}
