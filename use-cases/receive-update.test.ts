import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createPool } from '../prisma/pool.ts';
import { createTransaction, sql } from '../prisma/tx.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { createTelegramClient } from '../runtime/telegram/client.ts';
import { deadAddress, done, refused, TOKEN, tinyBotApi } from '../runtime/telegram/test-bot-api.ts';
import { loadTexts } from '../runtime/texts.ts';
import { checkoutOf, messageFrom, nextUpdateId, openCashier } from './test-cashier.ts';

let house: House;
let telegram: Awaited<ReturnType<typeof tinyBotApi>>;
let cashier: ReturnType<typeof openCashier>;
beforeAll(async () => {
  house = await openHouse();
  telegram = await tinyBotApi();
});
beforeEach(() => {
  cashier = openCashier(house);
  telegram.calls.length = 0;
  telegram.answers(done(true));
});
afterAll(async () => {
  await telegram.close();
  await house.close();
});

const receive = (update: unknown) => cashier.receive(telegram.client(), update);
const stored = (updateId: number) =>
  house.read<{ lane: string; source: string; body: unknown }>(
    sql`select lane, source, body from delivery.inbox where external_id = ${String(updateId)}`,
  );
const inboxRows = () => house.count(sql`select count(*) from delivery.inbox`);
const answerToCheckout = () => telegram.calls.map(({ method, body }) => ({ method, ...body }));
const textOf = (reason: string) => loadTexts().of('en')(`checkout-${reason}`);

test('a message is stored as it came, in the lane of its chat, and is not answered by us yet', async () => {
  const update = messageFrom(701);
  expect(await receive(update)).toBe('stored');
  expect(await stored(update.update_id)).toEqual([{ lane: '701', source: 'telegram:123456789', body: update }]);
  expect(telegram.calls).toEqual([]);
});

test('a message sent again is known', async () => {
  const update = messageFrom(702);
  expect([await receive(update), await receive(update)]).toEqual(['stored', 'known']);
  expect(await cashier.counted('message', 'stored')).toBe(1);
  expect(await cashier.counted('message', 'known')).toBe(1);
});

test('a tap stays in order with the messages of its chat', async () => {
  const tap = { update_id: nextUpdateId(), callback_query: { id: 'q', from: { id: 703 }, data: 'home' } };
  const block = { update_id: nextUpdateId(), my_chat_member: { chat: { id: 703 }, from: { id: 703 } } };
  expect([await receive(tap), await receive(block)]).toEqual(['stored', 'stored']);
  expect((await stored(tap.update_id))[0]?.lane).toBe('703');
  expect((await stored(block.update_id))[0]?.lane).toBe('703');
});

test.each([
  ['a kind we did not ask for', { update_id: 1, poll: { id: '1' } }],
  ['a kind that was invented yesterday', { update_id: 2, telepathy: {} }],
  ['an edited message', { update_id: 3, edited_message: { chat: { id: 1 } } }],
  ['nothing but a number', { update_id: 4 }],
  ['a message without a chat', { update_id: 5, message: { text: 'hello' } }],
  ['a message in a chat without a number', { update_id: 6, message: { chat: { id: 'seven' } } }],
  ['a message that is none', { update_id: 7, message: null }],
  ['an update without a number', { message: { chat: { id: 1 } } }],
  ['an update with a number below zero', { update_id: -1, message: { chat: { id: 1 } } }],
  ['an update whose number is a text', { update_id: '8', message: { chat: { id: 1 } } }],
  ['a list', [{ update_id: 9 }]],
  ['a text', 'hello'],
  ['null', null],
  ['nothing', undefined],
])('%s is ignored, counted and not kept', async (_what, update) => {
  const before = await inboxRows();
  expect(await receive(update)).toBe('ignored');
  expect(await inboxRows()).toBe(before);
  expect((await cashier.counted('other', 'ignored')) + (await cashier.counted('message', 'ignored'))).toBe(1);
});

test('a name that was invented yesterday does not become a name in our metrics', async () => {
  await receive({ update_id: nextUpdateId(), [`kind-${Math.random()}`]: {} });
  expect(await cashier.counted('other', 'ignored')).toBe(1);
});

test('the question before a payment is answered yes at once, from the database, and left in the trail', async () => {
  const order = await house.places();
  const asked = checkoutOf(order);
  const before = await inboxRows();
  expect(await receive(asked)).toBe('answered');
  expect(answerToCheckout()).toEqual([
    { method: 'answerPreCheckoutQuery', pre_checkout_query_id: asked.pre_checkout_query.id, ok: true },
  ]);
  expect(await inboxRows()).toBe(before);
  expect(
    await house.count(
      sql`select count(*) from audit.entry where action = 'checkout.allowed' and subject = ${order.id}`,
    ),
  ).toBe(1);
  expect(await cashier.answered('ok')).toBe(1);
});

