import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PayoutId, WithdrawalId } from '../contracts/ids.ts';
import { sql } from '../prisma/tx.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { openWithdrawals } from '../records/payments/test-withdrawals.ts';
import { beginPayout, resolvePayout } from '../records/payments/withdrawals.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { tellWorkflow } from './chain-writer.ts';
import { type HotWalletWorld, nobody, openHotWalletWorld } from './test-hot-wallet.ts';

const TON = 1_000_000_000n;

let house: House;
let world: HotWalletWorld;
let withdrawals: ReturnType<typeof openWithdrawals>;
beforeAll(async () => {
  house = await openHouse();
  world = await openHotWalletWorld(house);
  withdrawals = openWithdrawals(house);
  await withdrawals.funds(100_000n);
});
afterAll(async () => {
  await world.close();
  await house.close();
});

/** A withdrawal whose part is in the queue of the hot wallet. */
async function queued(isHandedOut = true) {
  const { player } = await house.holds(10_000n);
  const id = await withdrawals.sent(player.id);
  const reference = (await withdrawals.read(id)).parts[0]?.reference as PayoutId;
  if (isHandedOut) await handOut(reference);
  const to = nobody();
  await world.asks(to, TON, { reference });
  return { id, reference, to };
}
const handOut = (reference: PayoutId) => house.transaction((tx) => beginPayout(tx, reference));
const resolves = (reference: PayoutId, outcome: 'paid' | 'refused') =>
  house.transaction((tx) => resolvePayout(tx, reference, outcome, randomUUID()));
const stateOf = async (id: WithdrawalId) => (await withdrawals.read(id)).parts[0]?.state;

test('what staff resolve while it waits is never signed; its money is free, and the chain paid nobody', async () => {
  for (const outcome of ['refused', 'paid'] as const) {
    const { reference, to } = await queued();
    expect(await resolves(reference, outcome)).toBe(true);
    await world.runs(6, world.writer());
    expect(await world.standing(reference)).toEqual({ state: 'refused', answer: 'ended' });
    expect([await world.attempts(reference), world.tonOf(to)]).toEqual([[], 0n]);
  }
});

test('of what is signed nobody can say that it was refused: it is paid, and then it is paid in the books too', async () => {
  const { id, reference, to } = await queued();
  await world.writer()();
  expect(await resolves(reference, 'refused')).toBe(false);
  expect(await stateOf(id)).toBe('sending');
  await world.runs(9, world.writer());
  expect([(await world.standing(reference))?.state, world.tonOf(to)]).toEqual(['paid', TON]);
  expect(await resolves(reference, 'refused')).toBe(false);
});

test('of fifty that staff resolve while a writer is at work on them, each is either refused or paid', async () => {
  const all = await Promise.all(Array.from({ length: 50 }, () => queued()));
  const resolved = new Set<PayoutId>();
  await Promise.all([
    world.runs(60, world.writer()),
    ...all.map(async ({ reference }) => (await resolves(reference, 'refused')) && resolved.add(reference)),
  ]);
  for (const { reference, to } of all) {
    const isRefused = resolved.has(reference);
    expect([(await world.standing(reference))?.state, world.tonOf(to)]).toEqual(
      isRefused ? ['refused', 0n] : ['paid', TON],
    );
  }
});

test('what its withdrawal has back is not signed until it is handed out again', async () => {
  const { reference, to } = await queued(false);
  await world.runs(3, world.writer());
  expect(await world.standing(reference)).toEqual({ state: 'waiting', answer: 'not-handed-out' });
  await handOut(reference);
  await world.runs(9, world.writer());
  expect(world.tonOf(to)).toBe(TON);
});

test('the workflow of a withdrawal is told in the transaction that ends its payout, and once', async () => {
  const { id, reference } = await queued();
  const onEnded = tellWorkflow({ enqueue: createEnqueue(() => undefined) });
  await world.runs(9, world.writer({ onEnded }), world.writer({ onEnded }));
  expect((await world.standing(reference))?.state).toBe('paid');
  const told = await house.read(
    sql`select from delivery.outbox where kind = 'workflow-signal' and lane = ${`withdrawal-${id}`} and key like '%moved:%'`,
  );
  expect(told).toHaveLength(1);
});
