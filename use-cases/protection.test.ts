import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OrderId, PlayerId, WithdrawalId } from '../contracts/ids.ts';
import { box } from '../domain/jurisdictions/box.ts';
import { curacao } from '../domain/jurisdictions/curacao.ts';
import { malta } from '../domain/jurisdictions/malta.ts';
import { type Money, money } from '../domain/money.ts';
import { sql } from '../prisma/tx.ts';
import type { PayoutRail } from '../rails/payout-rail.ts';
import { noPayoutRails } from '../rails/test-rails.ts';
import { joinPeople } from '../records/compliance/exclusions.ts';
import { admitsStake } from '../records/compliance/test-stakes.ts';
import { readVerification } from '../records/compliance/verification-reads.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { readWithdrawal } from '../records/payments/withdrawal-reads.ts';
import { type Guest, type House, openHouse } from '../records/test-house.ts';
import { newId } from '../runtime/ids.ts';
import { giveBack } from './give-back.ts';
import type { DepositRefusal, OpenedDeposit } from './open-deposit.ts';
import { confirmOwnLimit, setOwnLimit, showLimits } from './own-limits.ts';
import { usualWithdrawalPatience } from './patience.ts';
import { protectedSeams } from './protected-seams.ts';
import { askInTime, type Protection } from './protection.ts';
import { requestWithdrawal } from './request-withdrawal.ts';
import { takePlayPause } from './take-pause.ts';
import { openCashier, rails } from './test-cashier.ts';
import { protectionOf, unbound } from './test-protection.ts';
import { withdrawalSeams } from './withdrawal-seams.ts';
import { withdrawalWays } from './withdrawal-ways.ts';

const bank: PayoutRail = {
  id: 'adyen',
  terms: { EUR: { least: 100n, most: 500_000n, fee: { fixed: 0n, bps: 0n } } },
  plan: ({ amount }) => ({ parts: [{ amount, target: 'bank' }], destination: 'bank' }),
  send: async () => ({ outcome: 'refused', why: 'not here' }),
  lookUp: async () => ({ state: 'never-accepted' }),
};

let house: House;
let cashier: ReturnType<typeof openCashier>;
const enqueue = createEnqueue(() => undefined);
const hint = () => undefined;
beforeAll(async () => {
  house = await openHouse();
  cashier = openCashier(house);
  const { account } = await house.holds(0n);
  await house.moves(await house.houseAccount('clearing', 'EUR', 'adyen'), account, 10_000_000n);
});
afterAll(() => house.close());

const euros = (minor: bigint): Money => money('EUR', minor);
const wish = (minor: bigint) => ({ rail: 'telegram-invoice', amount: euros(minor), shownIn: undefined }) as const;
const opens = (player: { id: PlayerId }, minor: bigint, protection: Protection = unbound) =>
  cashier.openDepositWith(rails(), { protection })(player.id, wish(minor));
const limitDeps = () => ({ transaction: house.transaction, hint, now: Date.now });
const limits = (player: Guest, minor: bigint | undefined, window: 'day' | 'week' | 'month' = 'day') =>
  setOwnLimit(limitDeps())(player.id, {
    kind: 'deposit',
    window,
    value: minor === undefined ? undefined : { amount: euros(minor) },
  });
const pauses = (player: { id: PlayerId }) =>
  takePlayPause({ transaction: house.transaction, enqueue, hint, now: Date.now })(player.id, {
    kind: 'exclusion',
    length: '6m',
  });
const reasons = (outcomes: readonly (OpenedDeposit | DepositRefusal)[], reason: string) =>
  outcomes.filter((outcome) => 'reason' in outcome && outcome.reason === reason).length;
const openedOf = (outcomes: readonly (OpenedDeposit | DepositRefusal)[]) =>
  outcomes.filter((outcome): outcome is OpenedDeposit => !('reason' in outcome));
