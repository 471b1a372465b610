import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RefundId, TransferId } from '../../contracts/ids.ts';
import { assert } from '../../domain/assert.ts';
import { sql } from '../../prisma/tx.ts';
import { childId } from '../../runtime/ids.ts';
import { type House, openHouse } from '../test-house.ts';
import { readPayments } from './faults.ts';
import { hasOpenDispute, paymentsOf, readDeposit } from './reads.ts';
import {
  answerRefund,
  beginRefund,
  chargesToGiveBack,
  openRefund,
  readRefund,
  refundOfCharge,
  resolveRefund,
} from './refunds.ts';
import { recordTakeBack, type TakeBack } from './take-backs.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ processes: 4 });
});
afterAll(async () => {
  const faults = await house.faults();
  for await (const page of readPayments(house.app)) faults.push(...(page.faults as never[]));
  await house.close();
  expect(faults).toEqual([]);
});

/** An order that was paid twice, with cards: the second charge is owed. */
async function owed(minor = 2_500n) {
  const order = await house.places({ minor });
  const charge = (n: number) => ({ provider: 'stripe', id: `pi_${n}_${order.id}`, payer: 'card-1' });
  await house.process(0).settle(await house.takes(order, charge(1)));
  await house.process(0).settle(await house.takes(order, charge(2)));
  return { order, charge: charge(2).id, minor, provider: 'stripe' };
}
type Owed = Awaited<ReturnType<typeof owed>>;

const open = ({ order, charge, provider }: Owed, process = 0) =>
  house.process(process).transaction((tx) => openRefund(tx, order.id, provider, charge));
const opened = async (payment: Owed): Promise<RefundId> => {
  const did = await open(payment);
  assert(typeof did === 'object', `it was not opened: ${String(did)}`);
  return did.reference;
};
const begin = (reference: RefundId, process = 0) =>
  house.process(process).transaction((tx) => beginRefund(tx, reference));
const answer = (reference: RefundId, told: 'accepted' | 'paid' | 'refused' | 'never-accepted', attempt = 1) =>
  house.transaction((tx) =>
    answerRefund(tx, { reference, attempt, answer: told, providerRef: 're_1', why: undefined }),
  );
const sent = async (payment: Owed): Promise<RefundId> => {
  const reference = await opened(payment);
  expect(await begin(reference)).toMatchObject({ attempt: 1 });
  return reference;
};
const resolve = (reference: RefundId, outcome: 'paid' | 'refused', pass: string = randomUUID()) =>
  house.transaction((tx) => resolveRefund(tx, reference, outcome, pass));
const stateOf = async (reference: RefundId) => (await readRefund({ query: house.read }, reference))?.state;
/** What the books say of an order's owed money: set aside, and gone back. */
const booked = async ({ order }: Owed) => ({
  held: await house.count(
    sql`select coalesce(sum(h.amount), 0) from ledger.hold h join payments.refund r on r.hold_id = h.id where r.order_id = ${order.id} and h.ended_by is null`,
  ),
  gone: await house.count(
    sql`select coalesce(sum(e.amount), 0) from ledger.transfer t join ledger.entry e on e.transfer_id = t.id join ledger.account a on a.id = e.account_id
        where t.subject = ${order.id} and t.kind = 'refund-owed' and a.kind = 'clearing'`,
  ),
});
/** The provider tells of a refund made in its dashboard, or of a dispute. */
const takenBack = (payment: Owed, state: TakeBack['state'], kind: TakeBack['kind'] = 'refund') =>
  house.transaction((tx) =>
    recordTakeBack(
      tx,
      {
        provider: payment.provider,
        id: `${kind}-${payment.charge}`,
        kind,
        chargeId: payment.charge,
        asset: 'EUR',
        minor: payment.minor,
        state,
        reason: null,
      },
      childId(payment.order.id, `${kind}:take`) as TransferId,
      childId(payment.order.id, `${kind}:undo`) as TransferId,
    ),
  );

test('a charge that is owed is set aside to go back, once, whoever asks how often', async () => {
  const payment = await owed();
  const did = await Promise.all(Array.from({ length: 100 }, (_, n) => open(payment, n)));
  expect(did.filter((each) => typeof each === 'object')).toHaveLength(1);
  expect(did.filter((each) => each === 'exists')).toHaveLength(99);
  expect(await booked(payment)).toEqual({ held: 2_500, gone: 0 });
});

