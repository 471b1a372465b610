import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OrderId } from '../contracts/ids.ts';
import { AssertionError } from '../domain/assert.ts';
import { sql } from '../prisma/tx.ts';
import type { RailEvent } from '../rails/deposit-rail.ts';
import { type House, type Order, openHouse, repeated } from '../records/test-house.ts';
import { newId } from '../runtime/ids.ts';
import { openCashier, patience } from './test-cashier.ts';

let house: House;
let cashier: ReturnType<typeof openCashier>;
beforeAll(async () => {
  house = await openHouse();
  cashier = openCashier(house);
});
afterAll(() => house.close());

const paid = (order: Order, chargeId: string, changed: Partial<RailEvent> = {}): RailEvent => ({
  kind: 'paid',
  provider: 'telegram',
  chargeId,
  orderId: order.id,
  payer: order.player.telegramId,
  asset: order.asset,
  minor: order.minor,
  providerRef: 'ref-1',
  ...changed,
});
const chargesOf = (order: Order) =>
  house.read<{ id: string; outcome: string | null; provider_ref: string }>(
    sql`select id, outcome, provider_ref from payments.charge where order_id = ${order.id} order by received_at`,
  );
const signalsTo = (order: Order) =>
  house.read<{ key: string; body: Record<string, unknown> }>(
    sql`select key, body from delivery.outbox where kind = 'workflow-signal' and lane = ${`deposit-${order.id}`} order by id`,
  );
const traceOf = (order: Order) =>
  house.count(sql`select count(*) from audit.entry where action = 'payment.reported' and subject = ${order.id}`);

test('a payment is written down unsettled, its workflow is told, and the trail has it', async () => {
  const order = await house.places();
  expect(await cashier.recordPayment(paid(order, 'c-1'))).toBe(true);
  expect(await chargesOf(order)).toEqual([{ id: 'c-1', outcome: null, provider_ref: 'ref-1' }]);
  expect(await signalsTo(order)).toMatchObject([
    {
      key: 'payment:telegram:c-1',
      body: {
        workflowId: `deposit-${order.id}`,
        signal: 'payment-seen',
        input: { provider: 'telegram', chargeId: 'c-1' },
      },
    },
  ]);
  expect(await traceOf(order)).toBe(1);
});

test('a payment told a hundred times at once is one charge, one signal, one line in the trail', async () => {
  const order = await house.places();
  const news = await Promise.all(repeated(paid(order, 'c-2'), 100).map(cashier.recordPayment));
  expect(news.filter(Boolean)).toHaveLength(1);
  expect(await chargesOf(order)).toHaveLength(1);
  expect(await signalsTo(order)).toHaveLength(1);
  expect(await traceOf(order)).toBe(1);
});

test('two payments of one order are two charges and two signals', async () => {
  const order = await house.places();
  await cashier.recordPayment(paid(order, 'c-3'));
  await cashier.recordPayment(paid(order, 'c-4'));
  expect((await chargesOf(order)).map(({ id }) => id).sort()).toEqual(['c-3', 'c-4']);
  expect(await signalsTo(order)).toHaveLength(2);
});

test('a payment that is not what was asked for is written down all the same: the money is there', async () => {
  const order = await house.places();
  expect(await cashier.recordPayment(paid(order, 'c-5', { minor: 1n, asset: 'USD', payer: 'somebody' }))).toBe(true);
  expect(await chargesOf(order)).toHaveLength(1);
});

test('the signal can start the workflow anew, with ids and durations and nobody’s name', async () => {
  const order = await house.places();
  await cashier.recordPayment(paid(order, 'c-6'));
  const [signal] = await signalsTo(order);
  const { expiresAt } = await house.order(order);
  expect(signal?.body.start).toMatchObject({
    type: 'deposit',
    workflowId: `deposit-${order.id}`,
    input: { orderId: order.id, expiresAtMs: expiresAt.getTime(), ...patience },
    summary: 'Deposit of 25.00 EUR by telegram-invoice',
    attributes: { rail: 'telegram-invoice', playerId: order.player.id, stage: 'awaiting-payment' },
  });
  expect(JSON.stringify(signal)).not.toContain(order.player.telegramId);
});

test('a payment for an order that was never placed stops, so that a person looks, and nothing is written', async () => {
  const ghost = { ...(await house.places()), id: newId(Date.now()) as OrderId };
  await expect(cashier.recordPayment(paid(ghost, 'c-7'))).rejects.toThrow(AssertionError);
  expect(await signalsTo(ghost)).toEqual([]);
});

test('a payment that comes back with another body stops, and nothing of the second is written', async () => {
  const order = await house.places();
  await cashier.recordPayment(paid(order, 'c-8'));
  await expect(cashier.recordPayment(paid(order, 'c-8', { minor: 9_999n }))).rejects.toMatchObject({ code: 'CG001' });
  expect(await signalsTo(order)).toHaveLength(1);
});