const verified = (player: { id: string }, level: 1 | 2) =>
  house.asSuperuser(
    `insert into compliance.verification (player_id, status, level) values ('${player.id}', 'approved', ${level})`,
  );
const withdraws = (player: { id: PlayerId }, minor: bigint, protection: Protection) =>
  requestWithdrawal({
    transaction: house.transaction,
    enqueue,
    hint,
    now: Date.now,
    rails: { ...noPayoutRails, adyen: bank },
    seams: protectedSeams(withdrawalSeams, protection.profile, Date.now),
    requestVerification: protection.requestVerification,
    patience: usualWithdrawalPatience,
  })(player.id, { rail: 'adyen', amount: euros(minor), bot: '7000000001', shownIn: undefined });

test('a hundred wishes at once open no more than the limit holds, and the same is true after they are paid', async () => {
  const player = await house.admits();
  await limits(player, 7_500n); // each brings €24.37: three fit
  const wishes = () => Promise.all(Array.from({ length: 100 }, () => opens(player, 2_500n)));
  const outcomes = await wishes();
  expect([openedOf(outcomes).length, reasons(outcomes, 'over-limit')]).toEqual([3, 97]);
  for (const { orderId } of openedOf(outcomes)) {
    const order = { id: orderId, player, asset: 'EUR', minor: 2_500n } as const;
    expect(await house.process(0).settle(await house.takes(order))).toMatchObject({ outcome: 'credited' });
  }
  expect(reasons(await wishes(), 'over-limit')).toBe(100);
  expect(await house.cashOf(player)).toBe(3n * 2_437n);
});

test('a limit says how much still fits, and what fits is opened', async () => {
  const player = await house.admits();
  await limits(player, 3_000n, 'week');
  expect(await opens(player, 5_000n)).toEqual({ reason: 'over-limit', window: 'week', left: euros(3_000n) });
  expect(await opens(player, 3_000n)).toMatchObject({ isNew: true });
});

test('of a limit of their own and the law of the place the stricter governs [gli/stricter-governs]', async () => {
  const [careful, bold] = [await house.admits(), await house.admits()];
  await limits(careful, 1_000n);
  await limits(bold, 400_000n);
  const protection = protectionOf(malta);
  expect(await opens(careful, 300_000n, protection)).toMatchObject({ reason: 'over-limit' });
  expect(await opens(bold, 300_000n, protection)).toMatchObject({ reason: 'verification-needed', level: 'basic' });
});

test('the deposit that would reach the threshold asks for documents instead, and is opened for whoever is verified [malta/cdd-at-2000]', async () => {
  const player = await house.admits();
  const protection = protectionOf(malta);
  expect(await opens(player, 150_000n, protection)).toMatchObject({ isNew: true });
  expect(protection.asked).toEqual([]);
  // The open one counts as if it were paid.
  expect(await opens(player, 60_000n, protection)).toEqual({ reason: 'verification-needed', level: 'basic' });
  expect(protection.asked).toEqual([{ player: player.id, aims: 'basic', because: 'deposits-in-total' }]);
  await verified(player, 1);
  expect(await opens(player, 60_000n, protection)).toMatchObject({ isNew: true });
});

test('a hundred wishes at once do not pass the threshold between them [malta/cdd-at-2000]', async () => {
  const player = await house.admits();
  const protection = protectionOf(malta);
  const outcomes = await Promise.all(Array.from({ length: 100 }, () => opens(player, 90_000n, protection)));
  expect([openedOf(outcomes).length, reasons(outcomes, 'verification-needed')]).toEqual([2, 98]);
});

test('where nobody plays unverified, nobody pays in unverified either [curacao/screened-before-play]', async () => {
  const player = await house.admits();
  const protection = protectionOf(curacao);
  expect(await opens(player, 1_000n, protection)).toEqual({ reason: 'verification-needed', level: 'basic' });
  expect(protection.asked).toEqual([{ player: player.id, aims: 'basic', because: 'before-play' }]);
});

