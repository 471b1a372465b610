import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { OrderId, QuoteId } from '../../contracts/ids.ts';
import { depositTerms } from '../../contracts/terms.ts';
import { type ExchangeRate, exchanged, parseRate } from '../../domain/exchange-rates.ts';
import { type FeeSchedule, feeBy } from '../../domain/fees.ts';
import { money } from '../../domain/money.ts';
import { type DepositTerms, quoteDeposit } from '../../domain/quotes.ts';
import { createPool, type Pool } from '../../prisma/pool.ts';
import { query, sql } from '../../prisma/tx.ts';
import { newId } from '../../runtime/ids.ts';
import { type House, type Order, openHouse, repeated } from '../test-house.ts';
import type { ChargeToSettle } from './charges.ts';
import { placeOrder } from './orders.ts';

const MINUTE_MS = 60_000;

let house: House;
let owner: Pool;
beforeAll(async () => {
  house = await openHouse({ processes: 2 });
  owner = createPool(house.ownerUrl, { max: 1, name: 'test' });
});
afterEach(async () => expect(await house.faults()).toEqual([]));
afterAll(async () => {
  await owner.end();
  await house.close();
});

const settle = (charge: ChargeToSettle, process = 0) => house.process(process).settle(charge);
const rate = (text: string) => parseRate(text) as ExchangeRate;
const position = (asset: string) =>
  house.count(sql`select coalesce(sum(balance), 0) from ledger.account where kind = 'liquidity' and asset = ${asset}`);
const sums = async () => house.read(sql`select asset from ledger.account group by asset having sum(balance) <> 0`);

/** An order in roubles at 0.01 euro each, of which the house keeps 2 %, and a fee of 1 %. */
const roubles = (changed: Parameters<House['places']>[0] = {}) =>
  house.places({
    asset: 'RUB',
    minor: 100_000n,
    feeBps: 100n,
    least: 50_000n,
    market: '0.01',
    spreadBps: 200n,
    ...changed,
  });

test('roubles become euros by the quote: what the house took in roubles and gave in euros is its position', async () => {
  const [rub, eur] = [await position('RUB'), await position('EUR')];
  const order = await roubles();
  expect(await settle(await house.takes(order))).toEqual({ outcome: 'credited', late: false });
  // 1,000 less 10 are 990 roubles; at 0.0098 they are 9.702 euros.
  expect(await house.cashOf(order.player)).toBe(970n);
  expect([(await position('RUB')) - rub, (await position('EUR')) - eur]).toEqual([99_000, -970]);
  expect(await house.balanceOf(await house.houseAccount('fees', 'RUB'))).toBeGreaterThanOrEqual(1_000n);
  expect(await sums()).toEqual([]);
  expect((await house.order(order)).credited).toEqual({
    paid: money('RUB', 100_000n),
    fee: money('RUB', 1_000n),
    amount: money('EUR', 970n),
    rate: '0.0098',
  });
});

test('play roubles become play euros, and no real ones', async () => {
  const order = await roubles({ asset: 'PLAY-RUB' });
  await settle(await house.takes(order));
  expect([await house.cashOf(order.player, 'PLAY-EUR'), await house.cashOf(order.player)]).toEqual([970n, 0n]);
});

test('Stars become Stars, and no cash', async () => {
  const order = await house.places({ asset: 'XTR', minor: 250n });
  expect(await settle(await house.takes(order))).toEqual({ outcome: 'credited', late: false });
  const held = await house.read(
    sql`select kind, asset, balance from ledger.account where player_id = ${order.player.id} and balance <> 0`,
  );
  expect(held).toEqual([{ kind: 'player-stars', asset: 'XTR', balance: 250n }]);
});

test.each([
  ['less', 60_000n, 582n], // 594 roubles at 0.0098 are 5.8212
  ['more', 200_000n, 1_940n], // 1,980 are 19.404
])(
  '%s than was asked for is credited as it came, at the rate of its order and with the fee of what came',
  async (_what, minor, credit) => {
    const order = await roubles();
    expect(await settle(await house.takes(order, { minor }))).toEqual({ outcome: 'credited', late: false });
    expect(await house.cashOf(order.player)).toBe(credit);
    expect((await house.order(order)).credited).toMatchObject({
      paid: money('RUB', minor),
      amount: money('EUR', credit),
    });
  },
);

