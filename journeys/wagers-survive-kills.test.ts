import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { endedOnce, PAIRS, wagerWhileKilling } from './test-wager-run.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('the worker killed at each step of a bonus: each ends once, is booked once, and its player is told once', async () => {
  const pairs = PAIRS.slice(0, 2);
  expect(await wagerWhileKilling(house, pairs)).toEqual({ ends: pairs.flat().map(endedOnce), faults: [] });
});