test('what reached the threshold all the same, as by a chain, asks for documents when it is settled [malta/cdd-at-2000]', async () => {
  const order = await house.places({ minor: 250_000n });
  await house.process(0).settle(await house.takes(order));
  const protection = protectionOf(malta);
  await house.transaction((tx) => askInTime(protection, tx, order.player.id, Date.now()));
  expect(protection.asked).toEqual([{ player: order.player.id, aims: 'basic', because: 'deposits-in-total' }]);
  await verified(order.player, 1);
  await house.transaction((tx) => askInTime(protection, tx, order.player.id, Date.now()));
  expect(protection.asked).toHaveLength(1);
});

test('what a withdrawal of everything would need is asked for before anybody withdraws [ukgc/ask-before]', async () => {
  const { player } = await house.holds(200_000n); // won, not paid in
  const protection = protectionOf(box);
  await house.transaction((tx) => askInTime(protection, tx, player.id, Date.now()));
  expect(protection.asked).toMatchObject([{ aims: 'basic' }]);
  const { player: poorer } = await house.holds(199_999n);
  await house.transaction((tx) => askInTime(protection, tx, poorer.id, Date.now()));
  expect(protection.asked).toHaveLength(1);
});

test('withdrawals that reach the threshold need a verified player, together, and smaller ones do not [box/withdrawals-basic]', async () => {
  const { player } = await house.holds(300_000n);
  const protection = protectionOf(box);
  expect(await withdraws(player, 200_000n, protection)).toMatchObject({
    reason: 'blocked',
    blockers: [{ reason: 'verification-missing', level: 'basic' }],
  });
  expect(protection.asked).toEqual([{ player: player.id, aims: 'basic', because: 'withdrawal' }]);
  const seams = protectedSeams(withdrawalSeams, box, Date.now);
  const ways = withdrawalWays({ rails: { ...noPayoutRails, adyen: bank }, seams, now: Date.now });
  expect((await house.transaction((tx) => ways(tx, player.id))).ways).toMatchObject([{ blockers: [] }]);
  expect(await withdraws(player, 150_000n, protection)).toHaveProperty('withdrawalId');
  const [missing] = await house.transaction(async (tx) => [
    await seams.missingVerification(tx, player.id, euros(50_000n)),
  ]);
  expect(missing).toBe('basic');
  await verified(player, 1);
  expect(await house.transaction((tx) => seams.missingVerification(tx, player.id, euros(50_000n)))).toBeUndefined();
});

test('who excluded themselves is paid what is theirs, and the withdrawal knows of it [gli/exclusion-pays-out] [malta/withdrawals-always]', async () => {
  const { player } = await house.holds(50_000n);
  const before = await withdraws(player, 10_000n, protectionOf(malta));
  await pauses(player);
  const seams = protectedSeams(withdrawalSeams, malta, Date.now);
  expect(await house.transaction((tx) => seams.restrictionsOf(tx, player.id))).toEqual(['self-exclusion']);
  expect(before).toHaveProperty('withdrawalId');
  await house.read(sql`select payments.release_withdrawal(id, 'cancelled', ${newId(1)}, ${newId(2)})
    from payments.withdrawal where player_id = ${player.id}`);
  expect(await withdraws(player, 50_000n, protectionOf(malta))).toHaveProperty('withdrawalId');
});

const refuses = async (player: { id: string }) => {
  await house.asSuperuser(`insert into compliance.verification (player_id, status, level, refused_why)
    values ('${player.id}', 'refused', 1, 'forged-document') on conflict (player_id) do update set status = 'refused'`);
};

