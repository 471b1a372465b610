import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { OrderId, TransferId } from '../../contracts/ids.ts';
import { sql } from '../../prisma/tx.ts';
import { newId } from '../../runtime/ids.ts';
import { type House, type Order, openHouse, repeated, shuffled } from '../test-house.ts';
import { type ChargeToSettle, recordCharge, unsettledCharges } from './charges.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ processes: 4 });
});
afterEach(async () => expect(await house.faults()).toEqual([]));
afterAll(() => house.close());

const settle = (charge: ChargeToSettle, process = 0) => house.process(process).settle(charge);
const owed = async (asset = 'EUR') =>
  house.count(sql`select coalesce(sum(balance), 0) from ledger.account where kind = 'owed' and asset = ${asset}`);
const lettersAbout = (order: Order) =>
  house.count(
    sql`select count(*) from delivery.outbox where kind = 'telegram' and lane = ${`1:${order.player.telegramId}`}`,
  );
const traceOf = (order: Order) =>
  house.read<{ action: string; detail: Record<string, unknown> }>(
    sql`select action, detail from audit.entry where subject = ${order.id} and actor = 'provider' order by id`,
  );
const shownTo = (player: { telegramId: string }) => ({ bot: '1', chat: player.telegramId, message: 1n });

/** An order whose player watches it in a chat. */
async function watchedOrder(wish: Parameters<House['places']>[0] = {}): Promise<Order> {
  const player = await house.admits();
  return house.places({ ...wish, player, shownIn: shownTo(player) });
}

test('a payment as it was asked for is credited, with its letter and its trace', async () => {
  const order = await watchedOrder();
  expect(await settle(await house.takes(order))).toEqual({ outcome: 'credited', late: false });
  expect(await house.cashOf(order.player)).toBe(2_500n);
  expect(await house.order(order)).toMatchObject({ status: 'credited', late: false, settledAt: expect.any(Date) });
  expect(await lettersAbout(order)).toBe(1);
  expect(await traceOf(order)).toMatchObject([{ action: 'deposit.credited', detail: { minor: '2500', late: false } }]);
});

test('one payment settled a hundred times at once, in four processes, is credited once', async () => {
  const order = await watchedOrder();
  const charge = await house.takes(order);
  const answers = await Promise.all(repeated(charge, 100).map(settle));
  expect(answers).toEqual(repeated({ outcome: 'credited', late: false }, 100));
  expect(await house.cashOf(order.player)).toBe(2_500n);
  expect(await lettersAbout(order)).toBe(1);
  expect(await traceOf(order)).toHaveLength(1);
});

test('payments of many orders, each told five times, shuffled and all at once, are credited once each', async () => {
  const orders = await Promise.all(Array.from({ length: 30 }, (_, n) => house.places({ minor: 1_000n + BigInt(n) })));
  const charges = await Promise.all(orders.map((order) => house.takes(order)));
  await Promise.all(shuffled(charges.flatMap((charge) => repeated(charge, 5))).map(settle));
  for (const order of orders) expect(await house.cashOf(order.player)).toBe(order.minor);
});

test('a settled payment answers the same under whatever transfer id it is asked for again', async () => {
  const order = await house.places();
  const charge = await house.takes(order);
  await settle(charge);
  expect(await settle({ ...charge, transferId: newId(Date.now()) as TransferId })).toEqual({
    outcome: 'credited',
    late: false,
  });
  expect(await house.cashOf(order.player)).toBe(2_500n);
});

test('the fee goes to the house and the rest to the player, to the last cent', async () => {
  const fees = async () => house.balanceOf(await house.houseAccount('fees'));
  const before = await fees();
  const order = await house.places({ minor: 1_001n, feeBps: 250n });
  await settle(await house.takes(order));
  expect(await house.cashOf(order.player)).toBe(975n);
  expect((await fees()) - before).toBe(26n);
});

test('what a provider took for us is what players, fees and the owed were given', async () => {
  const sum = await house.count(sql`select coalesce(sum(balance), 0) from ledger.account where asset = 'EUR'`);
  expect(sum).toBe(0);
  expect(await house.count(sql`select count(*) from ledger.account where kind = 'clearing' and balance < 0`)).toBe(1);
});

test('a payment for an order that had expired is credited, and says that it was late', async () => {
  const order = await house.places({ expiresInMs: -1_000 });
  await house.asOwner(`update payments."order" set status = 'expired' where id = '${order.id}'`);
  expect(await settle(await house.takes(order))).toEqual({ outcome: 'credited', late: true });
  expect(await house.order(order)).toMatchObject({ status: 'credited', late: true });
  expect(await house.cashOf(order.player)).toBe(2_500n);
});

