import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TransferId } from '../../contracts/ids.ts';
import { sql } from '../../prisma/tx.ts';
import { childId, newId } from '../../runtime/ids.ts';
import { type House, type Order, openHouse } from '../test-house.ts';
import { readPayments } from './faults.ts';
import { recordTakeBack } from './take-backs.ts';

let house: House;
let order: Order;
beforeEach(async () => {
  house = await openHouse();
  order = await house.places({ minor: 1_001n, feeBps: 250n });
  await house.process(0).settle(await house.takes(order));
  await house.process(0).settle(await house.takes(order)); // twice: owed
  await house.process(0).settle(await house.takes(await house.places({ least: 8n }), { minor: 7n }));
  await house.takes(await house.places()); // not settled yet
  await house.places(); // never paid
});
afterEach(() => house.close());

const found = async (pageSize?: number): Promise<string[]> => {
  const faults: string[] = [];
  for await (const page of readPayments(house.app, pageSize)) faults.push(...page.faults.map(({ what }) => what));
  return faults;
};
const forges = (script: string) => house.asSuperuser(`set session_replication_role = replica; ${script}`);

test('payments that were credited, owed, not settled or never made agree with the books, in pages of any size', async () => {
  for (const size of [1, 2, 1_000]) expect(await found(size)).toEqual([]);
});

test('a charge that was never posted is found', async () => {
  await forges(
    `update payments.charge set outcome = 'owed', owed_reason = 'paid-twice', settled_at = now() where outcome is null`,
  );
  expect((await found()).join()).toMatch(/^order \S+ has 1 settled charges, the books have 0 deposits$/);
});

test('a deposit nobody paid for is found: for an order, and for none', async () => {
  await forges(
    `insert into ledger.transfer (id, action, kind, subject) values (uuidv7(), 'post', 'deposit', '${order.id}')`,
  );
  expect((await found()).join()).toContain('the books have 3 deposits');
  await forges(
    `insert into ledger.transfer (id, action, kind, subject) values (uuidv7(), 'post', 'deposit', '${newId(Date.now())}')`,
  );
  expect(await found()).toContain('a deposit is for no order');
});

test('a deposit that was credited to another player is found', async () => {
  const { account } = await house.holds(5_000n);
  await forges(`
    update ledger.entry set account_id = ${account}, version = 99 where account_id = ${await house.accountOf(order.player)}`);
  expect(await found()).toEqual([`order ${order.id} was credited to somebody else`]);
});

test('a charge that took another amount than was posted is found', async () => {
  await forges(`update payments.charge set minor = minor + 1 where order_id = '${order.id}' and outcome = 'credited'`);
  expect((await found()).join()).toBe(`order ${order.id}: its charges took 2003, the books have 2002`);
});

test('a player who was credited another amount than the charge says is found', async () => {
  await forges(`update payments.charge set credit_minor = 976 where order_id = '${order.id}' and outcome = 'credited'`);
  expect((await found()).join()).toBe(`order ${order.id} was credited 976, the books have 975`);
});

test('an order that says it was credited and was not is found', async () => {
  await forges(
    `update payments."order" set status = 'credited', settled_at = now() where status = 'opening' and id <> '${order.id}'`,
  );
  expect((await found()).filter((what) => /is credited, with 0 credited charges/.test(what)).length).toBe(3);
});

test('what went back of a charge and was not booked so is found', async () => {
  const step = (name: string) => childId(order.id, name) as TransferId;
  const [charge] = await house.read<{ id: string }>(
    sql`select id from payments.charge where order_id = ${order.id} and outcome = 'credited'`,
  );
  const dispute = {
    provider: 'telegram',
    id: 'du_1',
    kind: 'dispute',
    chargeId: charge?.id ?? '',
    asset: 'EUR',
    minor: 900n,
  } as const;
  await house.transaction((tx) =>
    recordTakeBack(tx, { ...dispute, state: 'open', reason: null }, step('take'), step('undo')),
  );
  expect(await found()).toEqual([]);
  await forges(
    `update payments.take_back set minor = minor + 1, booked_minor = booked_minor + 1, from_cash = from_cash + 1`,
  );
  expect((await found()).join()).toBe(`order ${order.id}: 901 went back, the books have 900`);
  await forges(`update payments.take_back set minor = 900, booked_minor = 900, from_cash = from_cash - 1`);
});

test('what went back, and did not come out of where it was credited, is found', async () => {
  const back = await house.places({ asset: 'USD', minor: 1_000n, market: '0.9' });
  const step = (name: string) => childId(back.id, name) as TransferId;
  const paid = await house.takes(back);
  await house.process(0).settle(paid);
  const { chargeId } = paid;
  const refund = { provider: 'telegram', id: 're_1', kind: 'refund', chargeId, asset: 'USD', minor: 500n } as const;
  await house.transaction((tx) =>
    recordTakeBack(tx, { ...refund, state: 'refunded', reason: null }, step('take'), step('undo')),
  );
  expect(await found()).toEqual([]);
  await forges(`update payments.take_back set booked_minor = 451, from_cash = 451 where id = 're_1'`);
  expect((await found()).join()).toBe(
    `order ${back.id}: what went back is 451 where it was credited or owed, the books have 450`,
  );
  await forges(`update payments.take_back set booked_minor = 450, from_cash = 450 where id = 're_1'`);
});
