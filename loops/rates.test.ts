import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type RatePair, rateText } from '../domain/exchange-rates.ts';
import { sql } from '../prisma/tx.ts';
import { goodRate, lastRate, sweepRates } from '../records/payments/rates.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { createLogger } from '../runtime/logger.ts';
import type { RateCache } from '../runtime/rate-cache.ts';
import { readSettings } from '../runtime/settings.ts';
import { type PriceFault, startPrices } from '../sandbox/prices/server.ts';
import { createPriceSources } from './prices/sources.ts';
import { rates } from './rates.ts';

const MINUTE_MS = 60_000;
const clock = { nowMs: Date.now() };

let house: House;
let prices: Awaited<ReturnType<typeof startPrices>>;
beforeAll(async () => {
  house = await openHouse();
  prices = await startPrices({ now: () => clock.nowMs, slowMs: 60_000 });
});
beforeEach(async () => {
  await house.asSuperuser('delete from payments.rate');
  doubts.length = 0;
  cached.clear();
});
afterEach(() => {
  for (const name of ['coinbase', 'coingecko', 'kraken'] as const) prices.misbehave(name, undefined);
  prices.moves({ USD: 920_000, RUB: 9_800 });
});
afterAll(async () => {
  await prices.close();
  await house.close();
});

const doubts: string[] = [];
const cached = new Map<string, string>();
const cache: RateCache = {
  get: async () => undefined,
  put: async ({ base }, rate, goodForMs) => void cached.set(base, `${rateText(rate)} for ${goodForMs}`),
  count: async (about, why) => void doubts.push(`${about} ${why}`),
  doubts: async () => [],
};
const reader = { query: (statement: Parameters<House['read']>[0]) => house.read(statement) } as never;
const round = () => {
  const { PRICE_SOURCES } = readSettings({ PRICE_SOURCES: prices.setting }, ['PRICE_SOURCES']);
  return rates({
    sources: createPriceSources(PRICE_SOURCES, 3_000),
    reader,
    cache,
    held: async () => true,
    log: createLogger('test', 'fatal' as never, { write: () => undefined }),
    rules: { leastSources: 2, mostApartBps: 200n, mostJumpBps: 1_000n },
    goodForMs: 5 * MINUTE_MS,
    rememberedMs: 60 * MINUTE_MS,
    now: () => clock.nowMs,
  })();
};
const euro = (base: RatePair['base']) => ({ base, quote: 'EUR' }) as const;
const known = async (base: RatePair['base']) =>
  Number(rateText((await lastRate(reader, euro(base)))?.rate ?? (0n as never)));
const passes = (ms: number) => {
  clock.nowMs += ms;
};

test('what several sources agree on is written down with who said so, and cached for as long as it is good', async () => {
  await round();
  expect(await known('USD')).toBeCloseTo(0.92, 2);
  expect(await known('RUB')).toBeCloseTo(0.0098, 4);
  expect(await known('TON')).toBeCloseTo(2.9, 1);
  expect(await known('USDT')).toBeCloseTo(0.919, 2);
  const [row] = await house.read<{ sources: string[] }>(sql`select sources from payments.rate where base = 'USD'`);
  expect(row?.sources).toEqual(['coinbase', 'coingecko', 'kraken']);
  expect(cached.get('USD')).toMatch(/^0\.9\d+ for \d+$/);
  expect(doubts).toEqual([]);
});

test.each<[PriceFault, string | undefined]>([
  ['lies', undefined],
  ['stale', 'coingecko stale'],
  ['away', 'coingecko away'],
  ['slow', 'coingecko away'],
  ['malformed', 'coingecko away'],
])(
  'one source that is %s moves no rate that two others know, and stops those it alone could confirm',
  async (fault, doubt) => {
    prices.misbehave('coingecko', fault);
    await round();
    expect(await known('USD')).toBeCloseTo(0.92, 2);
    expect(await known('RUB')).toBe(0);
    expect(doubts).toContain(`RUB/EUR ${fault === 'lies' ? 'too-far-apart' : 'too-few-sources'}`);
    if (doubt) expect(doubts).toContain(doubt);
  },
);

test('a rate runs out when it is confirmed no more, and is back when it is', async () => {
  await round();
  expect(await goodRate(reader, euro('USD'), clock.nowMs)).toBeDefined();
  for (const name of ['coinbase', 'kraken'] as const) prices.misbehave(name, 'away');
  passes(6 * MINUTE_MS);
  await round();
  expect(await goodRate(reader, euro('USD'), clock.nowMs)).toBeUndefined();
  prices.misbehave('kraken', undefined);
  await round();
  expect(await goodRate(reader, euro('USD'), clock.nowMs)).toBeDefined();
});

test('a jump that all sources make at once is not believed within the hour, and is after it', async () => {
  await round();
  prices.moves({ RUB: 4_900 });
  passes(MINUTE_MS);
  await round();
  expect(await known('RUB')).toBeCloseTo(0.0098, 4);
  expect(doubts).toEqual(['RUB/EUR jumped']);
  passes(60 * MINUTE_MS);
  await round();
  expect(await known('RUB')).toBeCloseTo(0.0049, 4);
});

test('who does not hold the lease asks nobody', async () => {
  const idle = rates({ held: async () => false } as never);
  expect(await idle()).toBe('rest');
});

test('old rates are forgotten, but for those that unsettled money may still need', async () => {
  await house.rates('USD', '0.9', { agoMs: 50 * MINUTE_MS, goodForMs: MINUTE_MS });
  await house.rates('USD', '0.91', { agoMs: 40 * MINUTE_MS, goodForMs: 10 * MINUTE_MS });
  const order = await house.places({ asset: 'USD', market: '0.9', expiresInMs: -1_000 });
  await house.takes(order, { receivedAt: new Date(Date.now() - 35 * MINUTE_MS) });
  expect(await sweepRates(reader, 30 * MINUTE_MS, 100)).toBe(1);
  expect(await house.read(sql`select rate::text from payments.rate`)).toEqual([{ rate: '0.91' }]);
});