test('who was refused pays nothing in and plays nothing, and is paid what is theirs, after people have looked', async () => {
  const { player } = await house.holds(300_000n);
  const order = await house.places({ player, minor: 4_000n });
  await verified(player, 1);
  expect(await opens(player, 2_500n)).toMatchObject({ isNew: true });
  await refuses(player);
  expect(await opens(player, 2_500n)).toEqual({ reason: 'kyc-refused' });
  expect(await house.transaction((tx) => admitsStake(tx, player.id, 1n))).toBe('kyc-refused');
  expect(await house.read(sql`select compliance.may_promote(${player.id}) as may`)).toEqual([{ may: false }]);
  const charge = await house.takes(order);
  expect(await house.process(0).settle(charge)).toEqual({ outcome: 'owed', reason: 'kyc-refused' });

  const protection = protectionOf(box);
  const seams = protectedSeams(withdrawalSeams, box, Date.now);
  // So much would have needed a level, which nobody asks them for any more.
  expect(await withdraws(player, 200_000n, protection)).toHaveProperty('withdrawalId');
  expect(protection.asked).toEqual([]);
  const risks = await house.transaction(async (tx) => {
    const [row] = await tx.query<{ id: WithdrawalId }>(
      sql`select id from payments.withdrawal where player_id = ${player.id}`,
    );
    const withdrawal = row && (await readWithdrawal(tx, row.id));
    return withdrawal && seams.risksOf(tx, withdrawal, { unproven: true });
  });
  expect(risks).toContain('kyc-refused');
  expect(await house.faults()).toEqual([]);
});

test('a refusal is the person’s: joining accounts sheds it neither for the one that goes on nor for the one that is closed', async () => {
  const [refused, verifiedOne, later] = [await house.admits(), await house.admits(), await house.admits()];
  await refuses(refused);
  await verified(verifiedOne, 2);
  expect(await opens(verifiedOne, 2_500n)).toMatchObject({ isNew: true });
  await house.transaction((tx) => joinPeople(tx, verifiedOne.id, refused.id));
  await house.transaction((tx) => joinPeople(tx, later.id, verifiedOne.id));
  for (const { id } of [refused, verifiedOne, later]) {
    expect(await opens({ id }, 2_500n)).toEqual({ reason: 'kyc-refused' });
    expect(await house.read(sql`select compliance.level_of(${id}) as level`)).toEqual([{ level: 0 }]);
  }
  const standing = await house.transaction((tx) => readVerification(tx, verifiedOne.id));
  expect(standing).toMatchObject({ status: 'refused', level: 'full' });
});

test('the level stays with its account: joined with a verified one, an account that goes on is asked for itself', async () => {
  const [kept, closed] = [await house.admits(), await house.admits()];
  await verified(closed, 2);
  await house.transaction((tx) => joinPeople(tx, kept.id, closed.id));
  expect(await house.read(sql`select compliance.level_of(${kept.id}) as level`)).toEqual([{ level: 0 }]);
  const protection = protectionOf(malta);
  expect(await opens(kept, 300_000n, protection)).toMatchObject({ reason: 'verification-needed', level: 'basic' });
});

test('an exclusion closes at once what waits to be paid, by every account of the person, and nothing new is opened [gli/exclusion-at-once]', async () => {
  const [player, other] = [await house.admits(), await house.admits()];
  await house.transaction((tx) => joinPeople(tx, player.id, other.id));
  const opened = openedOf([await opens(player, 2_500n), await opens(other, 2_500n)]);
  expect(opened).toHaveLength(2);
  const { until } = await pauses(player);
  for (const who of [player, other]) {
    expect(await opens(who, 2_500n)).toEqual({ reason: 'excluded', until });
    const statuses = await house.read<{ status: string }>(
      sql`select status from payments."order" where player_id = ${who.id}`,
    );
    expect(statuses).toEqual([{ status: 'expired' }]);
  }
  const trail = await house.read<{ action: string }>(
    sql`select action from audit.entry where subject = ${player.id} and action like 'pause.%'`,
  );
  expect(trail).toEqual([{ action: 'pause.self-excluded' }]);
});

