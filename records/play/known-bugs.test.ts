/** Faults that bonus engines in public code have: each is a law here. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../test-house.ts';
import { openBonuses } from './test-bonuses.ts';

let house: House;
let bonuses: ReturnType<typeof openBonuses>;
beforeAll(async () => {
  house = await openHouse();
  bonuses = openBonuses(house);
});
afterAll(() => house.close());

test('a win is split as its stake was: bonus that is staked never comes back as cash', async () => {
  const { player, grant } = await bonuses.playing(100n);
  const round = await bonuses.plays(player.id, 300n, 1_000n); // €1.00 of cash, €2.00 of bonus
  expect(round).toMatchObject({ stakeCash: 100n, stakeBonus: 200n, winCash: 333n, winBonus: 667n });
  expect(await bonuses.funds(player.id, grant)).toEqual([333n, 1_467n]);
});

test('a win that comes late goes to the bonus its bet was made with, not to the oldest or the newest', async () => {
  const { player, grant: old } = await bonuses.playing(0n);
  const round = await bonuses.opens(player.id, 400n);
  await bonuses.ends(old, 'cancelled');
  const { id: next } = await bonuses.claims({ player });
  const before = await bonuses.promotions();
  await bonuses.settles(player.id, round.id, 800n);
  expect(await bonuses.funds(player.id, next)).toEqual([0n, 1_000n]);
  expect(await bonuses.stands(old)).toMatchObject({ state: 'cancelled', balance: 0n });
  expect(await bonuses.promotions()).toBe(before + 800n);
});

test('a win that comes after its bonus was completed is cash, within what its terms let become cash', async () => {
  const { player, grant } = await bonuses.playing(0n, { wagerTimes: 0.4, mostConverted: '700' });
  const open = await bonuses.opens(player.id, 400n);
  await bonuses.plays(player.id, 400n, 400n);
  expect(await bonuses.judged(grant)).toBe('completed'); // €6.00 is converted, and the round is open
  expect(await bonuses.funds(player.id, grant)).toEqual([600n, 0n]);
  await bonuses.settles(player.id, open.id, 800n);
  expect(await bonuses.funds(player.id, grant)).toEqual([700n, 0n]);
  expect(await bonuses.stands(grant)).toMatchObject({ converted: 700n });
});

test('one bonus that is completed converts its own account, and nothing of what another one is to get', async () => {
  const [one, other] = [await bonuses.playing(0n, { wagerTimes: 0.1 }), await bonuses.playing(0n)];
  const { id: waiting } = await bonuses.offers({ player: one.player });
  await bonuses.plays(one.player.id, 100n, 50n);
  expect(await bonuses.judged(one.grant)).toBe('completed');
  expect(await bonuses.funds(one.player.id, one.grant)).toEqual([950n, 0n]);
  expect(await bonuses.stands(waiting)).toMatchObject({ state: 'offered' });
  await bonuses.claim(waiting);
  expect(await bonuses.judged(one.grant)).toBe('completed');
  expect(await bonuses.funds(one.player.id, waiting)).toEqual([950n, 1_000n]);
  expect(await bonuses.funds(other.player.id, other.grant)).toEqual([0n, 1_000n]);
});

test('a bonus with nothing left is not lost while a round of it is open: that may still win', async () => {
  const { player, grant } = await bonuses.playing(0n);
  await bonuses.plays(player.id, 500n, 0n);
  const round = await bonuses.opens(player.id, 500n);
  expect(await bonuses.funds(player.id, grant)).toEqual([0n, 0n]);
  expect(await bonuses.judged(grant)).toBe('active');
  await bonuses.settles(player.id, round.id, 1_200n);
  expect(await bonuses.judged(grant)).toBe('active');
  expect(await bonuses.funds(player.id, grant)).toEqual([0n, 1_200n]);
  await bonuses.plays(player.id, 500n, 0n);
  await bonuses.plays(player.id, 500n, 0n);
  await bonuses.plays(player.id, 200n, 0n);
  expect(await bonuses.judged(grant)).toBe('lost');
});

test('a stake above what the terms allow is refused before it is taken, and never punished afterwards', async () => {
  const { player, grant } = await bonuses.playing(10_000n);
  expect(await bonuses.bets(player.id, { minor: 501n, win: 1_002n })).toEqual({ reason: 'over-bonus-stake' });
  expect(await bonuses.funds(player.id, grant)).toEqual([10_000n, 1_000n]);
  await bonuses.ends(grant, 'cancelled');
  expect(await bonuses.bets(player.id, { minor: 501n, win: 0n })).toHaveProperty('round');
});