test('euros for an order in roubles are owed in euros, and exchanged by nobody', async () => {
  const order = await roubles();
  expect(await settle(await house.takes(order, { asset: 'EUR' }))).toEqual({
    outcome: 'owed',
    reason: 'wrong-currency',
  });
  expect(await house.cashOf(order.player)).toBe(0n);
});

test('after its quote ran out a payment is credited by the rate of the minute it arrived in, whenever it is settled', async () => {
  const order = await roubles({ expiresInMs: -1_000 });
  await house.rates('RUB', '0.012', { agoMs: 5 * MINUTE_MS });
  await house.rates('RUB', '0.02');
  const arrived = { receivedAt: new Date(Date.now() - 3 * MINUTE_MS) };
  // It is settled after the rate has moved: the one of its own minute counts.
  const late = await house.places({ asset: 'RUB', minor: 100_000n, market: '0.01', expiresInMs: -1_000 });
  await house.asOwner(`update payments."order" set status = 'expired' where id = '${late.id}'`);
  expect(await settle(await house.takes(order, arrived))).toEqual({ outcome: 'credited', late: false }); // within its quote
  expect(await settle(await house.takes(late, { receivedAt: new Date() }))).toEqual({
    outcome: 'credited',
    late: true,
  });
  expect(await house.cashOf(order.player)).toBe(970n);
  expect(await house.cashOf(late.player)).toBe(2_000n);
});

test('late money of which nobody knows the rate waits: nothing is moved, until somebody does', async () => {
  const order = await house.places({
    asset: 'USD',
    minor: 10_000n,
    market: '0.9',
    spreadBps: 100n,
    expiresInMs: -1_000,
  });
  const charge = await house.takes(order);
  await house.rates('USD', '5', { agoMs: 60 * MINUTE_MS, goodForMs: 10 * MINUTE_MS }); // good long ago, and wrong by now
  expect(await settle(charge)).toEqual({ outcome: 'no-rate' });
  expect(await settle(charge)).toEqual({ outcome: 'no-rate' });
  expect(await house.cashOf(order.player)).toBe(0n);
  await house.rates('USD', '0.92', { agoMs: -1_000 });
  const answers = await Promise.all(repeated(charge, 20).map((each, n) => settle(each, n % 2)));
  expect(answers).toEqual(repeated({ outcome: 'credited', late: true }, 20));
  // 100 dollars at 0.92 less 1 %.
  expect(await house.cashOf(order.player)).toBe(9_108n);
  expect((await house.order(order)).credited).toMatchObject({ rate: '0.9108' });
});

test('one that waits for a rate keeps no other of its batch waiting', async () => {
  const waiting = await house.places({ asset: 'TON', minor: 5_000_000_000n, market: '3', expiresInMs: -1_000 });
  const charges = [
    await house.takes(waiting),
    await house.takes(await roubles()),
    await house.takes(await house.places()),
  ];
  expect(await Promise.all(charges.map((charge) => settle(charge)))).toEqual([
    { outcome: 'no-rate' },
    { outcome: 'credited', late: false },
    { outcome: 'credited', late: false },
  ]);
});

test('a hundred payments in three currencies at once are each credited once, and every asset sums to nothing', async () => {
  const orders: Order[] = [];
  for (let n = 0; n < 100; n++)
    orders.push(
      n % 3 === 0
        ? await roubles({ minor: 100_000n + BigInt(n) })
        : await house.places({ asset: n % 3 === 1 ? 'EUR' : 'USD', market: '0.9', minor: 1_000n }),
    );
  const charges = await Promise.all(orders.map((order) => house.takes(order)));
  await Promise.all(charges.flatMap((charge, n) => [settle(charge, n % 2), settle(charge, (n + 1) % 2)]));
  expect(await sums()).toEqual([]);
  for (const order of orders) expect(await house.cashOf(order.player)).toBe((await house.order(order)).credit.minor);
});