test('a payment that was on its way when the player excluded themselves is not lost: it goes back', async () => {
  const order = await house.places({ minor: 4_000n });
  const other = await house.places({ minor: 10_000n });
  await house.process(0).settle(await house.takes(other)); // so that the provider holds enough
  await pauses(order.player);
  const charge = await house.takes(order);
  expect(await house.process(0).settle(charge)).toEqual({ outcome: 'owed', reason: 'excluded' });
  const begin = giveBack({ transaction: house.transaction, enqueue, hint, patience: usualWithdrawalPatience });
  const owed = { order: order.id as OrderId, provider: charge.provider, chargeId: charge.chargeId };
  expect([await begin(owed), await begin(owed)]).toEqual(['begun', 'nothing-to-do']);
  expect(await house.faults()).toEqual([]);
});

test('wishes, settlements and exclusions of the same players at once stand in nobody’s way, and end in one of the two ways', async () => {
  const players = await Promise.all(Array.from({ length: 10 }, () => house.admits()));
  const orders = await Promise.all(players.map((player) => house.places({ player })));
  const charges = await Promise.all(orders.map((order) => house.takes(order)));
  await Promise.all([
    ...charges.map((charge) => house.process(0).settle(charge)),
    ...players.toReversed().map((player) => pauses(player)),
    ...players.map((player) => opens(player, 2_500n)),
    ...charges.toReversed().map((charge) => house.process(0).settle(charge)),
  ]);
  for (const [n, player] of players.entries()) {
    const settled = await house.process(0).settle(charges[n] as (typeof charges)[number]);
    expect(await house.cashOf(player)).toBe(settled.outcome === 'credited' ? 2_500n : 0n);
    expect(await opens(player, 2_500n)).toMatchObject({ reason: 'excluded' });
    const open = sql`select count(*) from payments."order" where player_id = ${player.id} and status in ('opening', 'awaiting-payment')
      and not exists (select from payments.charge c where c.order_id = "order".id)`;
    expect(await house.count(open)).toBe(0);
  }
  expect(await house.faults()).toEqual([]);
});

test.each([
  ['deposits by time', { kind: 'deposit', window: 'day', value: { minutes: 30 } }, 'limit-value-kind'],
  ['time by money', { kind: 'session', window: 'day', value: { amount: euros(500n) } }, 'limit-value-kind'],
  [
    'another currency',
    { kind: 'deposit', window: 'day', value: { amount: money('RUB', 50_000n) } },
    'limit-value-kind',
  ],
  ['the time of a week', { kind: 'session', window: 'week', value: { minutes: 30 } }, 'limit-out-of-range'],
  ['less than a euro', { kind: 'loss', window: 'month', value: { amount: euros(99n) } }, 'limit-out-of-range'],
] as const)('there is no limit of %s', async (_what, wished, reason) => {
  const player = await house.admits();
  expect(await setOwnLimit(limitDeps())(player.id, wished)).toEqual({ reason });
});

test('a player is shown what each limit leaves, what the house asks, and what they wished for', async () => {
  const order = await house.places({ minor: 4_000n });
  const { player } = order;
  await house.process(0).settle(await house.takes(order));
  await limits(player, 10_000n);
  expect(await limits(player, undefined)).toBe('wished');
  await setOwnLimit(limitDeps())(player.id, { kind: 'session', window: 'day', value: { minutes: 60 } });
  await opens(player, 2_500n);
  const shown = await house.transaction((tx) => showLimits({ profile: box, now: Date.now })(tx, player.id));
  const of = (kind: string, window = 'day') =>
    shown.limits.find((each) => each.kind === kind && each.window === window);
  expect(of('deposit')).toMatchObject({
    value: 10_000n,
    used: 6_437n,
    left: 3_563n,
    wish: { value: undefined, isRipe: false },
  });
  expect(of('deposit', 'month')).toMatchObject({ value: undefined, used: 6_437n, left: undefined });
  expect(of('session')).toMatchObject({ value: 60n, used: 0n, left: 60n });
  expect(shown.house).toEqual([
    { kind: 'deposit', days: 180, used: euros(4_000n), most: euros(200_000n) },
    { kind: 'withdrawal', days: 180, used: euros(0n), most: euros(200_000n) },
  ]);
  expect(shown).toMatchObject({ session: { net: 0n, weekNet: 0n }, pause: undefined });
  expect(await confirmOwnLimit(limitDeps())(player.id, { kind: 'deposit', window: 'day' })).toBe('too-early');
});