test('a payment that came after the quote had run out is late, though nobody had closed the order yet', async () => {
  const order = await house.places({ expiresInMs: -1_000 });
  expect(await settle(await house.takes(order))).toEqual({ outcome: 'credited', late: true });
  expect(await house.order(order)).toMatchObject({ status: 'credited', late: true });
});

test('a payment that came in time is not late because it was settled late', async () => {
  const order = await house.places({ expiresInMs: -1_000 });
  const inTime = { receivedAt: new Date(Date.now() - 60_000) };
  expect(await settle(await house.takes(order, inTime))).toEqual({ outcome: 'credited', late: false });
});

test('a second payment of one order is owed, and does not become cash', async () => {
  const order = await watchedOrder();
  const before = await owed();
  await settle(await house.takes(order));
  expect(await settle(await house.takes(order))).toEqual({ outcome: 'owed', reason: 'paid-twice' });
  expect(await house.cashOf(order.player)).toBe(2_500n);
  expect((await owed()) - before).toBe(2_500);
  expect(await lettersAbout(order)).toBe(2);
  expect(await traceOf(order)).toMatchObject([{ action: 'deposit.credited' }, { action: 'deposit.owed' }]);
});

test('of two payments of one order settled together one is credited and one owed', async () => {
  const order = await house.places();
  const charges = [await house.takes(order), await house.takes(order)];
  const answers = await Promise.all(charges.map((charge) => settle(charge)));
  expect(answers.map((answer) => answer.outcome).sort()).toEqual(['credited', 'owed']);
  expect(await house.cashOf(order.player)).toBe(2_500n);
});

test.each([
  ['less than the rail takes', { minor: 999n }, 'below-minimum'],
  ['another currency', { asset: 'USD' }, 'wrong-currency'],
  ['play money for a real order', { asset: 'PLAY-EUR' }, 'wrong-currency'],
  ['somebody else', { payer: '1' }, 'paid-by-another'],
] as const)(
  'a payment of or by %s is owed, and the order stays open for the right one',
  async (_what, changed, reason) => {
    const order = await house.places({ least: 1_000n });
    const asset = 'asset' in changed ? changed.asset : 'EUR';
    const before = await owed(asset);
    expect(await settle(await house.takes(order, changed))).toEqual({ outcome: 'owed', reason });
    expect(await house.cashOf(order.player)).toBe(0n);
    expect((await owed(asset)) - before).toBe('minor' in changed ? Number(changed.minor) : 2_500);
    expect(await settle(await house.takes(order))).toEqual({ outcome: 'credited', late: false });
    expect(await house.cashOf(order.player)).toBe(2_500n);
  },
);

test('another player of ours is another too: the account that paid decides', async () => {
  const order = await house.places();
  const friend = await house.admits();
  expect(await settle(await house.takes(order, { payer: friend.telegramId }))).toEqual({
    outcome: 'owed',
    reason: 'paid-by-another',
  });
  expect([await house.cashOf(order.player), await house.cashOf(friend)]).toEqual([0n, 0n]);
});

test('an order nobody watches is credited without a letter', async () => {
  const order = await house.places();
  await settle(await house.takes(order));
  expect(await lettersAbout(order)).toBe(0);
});

test('a letter about a payment goes to the chat of the order, as a chat is named', async () => {
  const order = await watchedOrder();
  await settle(await house.takes(order));
  const [letter] = await house.read<{ body: unknown; key: string }>(
    sql`select body, key from delivery.outbox where lane = ${`1:${order.player.telegramId}`}`,
  );
  expect(letter?.body).toEqual({
    show: 'deposit',
    bot: '1',
    chat: order.player.telegramId,
    orderId: order.id,
    owed: null,
  });
});

test('a payment nobody recorded, or of another order, is unknown, and stops none of those settled with it', async () => {
  const [order, other] = [await house.places(), await house.places()];
  const [charge, others] = [await house.takes(order), await house.takes(other)];
  const ghost = { ...charge, chargeId: 'never recorded', transferId: newId(Date.now()) as TransferId };
  const stray = { ...others, orderId: order.id };
  expect(await Promise.all([ghost, charge, stray].map((each) => settle(each)))).toEqual([
    { outcome: 'unknown' },
    { outcome: 'credited', late: false },
    { outcome: 'unknown' },
  ]);
  expect(await house.cashOf(order.player)).toBe(2_500n);
});

