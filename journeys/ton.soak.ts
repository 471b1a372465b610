/** The long version of ton-survives-kills.test.ts: `npm run soak -- ton`. The seed is printed; SEED=… repeats a run. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { chainDifferences, payWhileKilling, readTonBooks, rightBooks } from './test-ton-run.ts';
import { HASTY } from './test-withdrawal-run.ts';

const PLAYERS = 100;
const AT_ONCE = 60;
const KILLS = { in: 12, out: 18 };
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000_007);

let house: House;
beforeAll(async () => {
  house = await openHouse({ chain: true, settings: HASTY });
});
afterAll(() => house.close());

test(`${PLAYERS} deposits and payouts on the chain, ${AT_ONCE} at once, the loops and the worker killed ${KILLS.in + KILLS.out} times (seed ${seed})`, async () => {
  process.stdout.write(`seed ${seed}\n`);
  const log = (line: string): void => void process.stdout.write(`${line}\n`);
  const run = { players: PLAYERS, payouts: PLAYERS, atOnce: AT_ONCE, kills: KILLS, seed, log };
  const recipients = await payWhileKilling(house, run);
  await expect.poll(() => chainDifferences(house)).toEqual({ ton: 0n, usdt: 0n });
  const books = await readTonBooks(house, run.players, recipients);
  expect(books).toEqual(rightBooks(run, books));
});