const refused = (player: { id: string }, why: string) =>
  house.asSuperuser(
    `insert into compliance.verification (player_id, status, level, refused_why) values ('${player.id}', 'refused', 2, '${why}')`,
  );

test('who was refused for good pays nothing in, however little, and what arrives all the same is owed', async () => {
  const player = await house.admits();
  const order = await house.places({ player });
  await refused(player, 'forged-document');
  expect(await opens(player, 1_000n)).toEqual({ reason: 'kyc-refused' });
  expect(await house.process(0).settle(await house.takes(order))).toEqual({ outcome: 'owed', reason: 'kyc-refused' });
  expect(await house.cashOf(player)).toBe(0n);
  expect(await house.transaction((tx) => admitsStake(tx, player.id, 100n))).toBe('kyc-refused');
  expect(await house.faults()).toEqual([]);
});

test('a refusal is not shed with an account, but one for being a second account leaves the first one open', async () => {
  const [first, second, third] = [await house.admits(), await house.admits(), await house.admits()];
  for (const other of [second, third]) await house.transaction((tx) => joinPeople(tx, first.id, other.id));
  await refused(second, 'another-account');
  expect(await opens(first, 1_000n)).toMatchObject({ isNew: true });
  expect(await opens(second, 1_000n)).toMatchObject({ reason: 'kyc-refused' });
  await refused(third, 'under-age');
  expect(await opens(first, 1_000n)).toMatchObject({ reason: 'kyc-refused' });
});

test('who was refused is paid what is theirs, beyond every threshold, and never without people', async () => {
  const { player } = await house.holds(300_000n);
  await refused(player, 'sanctions-match');
  const asked = await withdraws(player, 250_000n, protectionOf(box));
  expect(asked).toHaveProperty('withdrawalId');
  const seams = protectedSeams(withdrawalSeams, box, Date.now);
  const id = (asked as { withdrawalId: WithdrawalId }).withdrawalId;
  const risks = await house.transaction(async (tx) => {
    const w = await readWithdrawal(tx, id);
    return w && seams.risksOf(tx, w, { unproven: true });
  });
  expect(risks).toContain('kyc-refused');
});

test('while a likeness with a sanctions list is open, people look at each withdrawal', async () => {
  const { player } = await house.holds(300_000n);
  const asked = await withdraws(player, 1_000n, protectionOf(box));
  const id = (asked as { withdrawalId: WithdrawalId }).withdrawalId;
  const seams = protectedSeams(withdrawalSeams, box, Date.now);
  const risks = () =>
    house.transaction(async (tx) => {
      const w = await readWithdrawal(tx, id);
      return w && seams.risksOf(tx, w, { unproven: true });
    });
  const is = (values: string) =>
    house.asSuperuser(
      `insert into compliance.verification (player_id, status, level, because) values ('${player.id}', ${values})
       on conflict (player_id) do update set status = excluded.status, level = excluded.level, because = excluded.because`,
    );
  await is(`'in-review', 0, 'deposits-in-total'`);
  expect(await risks()).not.toContain('screening-open');
  await house.asSuperuser(
    `insert into compliance.verification_check (player_id, revision, kind, outcome, found) values ('${player.id}', 0, 'sanctions', 'look', '{}')`,
  );
  expect(await risks()).toContain('screening-open');
  await is(`'approved', 1, 'deposits-in-total'`);
  expect(await risks()).not.toContain('screening-open');
  await is(`'checking', 1, 'screening'`);
  expect(await risks()).toContain('screening-open');
});
