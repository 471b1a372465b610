import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PayoutId, StaffId, WithdrawalId } from '../../contracts/ids.ts';
import type { QueueName } from '../../contracts/operations.ts';
import type { Row, Sql } from '../../prisma/tx.ts';
import { type House, openHouse } from '../test-house.ts';
import { endAttention, openAttention, raiseAttention } from './attention.ts';
import { pausedRails, readPauses, withdrawalsToSend } from './pause-reads.ts';
import { pauseRail, resumeRail } from './pauses.ts';
import { countQueues, readQueue } from './queue-reads.ts';
import { readCheckout } from './reads.ts';
import { openWithdrawals } from './test-withdrawals.ts';
import { beginPayout, reviewWithdrawal } from './withdrawals.ts';

let house: House;
let withdrawals: ReturnType<typeof openWithdrawals>;
let ops: StaffId;
beforeAll(async () => {
  house = await openHouse({ processes: 3 });
  withdrawals = openWithdrawals(house);
  await withdrawals.funds(1_000_000n);
  ops = await house.employs(['ops']);
});
afterAll(async () => {
  const faults = await house.faults();
  await house.close();
  expect(faults).toEqual([]);
});

const reader = { query: <R extends Row>(statement: Sql) => house.read<R>(statement) };
const rich = async () => (await house.holds(10_000n)).player;
const pause = { by: undefined as StaffId | undefined, reason: 'provider-in-trouble' } as const;
const isPausedOut = (on: boolean) =>
  house.transaction(async (tx) =>
    on ? pauseRail(tx, 'stripe', 'out', { ...pause, by: ops }) : resumeRail(tx, 'stripe', 'out'),
  );

test('of a hundred who press at once one has paused it, and each direction is for itself', async () => {
  const presses = Array.from({ length: 100 }, (_, n) =>
    house.process(n).transaction((tx) => pauseRail(tx, 'stripe', 'out', { ...pause, by: ops })),
  );
  expect((await Promise.all(presses)).filter(Boolean)).toHaveLength(1);
  expect([...(await pausedRails(reader, 'out'))]).toEqual(['stripe']);
  expect([...(await pausedRails(reader, 'in'))]).toEqual([]);
  const [paused] = await readPauses(reader);
  expect(paused).toMatchObject({
    rail: 'stripe',
    direction: 'out',
    reason: 'provider-in-trouble',
    by: expect.any(String),
  });
  expect(await isPausedOut(false)).toBe(true);
  expect(await isPausedOut(false)).toBe(false);
});

test('while a rail is paused no part is handed out, and the first to ask after it gets it, once', async () => {
  const id = await withdrawals.sent((await rich()).id);
  const reference = (await withdrawals.read(id)).parts[0]?.reference as PayoutId;
  await isPausedOut(true);
  const asks = () =>
    Promise.all(
      Array.from({ length: 100 }, (_, n) => house.process(n).transaction((tx) => beginPayout(tx, reference))),
    );
  expect((await asks()).filter(Boolean)).toEqual([]);
  expect(await withdrawalsToSend(reader, 'stripe')).toEqual([id]);
  await isPausedOut(false);
  expect((await asks()).filter(Boolean)).toHaveLength(1);
  expect(await withdrawalsToSend(reader, 'stripe')).toEqual([]);
});

test('an order of a rail that is paused says so to the last look before payment', async () => {
  const order = await house.places();
  const looked = () => readCheckout(reader, order.id);
  expect(await looked()).toMatchObject({ railPaused: false });
  await house.transaction((tx) => pauseRail(tx, 'telegram-invoice', 'in', pause));
  expect(await looked()).toMatchObject({ railPaused: true });
  await house.transaction((tx) => resumeRail(tx, 'telegram-invoice', 'in'));
  expect(await looked()).toMatchObject({ railPaused: false });
});

