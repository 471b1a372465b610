import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../prisma/tx.ts';
import type { RailEvent } from '../rails/deposit-rail.ts';
import type { PayoutNews, RailNews, TakeBackNews } from '../rails/told-rail.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { hasOpenDispute } from '../records/payments/reads.ts';
import { type House, type Order, openHouse, shuffled } from '../records/test-house.ts';
import { childId } from '../runtime/ids.ts';
import { recordNews } from './record-news.ts';
import { patience } from './test-cashier.ts';

let house: House;
const moved: PayoutNews[] = [];
beforeAll(async () => {
  house = await openHouse({ processes: 4 });
});
afterAll(() => house.close());

const record = (news: readonly RailNews[], process = 0, refundsTold: unknown[] = []) =>
  recordNews({
    transaction: house.process(process).transaction,
    enqueue: createEnqueue(() => undefined),
    staffChat: { bot: '1', chat: '-100', againMs: 60_000 },
    hint: () => undefined,
    patience,
    now: Date.now,
    payoutMoved: async (_tx, news) => void moved.push(news),
    refundMoved: async (_tx, news) => void refundsTold.push(news),
  })(news);
const paid = (order: Order): RailEvent => ({
  kind: 'paid',
  provider: 'stripe',
  chargeId: `pi_${order.id}`,
  orderId: order.id,
  payer: 'card-1',
  asset: 'EUR',
  minor: order.minor,
  providerRef: 'ch_1',
});
const dispute = (order: Order, state: TakeBackNews['state']): TakeBackNews => ({
  kind: 'taken-back',
  by: 'dispute',
  provider: 'stripe',
  id: `du_${order.id}`,
  chargeId: `pi_${order.id}`,
  asset: 'EUR',
  minor: order.minor,
  state,
  reason: 'fraudulent',
});
const settle = (order: Order) =>
  house.process(0).settle({
    provider: 'stripe',
    chargeId: `pi_${order.id}`,
    orderId: order.id,
    transferId: childId(order.id, 'charge') as never,
  });
const cash = (order: Order) =>
  house.count(sql`select balance from ledger.account where player_id = ${order.player.id} and kind = 'player-cash'`);

test('a payment and its dispute told together wait for the payment to be settled, and write nothing until then', async () => {
  const order = await house.places();
  await expect(record([paid(order), dispute(order, 'open')])).rejects.toThrow(/not settled yet/);
  expect(await house.count(sql`select count(*) from payments.charge where order_id = ${order.id}`)).toBe(0);
  await record([paid(order)]);
  await settle(order);
  await record([paid(order), dispute(order, 'open')]);
  expect(await cash(order)).toBe(0);
});

test('a card is nobody’s we know: whoever holds it, the payment is the player’s', async () => {
  const order = await house.places();
  await record([paid(order)]);
  expect(await settle(order)).toMatchObject({ outcome: 'credited' });
});

test('all news of a payment, ten times each and in any order, is one credit and one dispute', async () => {
  const order = await house.places();
  await record([paid(order)]);
  await settle(order);
  const news = [[paid(order)], [paid(order), dispute(order, 'open')], [paid(order), dispute(order, 'won')]];
  await Promise.all(shuffled(Array.from({ length: 10 }, () => news).flat()).map((each, n) => record(each, n)));
  expect(await cash(order)).toBe(2_500);
  const of = sql`select count(*) from payments.take_back where order_id = ${order.id} and state = 'won'`;
  expect(await house.count(of)).toBe(1);
  expect(await house.faults()).toEqual([]);
});

test('the chat is told of each step once', async () => {
  const order = await house.places({ shownIn: { bot: '1', chat: '77', message: 5n } });
  await record([paid(order)]);
  await settle(order);
  for (const state of ['open', 'open', 'lost', 'lost'] as const) await record([dispute(order, state)]);
  const told = await house.read<{ state: string }>(sql`
    select body -> 'takenBack' ->> 'state' as state from delivery.outbox
    where body ->> 'orderId' = ${order.id} and body -> 'takenBack' is not null order by id`);
  expect(told).toEqual([{ state: 'open' }, { state: 'lost' }]);
});

test('of a payment in another currency the chat is told what went back as it was paid, and what is owed as it was credited', async () => {
  const shownIn = { bot: '1', chat: '78', message: 6n };
  const order = await house.places({ asset: 'USD', minor: 10_000n, market: '0.9', shownIn });
  await house.process(0).settle(await house.takes(order, { providerRef: `ch_${order.id}` }));
  const cash = await house.accountOf(order.player);
  await house.moves(cash, await house.houseAccount('bankroll', 'EUR', 'house'), 8_000n); // lost at play
  await record([{ ...unnamed(order, 'open'), asset: 'USD' }]);
  const told = await house.read<{ told: unknown }>(sql`
    select body -> 'takenBack' as told from delivery.outbox where body ->> 'orderId' = ${order.id} and body ? 'takenBack'`);
  expect(told).toEqual([{ told: { state: 'open', asset: 'USD', minor: '10000', owes: '8000', owesIn: 'EUR' } }]);
});

