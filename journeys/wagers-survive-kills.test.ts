import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { betWhileKilling } from './test-bet-run.ts';
import { endedOnce, TABLES, wagerWhileKilling } from './test-wager-run.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ settings: { TRUSTED_PROXIES: '1' } });
});
afterAll(() => house.close());

test('the worker killed at each step of a bonus: each ends once, is booked once, and its player is told once', async () => {
  expect(await wagerWhileKilling(house, TABLES)).toEqual({ ends: TABLES.flat().map(endedOnce), faults: [] });
});

test('the process that takes bets killed in the middle of them: each bet is played once, as it was told, and the books are what was told', async () => {
  const { told, books, faults, found, lost } = await betWhileKilling(house, {
    players: 6,
    rounds: 16,
    kills: 3,
    seed: 20_261_122,
  });
  expect(books).toEqual(told);
  expect(faults).toEqual([]);
  // It was at work: of what nobody was told some was done, and some was not.
  expect(Math.min(found, lost)).toBeGreaterThan(0);
});