/** What the table says a fee is, and an exchange brings, is what TypeScript says it is. */
test('a quote as it is shown is what is booked, for the terms of every rail and any amount', async () => {
  const shown: { player: Order; credit: bigint; charge: ChargeToSettle }[] = [];
  for (const { assets, validForMs } of Object.values<DepositTerms>(depositTerms)) {
    for (const [asset, terms] of Object.entries(assets)) {
      const samples = fc.sample(fc.bigInt({ min: terms.least, max: terms.most }), { numRuns: 12, seed: 7 });
      for (const minor of samples) {
        const quote = quoteDeposit(
          money(asset as 'EUR', minor),
          { assets, validForMs },
          Date.now(),
          rate('1.010037219'),
        );
        if ('reason' in quote) throw new Error(quote.reason);
        const player = await house.admits();
        const order: Order = { id: newId(Date.now()) as OrderId, player, asset: asset as 'EUR', minor };
        const quoteId = newId(Date.now()) as QuoteId;
        await house.transaction((tx) =>
          placeOrder(tx, { id: order.id, quoteId, player: player.id, rail: 'stripe', quote, shownIn: undefined }),
        );
        shown.push({ player: order, credit: quote.credit.minor, charge: await house.takes(order) });
      }
    }
  }
  await Promise.all(shown.map(({ charge }) => settle(charge)));
  for (const { player, credit } of shown) {
    const held = sql`select sum(balance) from ledger.account where player_id = ${player.player.id} and kind in ('player-cash', 'player-stars')`;
    expect(await house.count(held)).toBe(Number(credit));
  }
});

test('fees and exchanges are rounded in SQL as they are here', async () => {
  const anySchedule: fc.Arbitrary<FeeSchedule> = fc.record({
    fixed: fc.bigInt({ min: 0n, max: 10_000n }),
    bps: fc.bigInt({ min: 0n, max: 9_999n }),
    least: fc.bigInt({ min: 0n, max: 5_000n }),
    most: fc.bigInt({ min: 5_000n, max: 10n ** 12n }),
  });
  const anyAsset = fc.constantFrom('USD', 'TON', 'USDT', 'RUB' as const);
  const anyRate = fc.bigInt({ min: 10n ** 12n, max: 10n ** 21n }).map((count) => count as ExchangeRate);
  await fc.assert(
    fc.asyncProperty(
      fc.bigInt({ min: 0n, max: 10n ** 15n }),
      anySchedule,
      anyAsset,
      anyRate,
      async (minor, schedule, asset, at) => {
        const { fixed, bps, least, most } = schedule;
        const decimal = `${at / 10n ** 18n}.${(at % 10n ** 18n).toString().padStart(18, '0')}`;
        const [row] = await query<{ fee: bigint; gets: bigint }>(
          owner,
          sql`select payments.fee_by(${minor}, ${fixed}, ${Number(bps)}, ${least ?? null}, ${most ?? null}) as fee,
              payments.exchanged(${minor}, ${decimal}::numeric, ${asset}, 'EUR') as gets`,
        );
        expect(row).toEqual({
          fee: feeBy(money('EUR', minor), schedule).minor,
          gets: exchanged(money(asset, minor), at, 'EUR').minor,
        });
      },
    ),
    { numRuns: 60 },
  );
});

test('over a chain a quote is kept for its own amount: more or less gets the rate of the minute it came', async () => {
  await house.rates('TON', '2');
  const ask = () => house.places({ asset: 'TON', minor: 1_000_000_000n, market: '3', spreadBps: 100n });
  const pays = async (minor: bigint): Promise<bigint> => {
    const order = await ask();
    expect(await settle(await house.takes(order, { provider: 'ton', minor }))).toEqual({
      outcome: 'credited',
      late: false,
    });
    return house.cashOf(order.player);
  };
  expect(await pays(1_000_000_000n)).toBe(297n);
  expect(await pays(1_000_000_000_000n), 'a thousand times as much').toBe(198_000n);
  expect(await pays(500_000_000n)).toBe(99n);
});