test('staff are called for a dispute once, and told in the same message when it is decided, in whatever order it is told', async () => {
  const order = await house.places();
  await record([paid(order)]);
  await settle(order);
  const calls = () =>
    house.read<{ id: string; open: boolean }>(sql`
      select id, ended_at is null as open from payments.attention where subject = ${`deposit-${order.id}`}`);
  const letters = async (id: string) =>
    (await house.read<{ key: string }>(sql`select key from delivery.outbox where key like ${`attention:${id}:%`}`)).map(
      ({ key }) => key.replace(id, '…'),
    );
  await Promise.all(Array.from({ length: 10 }, (_, n) => record([dispute(order, 'open')], n)));
  const [call] = await calls();
  expect(await calls()).toEqual([{ id: call?.id, open: true }]);
  expect(await letters(call?.id ?? '')).toEqual(['attention:…:0']);
  for (const state of ['won', 'open', 'won'] as const) await record([dispute(order, state)]);
  expect(await calls()).toEqual([{ id: call?.id, open: false }]);
  expect(await letters(call?.id ?? '')).toEqual(['attention:…:0', 'attention:…:0:over']);
});

/** As it is told of a payment with no order of ours: Stripe's own numbers, and real currency. */
const unnamed = (order: Order, state: TakeBackNews['state']): TakeBackNews => ({
  ...dispute(order, state),
  unnamed: [`pi_${order.id}`, `ch_${order.id}`],
});

test('a dispute of a Telegram invoice is heard through the account that took it, by either of its numbers there', async () => {
  for (const providerRef of ['pi_', 'ch_'] as const) {
    const order = await house.places();
    await house.process(0).settle(await house.takes(order, { providerRef: `${providerRef}${order.id}` }));
    const isFrozen = () => house.transaction((tx) => hasOpenDispute(tx, order.player.id));
    await record([unnamed(order, 'open')]);
    expect([await cash(order), await isFrozen()]).toEqual([0, true]);
    await record([unnamed(order, 'open')]);
    await record([unnamed(order, 'won')]);
    expect([await cash(order), await isFrozen()]).toEqual([2_500, false]);
  }
});

test('one in play money is taken back in play money, whatever its account calls it', async () => {
  const order = await house.places({ asset: 'PLAY-EUR' });
  await house.process(0).settle(await house.takes(order, { providerRef: `ch_${order.id}` }));
  await record([unnamed(order, 'open')]);
  expect(await cash(order)).toBe(0);
});

test('what is owed of a Telegram invoice and refunded in the account’s dashboard is not sent besides', async () => {
  const order = await house.places({ least: 2_501n, minor: 2_501n });
  const paid = await house.takes(order, { minor: 2_500n, providerRef: `ch_${order.id}` });
  await house.process(0).settle(paid);
  const told: unknown[] = [];
  await record([{ ...unnamed(order, 'refunded'), by: 'refund', minor: 2_500n }], 0, told);
  expect(told).toMatchObject([{ provider: 'telegram', chargeId: paid.chargeId }]);
});

test('news of payments that are nobody’s we know is passed over, and does not come again', async () => {
  const order = await house.places();
  const warned = { kind: 'warned', provider: 'stripe', id: 'issfr_2', chargeId: 'pi_mug', reason: 'stolen' } as const;
  await record([unnamed(order, 'open'), { ...warned, unnamed: ['pi_mug', 'ch_mug'] }]);
  expect(await house.count(sql`select count(*) from payments.take_back where order_id = ${order.id}`)).toBe(0);
});

test('a payout that moved is handed to its withdrawal', async () => {
  const news: PayoutNews = { kind: 'payout-moved', reference: 'p-1' };
  await record([news]);
  expect(moved).toEqual([news]);
});

test('a fraud warning stands in the trail of its order, and moves nothing', async () => {
  const order = await house.places();
  const warned = {
    kind: 'warned',
    provider: 'stripe',
    id: 'issfr_1',
    chargeId: `pi_${order.id}`,
    reason: 'stolen',
  } as const;
  await expect(record([warned])).rejects.toThrow(/not known yet/);
  await record([paid(order), warned]);
  const trail = sql`select count(*) from audit.entry where subject = ${order.id} and action = 'payment.fraud-warned'`;
  expect(await house.count(trail)).toBe(1);
});
