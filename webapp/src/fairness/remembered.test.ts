import { afterEach, expect, test } from 'vitest';
import { forgetKept } from '../kept.ts';
import { remembered, rememberRound } from './remembered.ts';
import type { RoundFile } from './round-file.ts';

const round = (nonce: number): RoundFile => ({
  game: 'dice',
  serverSeed: 'a'.repeat(64),
  commitment: 'b'.repeat(64),
  clientSeed: 'orchard-41',
  nonce,
  choices: { side: 'over', target: 5_050 },
  actions: [],
  stake: '100',
  facts: { roll: 1 },
  win: '0',
});
const nonces = () => remembered().map(({ nonce }) => nonce);

afterEach(forgetKept);

test('the last rounds that were checked stay on the device, each once, the last first', () => {
  for (const nonce of [1, 2, 1, 3]) rememberRound('one', round(nonce));
  expect(nonces()).toEqual([3, 1, 2]);
});

test('twenty stay, and no more', () => {
  for (let nonce = 0; nonce < 30; nonce++) rememberRound('one', round(nonce));
  expect(nonces()).toHaveLength(20);
  expect(nonces()[0]).toBe(29);
});

test('another player sees none of them, and nobody does once the device forgets', () => {
  rememberRound('one', round(1));
  rememberRound('two', round(2));
  expect(nonces()).toEqual([2]);
  forgetKept();
  expect(nonces()).toEqual([]);
});