test('a payment whose workflow is about to be told is not told of once more', async () => {
  const order = await house.places();
  const charge = await house.takes(order, { receivedAt: new Date(Date.now() - 120_000) });
  const unsettled = async () => (await unsettledCharges(house.app, 60_000, 1_000)).map(({ id }) => id);
  expect(await unsettled()).toContain(charge.chargeId);
  await house.read(
    sql`select delivery.enqueue('workflow-signal', ${`test:${order.id}`}, ${`deposit-${order.id}`}, 1::smallint, '{}')`,
  );
  expect(await unsettled()).not.toContain(charge.chargeId);
  await house.asSuperuser(`update delivery.outbox set status = 'done' where key = 'test:${order.id}'`);
  expect(await unsettled()).toContain(charge.chargeId);
});

test('a transfer id that another posting has used stops the settlement, and the payment stays unsettled', async () => {
  const [first, second] = [await house.places(), await house.places()];
  const used = await house.takes(first);
  await settle(used);
  const charge = await house.takes(second);
  await expect(settle({ ...charge, transferId: used.transferId })).rejects.toMatchObject({ code: 'CG001' });
  expect(await house.cashOf(second.player)).toBe(0n);
  expect(await house.order(second)).toMatchObject({ status: 'opening' });
  expect(await settle(charge)).toMatchObject({ outcome: 'credited' });
});

test('processes that settle the same payments in opposite orders do not stand in each other’s way', async () => {
  const orders = await Promise.all(Array.from({ length: 20 }, () => house.places()));
  const charges = await Promise.all(orders.map((order) => house.takes(order)));
  const answers = await Promise.all([
    ...charges.map((charge) => settle(charge, 0)),
    ...charges.toReversed().map((charge) => settle(charge, 1)),
    ...shuffled(charges).map((charge) => settle(charge, 2)),
  ]);
  expect(new Set(answers.map((answer) => answer.outcome))).toEqual(new Set(['credited']));
});

test('a payment told a hundred times at once is noted once', async () => {
  const charge = house.chargeOf(await house.places());
  const news = await Promise.all(
    Array.from({ length: 100 }, (_, n) => house.process(n).transaction((tx) => recordCharge(tx, charge))),
  );
  expect(news.filter(Boolean)).toHaveLength(1);
});

test.each([
  ['amount', { minor: 2_501n }],
  ['asset', { asset: 'USD' }],
  ['payer', { payer: '1' }],
] as const)(
  'a payment that comes back with another %s is refused: a provider does not change its mind',
  async (_what, changed) => {
    const charge = house.chargeOf(await house.places());
    await house.transaction((tx) => recordCharge(tx, charge));
    const again = house.transaction((tx) => recordCharge(tx, { ...charge, ...changed }));
    await expect(again).rejects.toMatchObject({ code: 'CG001' });
  },
);

test('a payment that comes back for another order is refused', async () => {
  const charge = house.chargeOf(await house.places());
  await house.transaction((tx) => recordCharge(tx, charge));
  const other = await house.places();
  const again = house.transaction((tx) => recordCharge(tx, { ...charge, orderId: other.id }));
  await expect(again).rejects.toMatchObject({ code: 'CG001' });
});

test('the same number from two providers is two payments', async () => {
  const order = await house.places();
  const charge = house.chargeOf(order);
  const note = (provider: string) => house.transaction((tx) => recordCharge(tx, { ...charge, provider }));
  expect([await note('telegram'), await note('another')]).toEqual([true, true]);
});

test('a payment of an order that was never placed is not noted', async () => {
  const charge = { ...house.chargeOf(await house.places()), orderId: newId(Date.now()) as OrderId };
  await expect(house.transaction((tx) => recordCharge(tx, charge))).rejects.toMatchObject({ code: '23503' });
});

test('payments that wait too long to be settled are found, oldest first, and settled ones are not', async () => {
  const [old, older, fresh, done] = await Promise.all(Array.from({ length: 4 }, () => house.places()));
  const ago = (minutes: number) => ({ receivedAt: new Date(Date.now() - minutes * 60_000) });
  const waiting = [await house.takes(older as Order, ago(10)), await house.takes(old as Order, ago(5))];
  await house.takes(fresh as Order);
  await settle(await house.takes(done as Order, ago(20)));
  const ours = new Set([old, older, fresh, done].map((order) => order?.id));
  const found = (await unsettledCharges(house.app, 60_000, 100)).filter((charge) => ours.has(charge.order_id));
  expect(found.map((charge) => charge.id)).toEqual(waiting.map((charge) => charge.chargeId));
});
