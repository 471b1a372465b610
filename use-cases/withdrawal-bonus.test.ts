import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GrantId } from '../contracts/ids.ts';
import { money } from '../domain/money.ts';
import type { PayoutRail } from '../rails/payout-rail.ts';
import { noPayoutRails } from '../rails/test-rails.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { openBonuses } from '../records/play/test-bonuses.ts';
import { type Guest, type House, openHouse } from '../records/test-house.ts';
import { cancelWithdrawal } from './confirm-withdrawal.ts';
import { cancelBonus } from './give-up-bonus.ts';
import { usualWithdrawalPatience } from './patience.ts';
import { requestWithdrawal } from './request-withdrawal.ts';
import { bonusCost, showBonuses } from './show-bonuses.ts';
import { takePlayPause } from './take-pause.ts';
import { nobodyAsks } from './test-protection.ts';
import { withdrawalSeams } from './withdrawal-seams.ts';

const bankRail: PayoutRail = {
  id: 'adyen',
  terms: { EUR: { least: 100n, most: 500_000n, fee: { fixed: 0n, bps: 0n } } },
  takes: 'iban',
  plan: ({ amount }) => ({ parts: [{ amount, target: 'bank' }], destination: 'bank' }),
  send: async () => ({ outcome: 'refused', why: 'not here' }),
  lookUp: async () => ({ state: 'never-accepted' }),
};

let house: House;
let bonuses: ReturnType<typeof openBonuses>;
const depsOf = () => ({
  transaction: house.transaction,
  enqueue: createEnqueue(() => undefined),
  hint: () => undefined,
  bot: '7000000001',
  now: Date.now,
  rails: { ...noPayoutRails, adyen: bankRail },
  seams: withdrawalSeams,
  requestVerification: nobodyAsks,
  patience: usualWithdrawalPatience,
  rules: { mayCancel: true },
});
beforeAll(async () => {
  house = await openHouse();
  bonuses = openBonuses(house);
  const { account } = await house.holds(0n);
  await house.moves(await house.houseAccount('clearing', 'EUR', 'adyen'), account, 1_000_000n);
});
afterAll(() => house.close());

const asks = ({ id }: Guest, givesUp?: GrantId, minor = 1_000n) =>
  requestWithdrawal(depsOf())(id, {
    rail: 'adyen',
    amount: money('EUR', minor),
    bot: '7',
    shownIn: undefined,
    givesUp,
  });
const shown = ({ id }: Guest) => house.transaction((tx) => showBonuses(depsOf())(tx, id));
const euros = (minor: bigint) => money('EUR', minor);

test('taking cash out asks before it costs a bonus, says the cost to the cent, and then ends it with the hold', async () => {
  const { player, grant } = await bonuses.playing(3_000n);
  await bonuses.plays(player.id, 300n, 250n);
  expect(await asks(player)).toMatchObject({
    reason: 'bonus-would-be-lost',
    cost: { grant, keeps: euros(2_950n), bonus: euros(1_000n), spins: 0, openRounds: 0 },
  });
  expect(await bonuses.stands(grant)).toMatchObject({ state: 'active' });
  expect((await shown(player)).withdrawable).toEqual({ cash: euros(2_950n), locked: euros(0n), givesUp: grant });
  expect(await asks(player, grant)).toHaveProperty('withdrawalId');
  expect(await bonuses.stands(grant)).toMatchObject({ state: 'withdrawn', balance: 0n, forfeited: 1_000n });
  expect((await shown(player)).withdrawable).toEqual({ cash: euros(1_950n), locked: euros(0n), givesUp: undefined });
});

test('an open round is said to lose something only where bonus is in its stake', async () => {
  for (const [cash, openRounds] of [
    [1_000n, 0],
    [99n, 1],
    [0n, 1],
  ] as const) {
    const { player, grant } = await bonuses.playing(cash);
    await bonuses.opens(player.id, 100n);
    expect(await house.transaction((tx) => bonusCost(depsOf())(tx, player.id, grant))).toMatchObject({ openRounds });
    const { active } = await shown(player);
    expect(active?.openRounds).toBe(1); // it is of the bonus all the same: what it stakes counts
  }
});

test('a bonus is not given up by naming another one, and comes back with no withdrawal that is taken back', async () => {
  const { player, grant } = await bonuses.playing(3_000n);
  const other = await bonuses.playing(0n);
  expect(await asks(player, other.grant)).toMatchObject({ reason: 'bonus-would-be-lost' });
  const asked = await asks(player, grant);
  if ('reason' in asked) throw new Error(asked.reason);
  await cancelWithdrawal(depsOf())(player.id, asked.withdrawalId);
  expect(await bonuses.funds(player.id, grant)).toEqual([3_000n, 0n]);
  expect(await bonuses.stands(grant)).toMatchObject({ state: 'withdrawn' });
});

test('a withdrawal that is refused for another reason costs no bonus', async () => {
  const { player, grant } = await bonuses.playing(500n);
  expect(await asks(player, grant, 501n)).toMatchObject({ reason: 'blocked' });
  expect(await bonuses.stands(grant)).toMatchObject({ state: 'active' });
});

