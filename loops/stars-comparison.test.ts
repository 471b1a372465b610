import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RefundId } from '../contracts/ids.ts';
import { assert } from '../domain/assert.ts';
import { sql } from '../prisma/tx.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { answerRefund, beginRefund, openRefund } from '../records/payments/refunds.ts';
import { type House, type Order, openHouse } from '../records/test-house.ts';
import { createLogger } from '../runtime/logger.ts';
import { createTelegramClient, type TelegramClient } from '../runtime/telegram/client.ts';
import { turnedClock } from '../sandbox/ground/test-clock.ts';
import { type StartedTelegram, startTelegram } from '../sandbox/telegram/server.ts';
import { usualWithdrawalPatience } from '../use-cases/patience.ts';
import { recordNews } from '../use-cases/record-news.ts';
import { recordPayment } from '../use-cases/record-payment.ts';
import { starsComparison } from './stars-comparison.ts';

let house: House;
let telegram: StartedTelegram;
let client: TelegramClient;
const clock = turnedClock(Date.now());
const logged: { difference?: string; msg: string }[] = [];
beforeAll(async () => {
  house = await openHouse();
  telegram = await startTelegram({ limits: 'off', clock });
  client = createTelegramClient({
    token: telegram.token,
    botId: String(telegram.botId),
    apiRoot: telegram.url,
    timeoutMs: 2_000,
  });
});
beforeEach(() => {
  logged.length = 0;
});
afterAll(async () => {
  const faults = await house.faults();
  await Promise.all([house.close(), telegram.close()]);
  expect(faults).toEqual([]);
});

const SETTLE_MS = 120_000;
const recording = {
  enqueue: createEnqueue(() => undefined),
  hint: () => undefined,
  patience: { lateWindowMs: 1_000, patienceMs: usualWithdrawalPatience.patienceMs },
  now: clock.now,
};
const round = () =>
  starsComparison({
    pool: house.app,
    transaction: house.transaction,
    bots: [client],
    recordPayment: async (tx, paid) => void (await recordPayment({ ...recording, transaction: (fn) => fn(tx) })(paid)),
    recordTakeBack: (tx, news) =>
      recordNews({
        ...recording,
        transaction: (fn) => fn(tx),
        payoutMoved: async () => undefined,
        refundMoved: async () => undefined,
      })([news]),
    held: async () => true,
    log: createLogger('test', 'info', { write: (line) => void logged.push(JSON.parse(line)) }),
    settleMs: SETTLE_MS,
    now: clock.now,
  })();
/** The list, when what is in it is old enough to be compared. */
const compares = async (): Promise<unknown[]> => {
  clock.turn(SETTLE_MS + 1_000);
  await round();
  return logged.flatMap(({ difference }) => difference ?? []);
};

let offset = 0;
/** Somebody pays so many Stars for what the payload names; answers the charge. */
async function pays(payload: string, minor = 100n, name = 'Ada') {
  const link = await client.call('createInvoiceLink', {
    title: 'Deposit',
    description: 'Stars',
    payload,
    provider_token: '',
    currency: 'XTR',
    prices: [{ label: 'Deposit', amount: Number(minor) }],
  });
  const player = telegram.player(name);
  const paying = player.pays(link);
  await telegram.until(() => telegram.pendingUpdates().some((update) => 'pre_checkout_query' in update));
  for (const update of await client.call('getUpdates', { timeout: 0, offset })) {
    offset = update.update_id + 1;
    if ('pre_checkout_query' in update)
      await client.try('answerPreCheckoutQuery', { pre_checkout_query_id: update.pre_checkout_query.id, ok: true });
  }
  const paid = await paying;
  assert(paid.outcome === 'paid', `not paid: ${paid.outcome}`);
  return { ...paid.charge, user: String(player.id) };
}
const places = async (minor = 100n): Promise<Order> => {
  const order = await house.places({ asset: 'XTR', minor });
  await house.asSuperuser(`update payments."order" set rail = 'stars' where id = '${order.id}'`);
  return order;
};
const chargesOf = (order: Order) =>
  house.read<{ id: string; minor: bigint }>(sql`select id, minor from payments.charge where order_id = ${order.id}`);
