/** The long version of wagers-survive-kills.test.ts: `npm run soak -- wagers`. The seed is printed; SEED=… repeats a run. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { betWhileKilling } from './test-bet-run.ts';
import { endedOnce, TABLES, wagerWhileKilling } from './test-wager-run.ts';

const KILLS = 40;
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000_007);
const log = (line: string) => void process.stdout.write(`${line}\n`);

let house: House;
beforeAll(async () => {
  house = await openHouse({ settings: { TRUSTED_PROXIES: '1' } });
});
afterAll(() => house.close());

test('twenty bonuses end in each way there is while the worker is killed at each step of them', async () => {
  const tables = [...TABLES, ...TABLES, ...TABLES, ...TABLES];
  expect(await wagerWhileKilling(house, tables, log)).toEqual({ ends: tables.flat().map(endedOnce), faults: [] });
});

test(`four thousand bets while the process that takes them is killed ${KILLS} times (seed ${seed})`, async () => {
  log(`seed ${seed}`);
  const { told, books, faults } = await betWhileKilling(house, { players: 20, rounds: 100, kills: KILLS, seed, log });
  expect(books).toEqual(told);
  expect(faults).toEqual([]);
});
