import { afterAll, beforeAll, expect, test } from 'vitest';
import { money } from '../../domain/money.ts';
import { openWithdrawals } from '../payments/test-withdrawals.ts';
import { type House, openHouse } from '../test-house.ts';
import { cashOf, heldOf, starsOf } from './reads.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('Stars stand apart: no reading of a player’s cash has them', async () => {
  const player = await house.admits();
  await house.givesStars(player.id, 500n);
  const reader = { query: house.read };
  expect(await starsOf(reader, player.id)).toEqual(money('XTR', 500n));
  expect((await cashOf(reader, player.id)).filter(({ asset }) => asset === 'XTR')).toEqual([]);
  expect((await heldOf(reader, player.id)).cash.filter(({ asset }) => asset === 'XTR')).toEqual([]);
});

test('no withdrawal takes from Stars, in whatever asset it is asked, though the house had enough to pay it', async () => {
  const player = await house.admits();
  await house.givesStars(player.id, 500n);
  const withdrawals = openWithdrawals(house);
  for (const asset of ['XTR', 'EUR'] as const) {
    await withdrawals.funds(1_000n, asset);
    expect(await withdrawals.asks(player.id, { minor: 100n, asset })).toEqual({ reason: 'insufficient-funds' });
  }
  expect(await starsOf({ query: house.read }, player.id)).toEqual(money('XTR', 500n));
});
