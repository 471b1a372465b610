/** The long version of wagers-survive-kills.test.ts: `npm run soak -- wagers`. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { endedOnce, PAIRS, wagerWhileKilling } from './test-wager-run.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('eighteen bonuses are completed, given up and timed out while the worker is killed at each step of them', async () => {
  const log = (line: string) => void process.stdout.write(`${line}\n`);
  const pairs = [...PAIRS, ...PAIRS, ...PAIRS];
  expect(await wagerWhileKilling(house, pairs, log)).toEqual({ ends: pairs.flat().map(endedOnce), faults: [] });
});