test('what is raised a hundred times at once is one, until it is over; then it is another', async () => {
  const subject = 'withdrawal-01960000-0000-7000-8000-00000000000a';
  const raise = () =>
    Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        house.process(n).transaction((tx) => raiseAttention(tx, subject, 'unknown-outcome')),
      ),
    );
  const raised = await raise();
  expect(raised.filter(({ isNews }) => isNews)).toHaveLength(1);
  expect(new Set(raised.map(({ id }) => id)).size).toBe(1);
  expect(await house.transaction((tx) => endAttention(tx, subject, 'not-accepted', undefined))).toBeUndefined();
  const by = { staff: ops, action: 'withdrawal.resolve' };
  const ends = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      house.process(n).transaction((tx) => endAttention(tx, subject, 'unknown-outcome', by)),
    ),
  );
  expect(ends.filter(Boolean)).toEqual([raised[0]?.id]);
  expect(await house.transaction((tx) => openAttention(tx, subject, 'unknown-outcome'))).toBeUndefined();
  const [again] = await raise();
  expect(again?.id).not.toBe(raised[0]?.id);
  await house.transaction((tx) => endAttention(tx, subject, 'unknown-outcome', undefined));
});

async function toApprove(): Promise<WithdrawalId> {
  const id = await withdrawals.held((await rich()).id);
  await withdrawals.confirms(id);
  await house.transaction((tx) => reviewWithdrawal(tx, id, 2, ['large']));
  return id;
}

test('each queue holds what waits there, the oldest first, page by page', async () => {
  const queue = (name: QueueName) => readQueue(reader, name, { after: undefined, atMost: 100 });
  const waits = async (name: QueueName, workflowId: string) =>
    (await queue(name)).find((each) => each.workflowId === workflowId);
  const [unconfirmed, order] = [await withdrawals.held((await rich()).id), await house.places()];
  const stuck = await withdrawals.sent((await rich()).id);
  const big = await withdrawals.read(await toApprove());
  expect(await waits('player', `withdrawal-${unconfirmed}`)).toMatchObject({ why: 'awaiting-code' });
  expect(await waits('player', `deposit-${order.id}`)).toBeUndefined(); // no invoice yet, and no minute old
  expect(await waits('approval', `withdrawal-${big.id}`)).toMatchObject({
    approvals: 0,
    about: { rail: 'stripe', player: big.player, amount: big.amount },
  });
  expect(await waits('stuck', `withdrawal-${stuck}`)).toBeUndefined();
  await house.transaction((tx) => raiseAttention(tx, `withdrawal-${stuck}`, 'unknown-outcome'));
  await house.transaction((tx) => raiseAttention(tx, 'refund-of-something', 'refund-by-hand'));
  expect(await waits('stuck', `withdrawal-${stuck}`)).toMatchObject({ why: 'unknown-outcome' });
  expect(await waits('stuck', 'refund-of-something')).toMatchObject({ why: 'refund-by-hand', about: undefined });

  const [first] = await readQueue(reader, 'stuck', { after: undefined, atMost: 1 });
  const rest = await readQueue(reader, 'stuck', { after: first, atMost: 100 });
  expect([first, ...rest]).toEqual(await queue('stuck'));
  expect(rest.every(({ since }) => first && since >= first.since)).toBe(true);
  const counted = await countQueues(reader);
  expect(counted.find((each) => each.queue === 'stuck')).toEqual({ queue: 'stuck', count: 2, since: first?.since });
});

test('a late payment that nobody settles stands among the stuck ones: for its rate where it must be exchanged, else as a step that is repeated', async () => {
  const receivedAt = new Date(Date.now() - 120_000);
  const late = { minor: 100_000n, expiresInMs: -300_000 };
  for (const [wish, why] of [
    [{ ...late, asset: 'RUB', market: '0.01' }, 'no-rate'],
    [late, 'retrying'],
  ] as const) {
    const order = await house.places(wish);
    await house.takes(order, { receivedAt });
    const found = await readQueue(reader, 'stuck', { after: undefined, atMost: 100 });
    const its = found.filter(({ workflowId, since }) => workflowId === `deposit-${order.id}` && +since === +receivedAt);
    expect(its).toMatchObject([{ why }]);
  }
});

test('why somebody was called and how it ended stays as it was written', async () => {
  const raised = await house.transaction((tx) => raiseAttention(tx, 'deposit-kept', 'open-dispute'));
  await house.transaction((tx) => endAttention(tx, 'deposit-kept', 'open-dispute', undefined));
  await expect(
    house.asOwner(`update payments.attention set ended_how = 'x' where id = '${raised.id}'`),
  ).rejects.toThrow(/ended once/);
  await expect(house.asOwner('delete from payments.attention')).rejects.toThrow(/ended once/);
});