test('what was credited, and what nobody took, does not go back', async () => {
  const order = await house.places();
  const charge = await house.takes(order);
  const ask = (id: string) => house.transaction((tx) => openRefund(tx, order.id, 'telegram', id));
  expect(await ask(charge.chargeId)).toBe('not-owed');
  await house.process(0).settle(charge);
  expect(await ask(charge.chargeId)).toBe('not-owed');
  expect(await ask('nobody took this')).toBe('not-owed');
});

test('it is handed out for sending once, and once more only after a proof about that very attempt', async () => {
  const payment = await owed();
  const reference = await opened(payment);
  const handed = await Promise.all(Array.from({ length: 50 }, (_, n) => begin(reference, n)));
  expect(handed.filter(Boolean)).toEqual([{ attempt: 1, firstSentAt: undefined }]);
  expect(await answer(reference, 'never-accepted')).toEqual({ state: 'planned', isNews: true });
  expect(await begin(reference)).toMatchObject({ attempt: 2, firstSentAt: expect.any(Date) });
  expect(await answer(reference, 'never-accepted', 1)).toEqual({ state: 'sending', isNews: false });
  expect(await answer(reference, 'refused', 1)).toEqual({ state: 'sending', isNews: false });
});

test('told a hundred times that it is paid, it is booked once, and stays so', async () => {
  const payment = await owed();
  const reference = await sent(payment);
  const told = await Promise.all(Array.from({ length: 100 }, () => answer(reference, 'paid')));
  expect(told.filter(({ isNews }) => isNews)).toHaveLength(1);
  expect(await answer(reference, 'refused')).toEqual({ state: 'paid', isNews: false });
  expect(await resolve(reference, 'refused')).toBe(false);
  expect(await booked(payment)).toEqual({ held: 0, gone: 2_500 });
  expect(await open(payment)).toBe('exists');
});

test('a refusal keeps the money set aside until a person has given it back', async () => {
  const payment = await owed();
  const reference = await sent(payment);
  await answer(reference, 'refused');
  expect(await booked(payment)).toEqual({ held: 2_500, gone: 0 });
  expect(await begin(reference)).toBeUndefined();
  const pass = randomUUID();
  expect(await resolve(reference, 'paid', pass)).toBe(true);
  expect(await resolve(reference, 'paid', pass)).toBe(true);
  expect(await resolve(reference, 'paid')).toBe(false);
  expect(await booked(payment)).toEqual({ held: 0, gone: 2_500 });
});

test('what is back, and what is on its way, is told apart to the player; what is back keeps no account open', async () => {
  const payment = await owed();
  const { player, id } = payment.order;
  const state = async () => (await readDeposit({ query: house.read }, player.id, id))?.owed.map((each) => each.state);
  const isOwed = async () => (await paymentsOf({ query: house.read }, player.id, 0)).owed;
  expect([await state(), await isOwed()]).toEqual([['kept'], true]);
  const reference = await sent(payment);
  expect([await state(), await isOwed()]).toEqual([['going-back'], true]);
  await answer(reference, 'paid');
  expect([await state(), await isOwed()]).toEqual([['given-back'], false]);
});

test('what the provider holds for withdrawals is not given back from under them: it waits', async () => {
  const payment = await owed(7_700n);
  const { account } = await house.holds(0n);
  const clearing = await house.houseAccount('clearing');
  const room = BigInt(await house.count(sql`select -balance - held from ledger.account where id = ${clearing}`));
  // A withdrawal was promised all that the provider holds, from money that came by another way.
  await house.moves(await house.houseAccount('clearing', 'EUR', 'another'), account, room);
  const hold = childId(payment.order.id, 'promise');
  await house.asSuperuser(
    `select ledger.execute(array[row('${hold}', 'hold', 'test', null, null, null, null, null, null)::ledger.command],
      array[row(1, ${account}, -${room})::ledger.leg, row(1, ${clearing}, ${room})::ledger.leg])`,
  );
  expect(await open(payment)).toBe('rail-short');
  expect(await refundOfCharge({ query: house.read }, 'stripe', payment.charge)).toBeUndefined();
  await house.asSuperuser(
    `select ledger.execute(array[row('${childId(hold, 'end')}', 'void-hold', 'test', null, '${hold}', null, null, null, null)::ledger.command], '{}')`,
  );
  expect(await open(payment)).toHaveProperty('reference');
});

