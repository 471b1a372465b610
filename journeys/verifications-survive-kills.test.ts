import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { decidedOnce, PAIRS, verifyWhileKilling } from './test-verification-run.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('the worker killed at each step of a verification: each is decided as it was decided, and nobody is told twice', async () => {
  const pairs = PAIRS.slice(0, 1);
  expect(await verifyWhileKilling(house, pairs)).toEqual(pairs.flat().map(decidedOnce));
});
