import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PayoutId, TransferId, WithdrawalId } from '../contracts/ids.ts';
import { money } from '../domain/money.ts';
import type { PayoutRail } from '../rails/payout-rail.ts';
import { noPayoutRails } from '../rails/test-rails.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { refundableOf } from '../records/payments/refundable.ts';
import { recordTakeBack, type TakeBack } from '../records/payments/take-backs.ts';
import { openWithdrawals } from '../records/payments/test-withdrawals.ts';
import { readWithdrawal } from '../records/payments/withdrawal-reads.ts';
import { beginPayout } from '../records/payments/withdrawals.ts';
import { type Guest, type House, openHouse } from '../records/test-house.ts';
import { childId } from '../runtime/ids.ts';
import { cancelWithdrawal } from './confirm-withdrawal.ts';
import { usualWithdrawalPatience } from './patience.ts';
import { requestWithdrawal } from './request-withdrawal.ts';
import { nobodyAsks } from './test-protection.ts';
import { withdrawalSeams } from './withdrawal-seams.ts';
import { withdrawalWays } from './withdrawal-ways.ts';

/** To a bank account, as far as nothing must go back the way it came. */
const bankRail: PayoutRail = {
  id: 'adyen',
  terms: { EUR: { least: 100n, most: 500_000n, fee: { fixed: 0n, bps: 0n } } },
  takes: 'iban',
  plan: ({ amount, beyond }) =>
    beyond && beyond.minor >= amount.minor
      ? { parts: [{ amount, target: 'bank' }], destination: 'bank' }
      : { reason: 'not-coverable', most: beyond ?? money('EUR', 0n) },
  send: async () => ({ outcome: 'refused', why: 'not here' }),
  lookUp: async () => ({ state: 'never-accepted' }),
};

let house: House;
const depsOf = () => ({
  transaction: house.transaction,
  enqueue: createEnqueue(() => undefined),
  hint: () => undefined,
  now: Date.now,
  rails: { ...noPayoutRails, adyen: bankRail },
  seams: withdrawalSeams,
  requestVerification: nobodyAsks,
  patience: usualWithdrawalPatience,
  rules: { mayCancel: true },
});
beforeAll(async () => {
  house = await openHouse();
  const { account } = await house.holds(0n);
  await house.moves(await house.houseAccount('clearing', 'EUR', 'adyen'), account, 1_000_000n);
});
afterAll(() => house.close());

/** A player who has paid in €25.00 by card, and what its provider may say of it. */
async function paidIn() {
  const order = await house.places();
  const charge = { provider: 'stripe', id: `pi_${order.id}`, payer: 'card-1' };
  await house.process(0).settle(await house.takes(order, charge));
  const tell = (state: TakeBack['state']) => {
    const kind = state === 'refunded' ? 'refund' : 'dispute';
    const news: TakeBack = {
      provider: 'stripe',
      id: `${kind}-${order.id}`,
      kind,
      chargeId: charge.id,
      asset: 'EUR',
      minor: order.minor,
      state,
      reason: null,
    };
    const [taken, undone] = ['take', 'undo'].map((step) => childId(order.id, step) as TransferId);
    return house.transaction((tx) => recordTakeBack(tx, news, taken as TransferId, undone as TransferId));
  };
  return { player: order.player, tell };
}

const asks = ({ id }: Guest, minor = 2_500n) =>
  requestWithdrawal(depsOf())(id, {
    rail: 'adyen',
    amount: money('EUR', minor),
    bot: '7000000001',
    shownIn: undefined,
  });
const held = async (player: Guest): Promise<WithdrawalId> => {
  const asked = await asks(player);
  if ('reason' in asked) throw new Error(asked.reason);
  return asked.withdrawalId;
};

test('cash that was held while its payment was taken back does not leave besides: what a player owes is not theirs to take out', async () => {
  const { player, tell } = await paidIn();
  const id = await held(player);
  await tell('open'); // all of it is held: all of it is owed
  expect(await cancelWithdrawal(depsOf())(player.id, id)).toEqual({ cancelled: id });
  await tell('lost'); // withdrawals are not frozen any more
  expect(await house.cashOf(player)).toBe(2_500n);
  expect(await asks(player)).toMatchObject({
    reason: 'blocked',
    blockers: [
      { reason: 'not-coverable' },
      { reason: 'owes', debt: money('EUR', 2_500n) },
      { reason: 'insufficient-funds', available: money('EUR', 0n) },
    ],
  });
  const { ways } = await house.transaction((tx) => withdrawalWays(depsOf())(tx, player.id));
  expect(ways).toMatchObject([{ rail: 'adyen', available: money('EUR', 0n) }]);
  await house.gives(player.id, 1_000n); // €35.00 in all, of which €25.00 are owed
  expect(await asks(player, 1_001n)).toHaveProperty('reason', 'blocked');
  expect(await asks(player, 1_000n)).toHaveProperty('withdrawalId');
});

test('a withdrawal whose payment was given back while it waited for its code is looked at by people', async () => {
  const { player, tell } = await paidIn();
  const id = await held(player);
  const risks = async () => {
    const w = await readWithdrawal({ query: house.read }, id);
    return w && house.transaction((tx) => withdrawalSeams.risksOf(tx, w, { unproven: false }));
  };
  expect(await risks()).toEqual([]);
  await tell('refunded');
  expect(await risks()).toEqual(['owes']);
});

test('a payment that is disputed after its withdrawal was let go keeps it from being handed out, until the bank has decided', async () => {
  const { player, tell } = await paidIn();
  await house.gives(player.id, 1_000n);
  const withdrawals = openWithdrawals(house);
  await withdrawals.funds(1_000n);
  const id = await withdrawals.sent(player.id, { minor: 1_000n });
  const reference = (await withdrawals.read(id)).parts[0]?.reference as PayoutId;
  const handsOut = () => house.transaction((tx) => beginPayout(tx, reference));
  await tell('open');
  expect(await handsOut()).toBeUndefined();
  await tell('won');
  expect(await handsOut()).toMatchObject({ attempt: 1 });
});

test('a payment that its provider will not send back is planned no more, and what leaves another way for it is looked at', async () => {
  const order = await house.places();
  const charge = { provider: 'stripe', id: `pi_${order.id}`, payer: 'card-1' };
  await house.process(0).settle(await house.takes(order, charge));
  await house.asOwner(
    `alter table payments."order" disable trigger user; update payments."order" set rail = 'stripe' where id = '${order.id}'; alter table payments."order" enable trigger user`,
  );
  const refundable = () => house.transaction((tx) => refundableOf(tx, order.player.id, 'stripe', 'EUR'));
  expect(await refundable()).toMatchObject([{ chargeId: charge.id, left: money('EUR', 2_500n) }]);
  const withdrawals = openWithdrawals(house);
  await withdrawals.funds(2_000n);
  // For want of money over there is no refusal of the payment: it may go back tomorrow.
  const short = await withdrawals.sent(order.player.id, { minor: 1_000n, target: charge.id });
  await withdrawals.part(short, 1, 'refused', 'notEnoughBalance');
  expect(await refundable()).toHaveLength(1);
  const id = await withdrawals.sent(order.player.id, { minor: 1_000n, target: charge.id });
  await withdrawals.part(id, 1, 'refused');
  expect(await refundable()).toEqual([]);
  const w = await withdrawals.read(id);
  expect(await house.transaction((tx) => withdrawalSeams.risksOf(tx, w, { unproven: false }))).toEqual([
    'refund-refused',
  ]);
});
