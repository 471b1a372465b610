import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../sandbox/testing/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ updates: 'polling', without: ['api'] });
});
afterAll(() => house.close());

test('a bot that polls, with no webhook and no API at all, takes a deposit', async () => {
  const ada = house.telegram.player('Ada');
  ada.says('/deposit');
  await ada.sees(/How much\?/, { timeoutMs: 30_000 });
  await ada.taps('€25.00');
  await ada.sees(/Open until/, { timeoutMs: 30_000 });
  expect(await ada.pays()).toMatchObject({ outcome: 'paid' });
  await ada.sees(/€25.00 is in your cash/, { timeoutMs: 30_000 });
});

test('a bot that dies between fetching and storing gets its updates again', async () => {
  const bob = house.telegram.player('Bob');
  await house.part('bot').kill();
  bob.says('/start');
  await house.start('bot').ready;
  await bob.sees(/Welcome/, { timeoutMs: 30_000 });
});
