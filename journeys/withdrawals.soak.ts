/** The long version of withdrawals-survive-kills.test.ts: `npm run soak -- withdrawals`. The seed is printed; SEED=… repeats a run. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { HASTY, paidOnceEach, readWithdrawals, withdrawWhileKilling } from './test-withdrawal-run.ts';

const PLAYERS = 1_000;
const KILLS = 60;
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000_007);

let house: House;
beforeAll(async () => {
  house = await openHouse({ settings: HASTY });
});
afterAll(() => house.close());

test(`${PLAYERS} withdrawals while the worker is killed ${KILLS} times (seed ${seed})`, async () => {
  process.stdout.write(`seed ${seed}\n`);
  await withdrawWhileKilling(house, {
    players: PLAYERS,
    kills: KILLS,
    seed,
    log: (line) => void process.stdout.write(`${line}\n`),
  });
  expect(await readWithdrawals(house)).toEqual(paidOnceEach(PLAYERS));
});