test('one that nobody began to give back is found, and one that is under way, back or disputed is not', async () => {
  const [waiting, underWay, disputed] = [await owed(), await owed(), await owed()];
  await sent(underWay);
  await takenBack(disputed, 'open', 'dispute');
  const found = (await chargesToGiveBack(house.app, 0, 1_000)).map(({ id }) => id);
  expect([waiting, underWay, disputed].map(({ charge }) => found.includes(charge))).toEqual([true, false, false]);
});

test('given back in the dashboard before we sent it, it is not sent, and booked once', async () => {
  const payment = await owed();
  const reference = await opened(payment);
  expect(await takenBack(payment, 'refunded')).toBe('booked');
  expect(await stateOf(reference)).toBe('dropped');
  expect(await begin(reference)).toBeUndefined();
  expect(await resolve(reference, 'paid')).toBe(false);
  expect(await booked(payment)).toEqual({ held: 0, gone: 0 });
  expect(await open(payment)).toBe('went-back');
});

test('news of the dashboard waits while a sending of ours may be what it is about', async () => {
  const payment = await owed();
  const reference = await sent(payment);
  expect(await takenBack(payment, 'refunded')).toBe('unsettled');
  await answer(reference, 'refused');
  expect(await takenBack(payment, 'refunded')).toBe('booked');
  expect(await stateOf(reference)).toBe('dropped');
});

test('given back by hand and written down by staff first, the provider’s own news books nothing again', async () => {
  const payment = await owed();
  await resolve(await opened(payment), 'paid');
  expect(await takenBack(payment, 'refunded')).toBe('noted');
  expect(await takenBack(payment, 'failed')).toBe('noted');
  expect(await booked(payment)).toEqual({ held: 0, gone: 2_500 });
});

test('given back by us and disputed besides, it went twice: the second time is owed to us', async () => {
  const payment = await owed();
  await answer(await sent(payment), 'paid');
  expect(await takenBack(payment, 'open', 'dispute')).toBe('booked');
  const receivable = sql`select balance from ledger.account where kind = 'receivable' and player_id = ${payment.order.player.id}`;
  expect(await house.count(receivable)).toBe(-2_500);
  expect(await takenBack(payment, 'won', 'dispute')).toBe('undone');
  expect(await house.count(receivable)).toBe(0);
});

test('what somebody else paid, had back and disputes besides is lost to the house: the order’s player owes nothing, and may withdraw', async () => {
  const order = await house.places();
  const paid = await house.takes(order, { payer: 'a stranger' });
  await house.process(0).settle(paid);
  const payment = { order, charge: paid.chargeId, minor: order.minor, provider: 'telegram' };
  await answer(await sent(payment), 'paid');
  expect(await takenBack(payment, 'open', 'dispute')).toBe('booked');
  const balances = () =>
    house.read<{ kind: string; balance: bigint }>(sql`
      select kind, balance from ledger.account where (player_id = ${order.player.id} or kind = 'written-off') and balance <> 0`);
  expect(await balances()).toEqual([{ kind: 'written-off', balance: -2_500n }]);
  expect(await house.transaction((tx) => hasOpenDispute(tx, order.player.id))).toBe(false);
  expect(await takenBack(payment, 'won', 'dispute')).toBe('undone');
  expect(await balances()).toEqual([]);
});

test('a dispute of owed money that is decided for us leaves it owed, and it goes back then, under a reference of its own', async () => {
  const payment = await owed();
  const first = await opened(payment);
  await takenBack(payment, 'open', 'dispute');
  expect(await open(payment)).toBe('went-back');
  await takenBack(payment, 'won', 'dispute');
  const second = await opened(payment);
  expect(second).not.toBe(first);
  await begin(second);
  await answer(second, 'paid');
  expect(await booked(payment)).toEqual({ held: 0, gone: 2_500 });
});

test('the application can neither write a refund nor take one back a step', async () => {
  const reference = await sent(await owed());
  await expect(
    house.read(sql`update payments.refund set state = 'planned' where reference = ${reference}`),
  ).rejects.toMatchObject({ code: '42501' });
  await answer(reference, 'paid');
  await expect(
    house.asSuperuser(`update payments.refund set state = 'planned' where reference = '${reference}'`),
  ).rejects.toThrow(/does not go from paid to planned/);
});
