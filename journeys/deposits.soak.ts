/** The long version of deposits-survive-kills.test.ts: `npm run soak -- deposits`. The seed is printed; SEED=… repeats a run. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { depositWhileKilling, readBooks } from './test-deposit-run.ts';

const PLAYERS = 2_000;
const KILLS = 60;
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000_007);

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test(`${PLAYERS} deposits while the worker is killed ${KILLS} times (seed ${seed})`, async () => {
  process.stdout.write(`seed ${seed}\n`);
  await depositWhileKilling(house, {
    players: PLAYERS,
    kills: KILLS,
    seed,
    log: (line) => void process.stdout.write(`${line}\n`),
  });
  const books = await readBooks(house, PLAYERS);
  expect(books.faults).toEqual([]);
  expect(books.credited).toBe(PLAYERS);
  expect(books.cash).toBe(BigInt(PLAYERS) * 2_500n);
  expect(books.chargedAtTelegram).toBe(books.cash);
  expect(new Set(books.receiptsShown)).toEqual(new Set([1]));
});
