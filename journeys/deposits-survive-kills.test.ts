import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { depositWhileKilling, readBooks } from './test-deposit-run.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('200 deposits of 200 players, the worker killed ten times: 200 credits, one receipt each, books at zero', async () => {
  await depositWhileKilling(house, { players: 200, kills: 10, seed: 20_261_121 });
  const books = await readBooks(house, 200);
  expect(books.faults).toEqual([]);
  expect(books.credited).toBe(200);
  expect(books.cash).toBe(200n * 2_500n);
  expect(books.chargedAtTelegram).toBe(books.cash);
  expect(books.receiptsShown).toHaveLength(200);
  expect(new Set(books.receiptsShown)).toEqual(new Set([1]));
}, 300_000);
