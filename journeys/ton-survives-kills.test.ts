import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { chainDifferences, payWhileKilling, readTonBooks, rightBooks } from './test-ton-run.ts';
import { HASTY } from './test-withdrawal-run.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ chain: true, settings: HASTY });
});
afterAll(() => house.close());

test('8 deposits and 8 payouts on the chain, the loops killed five times: each credited once, each paid once, books and chain agree', async () => {
  const run = { players: 8, payouts: 8, atOnce: 4, kills: { in: 2, out: 3 }, seed: 20_261_121 };
  const recipients = await payWhileKilling(house, run);
  await expect.poll(() => chainDifferences(house)).toEqual({ ton: 0n, usdt: 0n });
  const books = await readTonBooks(house, run.players, recipients);
  expect(books).toEqual(rightBooks(run, books));
}, 300_000);
