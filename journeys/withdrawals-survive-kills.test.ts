import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { HASTY, paidOnceEach, readWithdrawals, withdrawWhileKilling } from './test-withdrawal-run.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ settings: HASTY });
});
afterAll(() => house.close());

test('40 withdrawals, the worker killed three times, the provider on its worst day: 40 payouts, none twice, none missing', async () => {
  await withdrawWhileKilling(house, { players: 40, kills: 3, seed: 20_261_121 });
  expect(await readWithdrawals(house)).toEqual(paidOnceEach(40));
}, 300_000);
