import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Money, money } from '../domain/money.ts';
import { sql } from '../prisma/tx.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import type { ShownIn } from '../records/payments/orders.ts';
import { type Guest, type House, openHouse } from '../records/test-house.ts';
import { admitPlayer, FIRST_WALLET } from './admit-player.ts';
import type { DepositRefusal, OpenedDeposit } from './open-deposit.ts';
import { noRails, openCashier, patience, rails, terms } from './test-cashier.ts';

let house: House;
let cashier: ReturnType<typeof openCashier>;
beforeAll(async () => {
  house = await openHouse();
  cashier = openCashier(house);
});
afterAll(() => house.close());

const euros = (minor: bigint): Money => money('EUR', minor);
const wish = (amount: Money, shownIn?: ShownIn) => ({ rail: 'telegram-invoice', amount, shownIn }) as const;
const opens = (player: Guest, amount = euros(2_500n), shownIn?: ShownIn) =>
  cashier.openDeposit(player.id, wish(amount, shownIn));

function opened(outcome: OpenedDeposit | DepositRefusal): OpenedDeposit {
  if ('reason' in outcome) throw new Error(`refused: ${outcome.reason}`);
  return outcome;
}

/** Everything that a deposit writes, counted. */
const written = async () => [
  await house.count(sql`select count(*) from payments.quote`),
  await house.count(sql`select count(*) from payments."order"`),
  await house.count(sql`select count(*) from delivery.outbox`),
  await house.count(sql`select count(*) from audit.entry`),
];

/** What comes of it, and that nothing was written. */
async function refusal(attempt: () => Promise<OpenedDeposit | DepositRefusal>) {
  const before = await written();
  const outcome = await attempt();
  expect(await written()).toEqual(before);
  return outcome;
}

test('a deposit is an order with its quote, the start of its workflow and a line in the trail, all or nothing', async () => {
  const player = await house.admits();
  const before = await written();
  const { orderId, isNew } = opened(await opens(player));
  expect(isNew).toBe(true);
  expect((await written()).map((now, n) => now - (before[n] ?? 0))).toEqual([1, 1, 1, 1]);
  const order = await house.order({ id: orderId, player, asset: 'EUR', minor: 2_500n });
  expect(order).toMatchObject({ status: 'opening', pay: euros(2_500n), fee: euros(63n), credit: euros(2_437n) });
  const [start] = await house.read<{ body: unknown }>(
    sql`select body from delivery.outbox where key = ${`start:deposit-${orderId}`}`,
  );
  expect(start?.body).toMatchObject({
    type: 'deposit',
    workflowId: `deposit-${orderId}`,
    input: { orderId, expiresAtMs: order.expiresAt.getTime(), ...patience },
    summary: 'Deposit of 25.00 EUR by telegram-invoice',
    attributes: { rail: 'telegram-invoice', playerId: player.id, stage: 'awaiting-payment' },
  });
});

test('a rail that is off takes nothing', async () => {
  const player = await house.admits();
  const closed = cashier.openDepositWith(noRails);
  expect(await refusal(() => closed(player.id, wish(euros(2_500n))))).toEqual({ reason: 'rail-off' });
});

test('less than the least and more than the most are refused with the bound', async () => {
  const player = await house.admits();
  expect(await refusal(() => opens(player, euros(499n)))).toEqual({
    reason: 'below-minimum',
    least: money('EUR', 500n),
  });
  expect(await refusal(() => opens(player, euros(500_001n)))).toEqual({
    reason: 'above-maximum',
    most: money('EUR', 500_000n),
  });
  expect(await refusal(() => opens(player, euros(0n)))).toMatchObject({ reason: 'below-minimum' });
});

test('five may be open at once, the sixth is refused, and one that ran out makes room', async () => {
  const player = await house.admits();
  await house.places({ player, expiresInMs: -1_000 });
  for (let n = 0; n < 5; n++) opened(await opens(player));
  expect(await refusal(() => opens(player))).toEqual({ reason: 'too-many-open', count: 5 });
  expect(opened(await opens(await house.admits())).isNew).toBe(true); // another player's are another matter
});

test('a second tap on the same message finds the order of the first, whatever it asks for, and writes nothing', async () => {
  const player = await house.admits();
  const shownIn = { bot: '1', chat: player.telegramId, message: 5n };
  const first = opened(await opens(player, euros(2_500n), shownIn));
  expect(await refusal(() => opens(player, euros(2_500n), shownIn))).toEqual({ orderId: first.orderId, isNew: false });
  expect(await refusal(() => opens(player, euros(1n), shownIn))).toEqual({ orderId: first.orderId, isNew: false });
});

test('two taps in the same moment make one order', async () => {
  const player = await house.admits();
  const shownIn = { bot: '1', chat: player.telegramId, message: 6n };
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => opens(player, euros(2_500n), shownIn)));
  const orders = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [opened(outcome.value).orderId] : []));
  expect(new Set(orders).size).toBe(1);
  expect(await house.count(sql`select count(*) from payments."order" where player_id = ${player.id}`)).toBe(1);
});

test('an amount in another asset than the rail’s is refused with what it takes, and writes nothing', async () => {
  const player = await house.admits();
  const before = await written();
  expect(await opens(player, money('USD', 2_500n))).toEqual({ reason: 'wrong-asset', least: money('EUR', 500n) });
  expect(await written()).toEqual(before);
});

test('when the start of the workflow cannot be written down, there is no order either', async () => {
  const player = await house.admits();
  const before = await written();
  const enqueue = {
    ...createEnqueue(() => undefined),
    startWorkflow: async () => Promise.reject(new Error('disk full')),
  };
  const failing = cashier.openDepositWith(rails(), { enqueue });
  await expect(failing(player.id, wish(euros(2_500n)))).rejects.toThrow('disk full');
  expect(await written()).toEqual(before);
});

test('the clock of the house fixes the quote: until then, and no longer', async () => {
  const player = await house.admits();
  const at = Date.UTC(2030, 0, 1);
  const { orderId } = opened(await cashier.openDepositWith(rails(), { now: () => at })(player.id, wish(euros(2_500n))));
  const { expiresAt } = await house.order({ id: orderId, player, asset: 'EUR', minor: 2_500n });
  expect(expiresAt.getTime()).toBe(at + terms.validForMs);
});

test('somebody who writes to the bot is admitted with the wallet everybody starts with, and a language of bearable length', async () => {
  const admit = admitPlayer({ transaction: house.transaction, now: Date.now });
  const player = await admit({ id: '42', language: 'x'.repeat(5_000) });
  expect(player).toMatchObject({ wallet: FIRST_WALLET, isNew: true });
  expect(player.language).toHaveLength(35);
  expect(await admit({ id: '42', language: 'de' })).toEqual({ ...player, language: 'de', isNew: false });
});
