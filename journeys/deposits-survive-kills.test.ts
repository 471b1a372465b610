import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { depositWhileKilling, readBooks } from './test-deposit-run.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('80 deposits of 80 players, the worker killed six times: 80 credits, one receipt each, books at zero', async () => {
  await depositWhileKilling(house, { players: 80, kills: 6, seed: 20_261_121 });
  const books = await readBooks(house, 80);
  expect(books.faults).toEqual([]);
  expect(books.credited).toBe(80);
  expect(books.cash).toBe(80n * 2_500n);
  expect(books.chargedAtTelegram).toBe(books.cash);
  expect(books.receiptsShown).toHaveLength(80);
  expect(new Set(books.receiptsShown)).toEqual(new Set([1]));
}, 300_000);