const givesBack = (charge: { id: string; user: string }) =>
  client.call('refundStarPayment', { user_id: Number(charge.user), telegram_payment_charge_id: charge.id });

test('a payment nobody told us of is recorded, and said once, however often the list is read', async () => {
  const order = await places();
  const charge = await pays(order.id);
  expect(await compares()).toEqual(['payment-unheard']);
  expect(await chargesOf(order)).toEqual([{ id: charge.id, minor: 100n }]);
  const signals = sql`select count(*) from delivery.outbox where kind = 'workflow-signal' and lane = ${`deposit-${order.id}`}`;
  expect(await house.count(signals)).toBe(1);
  logged.length = 0;
  expect(await compares()).toEqual([]);
});

test('a payment that we were told of is no difference, and one whose update may be on its way is left for later', async () => {
  const order = await places();
  const charge = await pays(order.id);
  await house.takes(order, { id: charge.id, payer: charge.user });
  await round();
  expect(await chargesOf(order)).toHaveLength(1);
  expect(await compares()).toEqual([]);
  const late = await places();
  await pays(late.id);
  await round();
  expect(await chargesOf(late)).toEqual([]);
  expect(await compares()).toEqual(['payment-unheard']);
});

test('another amount than we recorded, and an order of nobody’s, are for people: in the log, the trail and verify', async () => {
  const order = await places();
  const charge = await pays(order.id, 70n);
  await house.takes(order, { id: charge.id, payer: charge.user });
  const stranger = await pays('01960000-0000-7000-8000-000000000001');
  await pays('a gift of another shop');
  expect(await compares()).toEqual(['amount-differs', 'payment-unknown']);
  const trail = sql`select count(*) from audit.entry where action = 'stars.differ' and subject = any(${[charge.id, stranger.id]}::text[])`;
  expect(await house.count(trail)).toBe(2);
});

test('a refund of ours is no difference; one made without us is taken back', async () => {
  const [ours, theirs] = [await places(), await places()];
  const [mine, other] = [await pays(ours.id), await pays(theirs.id)];
  for (const [order, charge] of [
    [ours, mine],
    [theirs, other],
  ] as const)
    await house.process(0).settle({
      ...(await house.takes(order, { id: charge.id, payer: order === ours ? charge.user : order.player.telegramId })),
    });
  const opened = await house.transaction((tx) => openRefund(tx, ours.id, 'telegram', mine.id));
  assert(typeof opened === 'object', 'somebody else paid: it is owed');
  const reference = opened.reference as RefundId;
  await house.transaction((tx) => beginRefund(tx, reference));
  await givesBack(mine);
  await givesBack(other);
  // Of a sending under way nobody knows yet whose refund this is: the list waits for it.
  expect(await compares()).toEqual([]);
  const told = { reference, attempt: 1, answer: 'paid', providerRef: mine.id, why: undefined } as const;
  await house.transaction((tx) => answerRefund(tx, told));
  expect(await compares()).toEqual(['refund-unheard']);
  const rows = await house.read<{ charge_id: string; from: bigint }>(
    sql`select charge_id, from_cash + as_receivable as "from" from payments.take_back where order_id in (${ours.id}, ${theirs.id})`,
  );
  expect(rows).toEqual([{ charge_id: other.id, from: 100n }]);
});

test('a Telegram that is away is waited for; nothing is passed over', async () => {
  const order = await places();
  await pays(order.id);
  telegram.faults.failCalls({ methods: ['getStarTransactions'], answer: 502, next: 1 });
  expect(await compares()).toEqual([]);
  expect(await compares()).toEqual(['payment-unheard']);
});

test('a list of hundreds is read page after page, each line once', async () => {
  const orders: Order[] = [];
  for (let n = 0; n < 105; n++) orders.push(await places(100n));
  for (const order of orders) await pays(order.id);
  clock.turn(SETTLE_MS + 1_000);
  expect(await round()).toBe('again');
  expect(await round()).toBe('rest');
  expect(logged.filter(({ difference }) => difference === 'payment-unheard')).toHaveLength(105);
});
