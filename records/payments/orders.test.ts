import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OrderId } from '../../contracts/ids.ts';
import { newId } from '../../runtime/ids.ts';
import { type Guest, type House, type Order, openHouse } from '../test-house.ts';
import { countOpenOrders, expireOrder, keepInvoice, moveOrderMessage, orderShownIn, type ShownIn } from './orders.ts';
import { readCheckout, readOrder } from './reads.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ processes: 4 });
});
afterAll(() => house.close());

const keep = (order: Order, link: string, process = 0) =>
  house.process(process).transaction((tx) => keepInvoice(tx, order.id, { link }));
const expire = (order: Order, process = 0) => house.process(process).transaction((tx) => expireOrder(tx, order.id));
const find = (shownIn: ShownIn | undefined) => house.transaction((tx) => orderShownIn(tx, shownIn));
const open = (player: Guest) => house.transaction((tx) => countOpenOrders(tx, player.id));
const checkout = (id: OrderId) => house.transaction((tx) => readCheckout(tx, id));
const settle = async (order: Order, changed = {}) => house.process(0).settle(await house.takes(order, changed));

test('an order is read as it was promised', async () => {
  const order = await house.places({
    minor: 1_001n,
    feeBps: 250n,
    shownIn: { bot: '1', chat: '-5', key: 'update:1:1:0' },
  });
  expect(await house.order(order)).toMatchObject({
    id: order.id,
    player: order.player.id,
    rail: 'telegram-invoice',
    status: 'opening',
    late: false,
    pay: { asset: 'EUR', minor: 1_001n },
    fee: { asset: 'EUR', minor: 26n },
    credit: { asset: 'EUR', minor: 975n },
    invoiceLink: undefined,
    settledAt: undefined,
    language: 'en',
    shownIn: { bot: '1', chat: '-5', message: undefined, key: 'update:1:1:0' },
  });
});

test('an order nobody placed is nobody’s', async () => {
  const ghost = newId(Date.now()) as OrderId;
  expect(await house.transaction((tx) => readOrder(tx, ghost))).toBeUndefined();
  expect(await checkout(ghost)).toBeUndefined();
});

test('a second tap on the same message finds the order of the first', async () => {
  const shownIn = { bot: '1', chat: '77', message: 12n };
  const order = await house.places({ shownIn });
  expect(await find(shownIn)).toBe(order.id);
  expect(await find({ ...shownIn, message: 13n })).toBeUndefined();
  expect(await find({ ...shownIn, chat: '78' })).toBeUndefined();
  expect(await find({ ...shownIn, bot: '2' })).toBeUndefined();
  expect(await find(undefined)).toBeUndefined();
});

test('one message is never the message of two orders', async () => {
  const shownIn = { bot: '1', chat: '79', message: 12n };
  await house.places({ shownIn });
  await expect(house.places({ shownIn })).rejects.toMatchObject({ code: '23505' });
});

test('a message that was replaced by another is the order’s message from then on', async () => {
  const order = await house.places({ shownIn: { bot: '1', chat: '80', key: 'update:1:9:0' } });
  await house.transaction((tx) => moveOrderMessage(tx, order.id, 99n));
  expect((await house.order(order)).shownIn).toEqual({ bot: '1', chat: '80', message: 99n, key: undefined });
  expect(await find({ bot: '1', chat: '80', message: 99n })).toBe(order.id);
});

test('an order keeps its first invoice, whoever makes another', async () => {
  const order = await house.places();
  expect(await keep(order, 'https://first')).toEqual({ link: 'https://first', isFirst: true });
  expect(await keep(order, 'https://second')).toEqual({ link: 'https://first', isFirst: false });
  expect(await house.order(order)).toMatchObject({ status: 'awaiting-payment', invoiceLink: 'https://first' });
});

test('of a hundred invoices made at once one is kept, and everybody is told which', async () => {
  const order = await house.places();
  const kept = await Promise.all(Array.from({ length: 100 }, (_, n) => keep(order, `https://invoice/${n}`, n)));
  expect(kept.filter((invoice) => invoice?.isFirst)).toHaveLength(1);
  expect(new Set(kept.map((invoice) => invoice?.link)).size).toBe(1);
});

test('an order that ran out, or is paid, gets no invoice any more', async () => {
  const [expired, paid] = [await house.places(), await house.places()];
  await expire(expired);
  await settle(paid);
  expect(await keep(expired, 'https://late')).toBeUndefined();
  expect(await keep(paid, 'https://late')).toBeUndefined();
});

test('an order is closed once, and only while nothing was paid for it', async () => {
  const [unpaid, paid] = [await house.places(), await house.places()];
  expect([await expire(unpaid), await expire(unpaid)]).toEqual([true, false]);
  await house.takes(paid);
  expect(await expire(paid)).toBe(false);
  expect(await house.order(paid)).toMatchObject({ status: 'opening' });
});

test('an order that was paid wrongly is closed in its time: what is owed does not keep it open', async () => {
  const order = await house.places({ least: 2n });
  await settle(order, { minor: 1n });
  expect(await expire(order)).toBe(true);
});

test('a payment that comes at the moment an order closes is credited, whoever is first', async () => {
  const orders = await Promise.all(Array.from({ length: 40 }, () => house.places()));
  const races = orders.flatMap((order, n) => [expire(order, n), settle(order)]);
  await Promise.all(races);
  for (const order of orders) {
    expect(await house.cashOf(order.player)).toBe(2_500n);
    expect(await house.order(order)).toMatchObject({ status: 'credited' });
  }
  expect(await house.faults()).toEqual([]);
});

test('a credited order does not expire', async () => {
  const order = await house.places();
  await settle(order);
  expect(await expire(order)).toBe(false);
});

test('open are the orders a player could still pay', async () => {
  const player = await house.admits();
  expect(await open(player)).toBe(0);
  const [waiting, expired, paid] = [
    await house.places({ player }),
    await house.places({ player }),
    await house.places({ player }),
  ];
  await house.places({ player, expiresInMs: -1_000 }); // ran out, though nobody has closed it yet
  await house.places(); // another player's
  await keep(waiting, 'https://invoice');
  await expire(expired);
  await settle(paid);
  expect(await open(player)).toBe(1);
});

test('before a payment one sees whose order it is, what it costs and whether a payment is known', async () => {
  const order = await house.places({ minor: 700n });
  expect(await checkout(order.id)).toMatchObject({
    status: 'opening',
    payer: order.player.telegramId,
    asset: 'EUR',
    minor: 700n,
    charged: false,
  });
  await house.takes(order);
  expect(await checkout(order.id)).toMatchObject({ charged: true });
});

test('a payment that is owed does not close the order to the right one', async () => {
  const order = await house.places({ least: 2n });
  await settle(order, { minor: 1n });
  expect(await checkout(order.id)).toMatchObject({ charged: false });
});
