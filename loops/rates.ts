import { type RatePair, ratePairs } from '../domain/exchange-rates.ts';
import { agree, type PriceRules, type SourcePrice } from '../domain/prices.ts';
import type { Tx } from '../prisma/tx.ts';
import { keepRate, lastRate } from '../records/payments/rates.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Round } from '../runtime/loop.ts';
import type { RateCache } from '../runtime/rate-cache.ts';
import type { AskedPrice, PriceSource } from './prices/source.ts';

type Deps = {
  readonly sources: readonly PriceSource[];
  readonly reader: Pick<Tx, 'query'>;
  readonly cache: RateCache;
  readonly held: () => Promise<boolean>;
  readonly log: Logger;
  readonly rules: PriceRules;
  /** A price older than this is not believed, and a rate older than this is not quoted by. */
  readonly goodForMs: number;
  /** A rate older than this says nothing about today's: a jump from it is none. */
  readonly rememberedMs: number;
  readonly now: () => number;
};

type Told = AskedPrice & { readonly source: string };

/**
 * Asks what assets are worth, and writes down what the sources agree on. Where they do not, nothing is written: the last rate
 * runs out, and then nothing is quoted that would have to be exchanged. Each doubt is counted by its name.
 */
export function rates(deps: Deps): () => Promise<Round> {
  const doubted = new Map<string, string>();
  return async () => {
    if (!(await deps.held())) return 'rest';
    const nowMs = deps.now();
    const told = (await Promise.all(deps.sources.map((source) => askOne(deps, source, nowMs)))).flat();
    for (const pair of ratePairs) {
      const of = told.filter(({ base }) => base === pair.base);
      const doubt = await take(deps, pair, of, nowMs);
      await noteDoubt(deps, doubted, pair, doubt);
    }
    return 'rest';
  };
}

/** What a source says and is believed; nothing where it is away or makes no sense. */
async function askOne({ cache, goodForMs, log }: Deps, source: PriceSource, nowMs: number): Promise<Told[]> {
  const asked = await source.ask(nowMs).catch(async (err) => {
    log.warn({ err, source: source.id }, 'a price source could not be asked');
    await cache.count(source.id, 'away');
    return [];
  });
  const fresh = asked.filter(({ atMs }) => atMs > nowMs - goodForMs);
  if (fresh.length < asked.length) await cache.count(source.id, 'stale');
  return fresh.map((price) => ({ ...price, source: source.id }));
}

/** Writes the rate down, or answers why there is none. */
async function take(deps: Deps, pair: RatePair, told: readonly Told[], takenMs: number): Promise<string | undefined> {
  const { reader, cache, rules, goodForMs, rememberedMs } = deps;
  const last = await lastRate(reader, pair);
  const comparable = last && last.takenAt.getTime() > takenMs - rememberedMs ? last.rate : undefined;
  const prices: SourcePrice[] = told.map(({ source, rate }) => ({ source, rate }));
  const agreed = agree(prices, comparable, rules);
  if ('reason' in agreed) return agreed.reason;
  // As old as the oldest price it is made of.
  const sinceMs = Math.min(takenMs, ...told.map(({ atMs }) => atMs));
  const goodUntil = new Date(sinceMs + goodForMs);
  await keepRate(reader, pair, { ...agreed, takenAt: new Date(takenMs), goodUntil });
  await cache.put(pair, agreed.rate, goodUntil.getTime() - takenMs);
  return undefined;
}

/** Counted each time, logged when it begins and when it is over. */
async function noteDoubt(
  { cache, log }: Deps,
  doubted: Map<string, string>,
  { base, quote }: RatePair,
  doubt: string | undefined,
): Promise<void> {
  const pair = `${base}/${quote}`;
  const before = doubted.get(pair);
  if (doubt !== undefined) await cache.count(pair, doubt);
  if (doubt === before) return;
  if (doubt === undefined) {
    doubted.delete(pair);
    log.info({ pair }, 'the rate is known again');
  } else {
    doubted.set(pair, doubt);
    log.warn({ pair, doubt }, 'no rate: nothing is quoted by it once the last one runs out');
  }
}