test('a sticky bonus keeps cash, says how much is left to wager, and lets it go when it is given up', async () => {
  const { player, grant } = await bonuses.playing(3_000n, { sticky: 'sticky' });
  await bonuses.plays(player.id, 300n, 300n);
  expect(await asks(player, grant)).toEqual({
    reason: 'blocked',
    blockers: [{ reason: 'bonus-locked', left: euros(2_700n) }],
  });
  expect((await shown(player)).withdrawable).toEqual({ cash: euros(0n), locked: euros(3_000n), givesUp: undefined });
  const cost = await house.transaction((tx) => bonusCost(depsOf())(tx, player.id, grant));
  expect(cost).toMatchObject({ keeps: euros(3_000n), bonus: euros(1_000n) });
  const cancels = (minor: bigint) => cancelBonus(depsOf())(player.id, grant, { loses: euros(minor), spins: 0 });
  expect(await cancels(999n)).toEqual({ reason: 'cost-changed' });
  expect(await cancels(1_000n)).toBe('cancelled');
  expect(await cancels(1_000n)).toEqual({ reason: 'bonus-over' });
  expect(await asks(player)).toHaveProperty('withdrawalId');
});

test('what was wagered in full costs nobody anything, though its workflow was not there to see it', async () => {
  for (const sticky of ['sticky', 'non-sticky'] as const) {
    const { player, grant } = await bonuses.playing(3_000n, { sticky });
    for (let n = 0; n < 6; n++) await bonuses.plays(player.id, 500n, 500n);
    expect(await bonuses.stands(grant)).toMatchObject({ state: 'active' });
    expect((await shown(player)).withdrawable).toEqual({ cash: euros(3_000n), locked: euros(0n), givesUp: undefined });
    expect(await asks(player)).toHaveProperty('withdrawalId');
    expect(await bonuses.judged(grant)).toBe('completed');
    expect((await shown(player)).withdrawable).toMatchObject({ cash: euros(3_000n) });
  }
  const { player, grant } = await bonuses.playing(3_000n);
  for (let n = 0; n < 6; n++) await bonuses.plays(player.id, 500n, 500n);
  expect(await cancelBonus(depsOf())(player.id, grant, { loses: euros(1_000n), spins: 0 })).toEqual({
    reason: 'bonus-over',
  });
  expect(await bonuses.funds(player.id, grant)).toEqual([4_000n, 0n]);
  const excluded = await bonuses.playing(3_000n);
  for (let n = 0; n < 6; n++) await bonuses.plays(excluded.player.id, 500n, 500n);
  await takePlayPause(depsOf())(excluded.player.id, { kind: 'exclusion', length: '6m' });
  expect(await bonuses.stands(excluded.grant)).toMatchObject({ state: 'completed', converted: 1_000n });
});

test('cash may leave a sticky bonus only when its free spins are played, even where all is wagered', async () => {
  const { player } = await bonuses.playing(3_000n, {
    sticky: 'sticky',
    wagerTimes: 0,
    spins: { many: 1, game: 'dice', stake: '10' },
  });
  expect(await asks(player)).toMatchObject({ blockers: [{ reason: 'bonus-locked', left: euros(0n) }] });
});

test('a break keeps nobody’s money: who takes one withdraws, from a sticky bonus too, and is asked nothing', async () => {
  for (const sticky of ['sticky', 'non-sticky'] as const) {
    const { player, grant } = await bonuses.playing(3_000n, { sticky });
    await takePlayPause(depsOf())(player.id, { kind: 'break', length: '24h' });
    expect(await bonuses.stands(grant)).toMatchObject({ state: 'active' });
    expect((await shown(player)).withdrawable).toMatchObject({ cash: euros(3_000n), locked: euros(0n) });
    expect(await asks(player)).toHaveProperty('withdrawalId');
    expect(await bonuses.stands(grant)).toMatchObject({ state: 'withdrawn' });
  }
});

test('who excludes themselves has no bonus and no offer any more, and all of their cash', async () => {
  const { player, grant } = await bonuses.playing(3_000n, { sticky: 'sticky' });
  const offer = await bonuses.offers({ player });
  await takePlayPause(depsOf())(player.id, { kind: 'exclusion', length: '6m' });
  expect(await bonuses.stands(grant)).toMatchObject({ state: 'cancelled', forfeited: 1_000n });
  expect(await bonuses.stands(offer.id)).toMatchObject({ state: 'expired' });
  expect(await asks(player)).toHaveProperty('withdrawalId');
  expect(await shown(player)).toMatchObject({ offers: [], promotions: [] });
});

test('a tap on withdraw and a bet in the same moment: the books balance, and the bonus ends once or not at all', async () => {
  const { player, grant } = await bonuses.playing(2_000n);
  const [asked] = await Promise.all([
    asks(player, grant),
    ...Array.from({ length: 12 }, (_, n) => bonuses.bets(player.id, { minor: 200n, win: n % 3 ? 0n : 400n })),
  ]);
  const { state } = await bonuses.stands(grant);
  expect(state).toBe('reason' in asked ? 'active' : 'withdrawn');
  expect(await bonuses.endsOf(grant)).toBe('reason' in asked ? 0 : 1);
  expect(await house.faults()).toEqual([]);
});
