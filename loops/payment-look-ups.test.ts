import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../prisma/tx.ts';
import type { RailEvent } from '../rails/deposit-rail.ts';
import { noDepositRails } from '../rails/test-rails.ts';
import { keepInvoice } from '../records/payments/orders.ts';
import { type House, type Order, openHouse } from '../records/test-house.ts';
import { createLogger } from '../runtime/logger.ts';
import { openCashier, plainRail } from '../use-cases/test-cashier.ts';
import { paymentLookUps } from './payment-look-ups.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const DAY_MS = 86_400_000;
const paidFor = (order: Order): RailEvent => ({
  kind: 'paid',
  provider: 'stripe',
  chargeId: `pi_${order.id}`,
  orderId: order.id,
  payer: 'card-1',
  asset: 'EUR',
  minor: order.minor,
  providerRef: null,
});

/** An order that is open at its provider, and due to be asked about. */
async function openedAt(provider: string): Promise<Order> {
  const order = await house.places();
  await house.transaction((tx) => keepInvoice(tx, order.id, { link: 'https://pay.example', providerRef: provider }));
  await house.asSuperuser(`update payments."order" set look_at = now() - interval '1 second' where id = '${order.id}'`);
  return order;
}
const looks = (lookUp: (ref: string) => Promise<RailEvent | undefined>, giveUpMs = 3 * DAY_MS) =>
  paymentLookUps({
    pool: house.app,
    rails: { ...noDepositRails, 'telegram-invoice': { ...plainRail(), lookUp } },
    recordPayment: openCashier(house).recordPayment,
    held: async () => true,
    log: createLogger('test', 'fatal' as never, { write: () => undefined }),
    giveUpMs,
  })();
const nextLook = async (order: Order): Promise<Date | null> => {
  const [row] = await house.read<{ look_at: Date | null }>(
    sql`select look_at from payments."order" where id = ${order.id}`,
  );
  return row?.look_at ?? null;
};
const chargesOf = (order: Order) => house.count(sql`select count(*) from payments.charge where order_id = ${order.id}`);

test('a payment nobody told us of is found by asking, and recorded once', async () => {
  const order = await openedAt('cs_found');
  for (let n = 0; n < 2; n++) {
    await looks(async (ref) => (ref === 'cs_found' ? paidFor(order) : undefined));
    await house.asSuperuser(`update payments."order" set look_at = now() where id = '${order.id}'`);
  }
  expect(await chargesOf(order)).toBe(1);
});

test('an order that is not paid is asked about again, later each time, and in the end no more', async () => {
  const order = await openedAt('cs_open');
  await looks(async () => undefined);
  expect((await nextLook(order))?.getTime()).toBeGreaterThan(Date.now());
  await house.asSuperuser(`update payments."order" set look_at = now() - interval '1 second' where id = '${order.id}'`);
  await looks(async () => undefined, 0);
  expect(await nextLook(order)).toBeNull();
});

test('a provider that is away is asked again, and keeps nobody else from being asked', async () => {
  const [away, there] = [await openedAt('cs_away'), await openedAt('cs_there')];
  await looks(async (ref) => {
    if (ref === 'cs_away') throw new Error('503');
    return ref === 'cs_there' ? paidFor(there) : undefined;
  });
  expect([await chargesOf(away), await chargesOf(there)]).toEqual([0, 1]);
  expect(await nextLook(away)).not.toBeNull();
});
