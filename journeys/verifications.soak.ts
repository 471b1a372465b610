/** The long version of verifications-survive-kills.test.ts: `npm run soak -- verifications`. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { decidedOnce, PAIRS, verifyWhileKilling } from './test-verification-run.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('six players are verified, asked again and refused while the worker is killed at each step of it', async () => {
  const log = (line: string) => void process.stdout.write(`${line}\n`);
  expect(await verifyWhileKilling(house, PAIRS, { everyRound: true, log })).toEqual(PAIRS.flat().map(decidedOnce));
});