test.each([
  [
    'for an order that was never placed',
    'unknown-order',
    async () => checkoutOf(await house.places(), { payload: '01960000-0000-7000-8000-000000000000' }),
  ],
  [
    'with a payload that names nothing',
    'unknown-order',
    async () => checkoutOf(await house.places(), { payload: `'; drop table x --` }),
  ],
  [
    'by another player',
    'another-player',
    async () => checkoutOf(await house.places(), { payer: await house.admits() }),
  ],
  ['of a smaller amount', 'amount-differs', async () => checkoutOf(await house.places(), { minor: 2_499n })],
  ['in another currency', 'amount-differs', async () => checkoutOf(await house.places(), { currency: 'USD' })],
  [
    'in a currency we have never heard of',
    'amount-differs',
    async () => checkoutOf(await house.places(), { currency: 'GOLD' }),
  ],
  [
    'for an order that ran out a moment ago',
    'expired',
    async () => checkoutOf(await house.places({ expiresInMs: -1 })),
  ],
  [
    'for an order with a payment that is not settled yet',
    'already-paid',
    async () => {
      const order = await house.places();
      await house.takes(order);
      return checkoutOf(order);
    },
  ],
  [
    'for an order that is credited',
    'already-paid',
    async () => {
      const order = await house.places();
      await house.process(0).settle(await house.takes(order));
      return checkoutOf(order);
    },
  ],
])('a payment %s is refused as %s, in words the player understands', async (_what, reason, ask) => {
  expect(await receive(await ask())).toBe('answered');
  expect(answerToCheckout()).toMatchObject([{ ok: false, error_message: textOf(reason) }]);
  expect(await cashier.answered(reason)).toBe(1);
  const [trace] = await house.read(
    sql`select action, detail->>'reason' as reason from audit.entry order by id desc limit 1`,
  );
  expect(trace).toEqual({ action: 'checkout.refused', reason });
});

test('an order runs out by the clock, whether or not anybody has closed it', async () => {
  const order = await house.places({ expiresInMs: 60_000 });
  await receive(checkoutOf(order));
  cashier.clock.offsetMs = 60_001;
  await receive(checkoutOf(order));
  expect(answerToCheckout()).toMatchObject([{ ok: true }, { ok: false, error_message: textOf('expired') }]);
});

test('after a payment that is owed, the right one may still go ahead', async () => {
  const order = await house.places();
  await house.process(0).settle(await house.takes(order, { asset: 'USD' }));
  await receive(checkoutOf(order));
  expect(answerToCheckout()).toMatchObject([{ ok: true }]);
});

test('where payments are not real, Telegram asks in real currency for a play order, and no real order is paid so', async () => {
  const [play, real] = [await house.places({ asset: 'PLAY-EUR' }), await house.places()];
  const playing = openCashier(house, { playMoney: true });
  await playing.receive(telegram.client(), checkoutOf(play, { currency: 'EUR' }));
  await playing.receive(telegram.client(), checkoutOf(real));
  await receive(checkoutOf(play, { currency: 'EUR' }));
  expect(answerToCheckout()).toMatchObject([{ ok: true }, { ok: false }, { ok: false }]);
});

test('the same question asked a hundred times at once is answered a hundred times alike', async () => {
  const asked = checkoutOf(await house.places());
  await Promise.all(Array.from({ length: 100 }, () => receive(asked)));
  expect(answerToCheckout()).toHaveLength(100);
  expect(new Set(answerToCheckout().map((answer) => JSON.stringify(answer))).size).toBe(1);
});

test('a question that cannot be read is ignored, and nobody is charged for it', async () => {
  const asked = checkoutOf(await house.places());
  const broken = { ...asked, pre_checkout_query: { ...asked.pre_checkout_query, total_amount: '2500' } };
  expect(await receive(broken)).toBe('ignored');
  expect(telegram.calls).toEqual([]);
});

test('an answer that Telegram finds too old is told to us and done with: nobody was charged', async () => {
  telegram.answers(refused(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid'));
  expect(await receive(checkoutOf(await house.places()))).toBe('answered');
  expect(cashier.logged).toEqual(['a pre-checkout answer did not arrive']);
});

test('an answer that never left is asked for again', async () => {
  const asked = checkoutOf(await house.places());
  telegram.answers(refused(429, 'Too Many Requests: retry after 1', { retry_after: 1 }));
  await expect(receive(asked)).rejects.toThrow(/will ask again/);
  const unreachable = createTelegramClient({
    token: TOKEN,
    botId: '1',
    apiRoot: await deadAddress(),
    timeoutMs: 1_000,
  });
  await expect(cashier.receive(unreachable, asked)).rejects.toThrow(/will ask again/);
});

test('while PostgreSQL is away nothing is acknowledged and nothing is answered: Telegram sends it all again', async () => {
  const away = createPool('postgresql://cage_app:pw@127.0.0.1:1/none', { max: 1, name: 'test' });
  const receiveAway = cashier.receiveWith(away, createTransaction(away));
  await expect(receiveAway(telegram.client(), messageFrom(704))).rejects.toThrow();
  await expect(receiveAway(telegram.client(), checkoutOf(await house.places()))).rejects.toThrow();
  expect(telegram.calls).toEqual([]);
  await away.end();
});
