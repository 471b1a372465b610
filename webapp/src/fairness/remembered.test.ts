import { afterEach, expect, test } from 'vitest';
import { forgetKept } from '../kept.ts';
import { isSealKept, remembered, rememberRound, rememberSeal } from './remembered.ts';
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

test('a seal that was here before it was played under stays on the device beside the rounds, and fifty do', () => {
  rememberRound('one', round(1));
  for (let n = 0; n < 60; n++) rememberSeal('one', `seal-${n}`);
  rememberSeal('one', 'seal-59');
  expect(['seal-59', 'seal-10', 'seal-9', 'never-seen'].map(isSealKept)).toEqual([true, true, false, false]);
  expect(nonces()).toEqual([1]);
  rememberSeal('two', 'another');
  expect(['another', 'seal-59'].map(isSealKept)).toEqual([true, false]);
});

test('another player sees none of them, and nobody does once the device forgets', () => {
  rememberRound('one', round(1));
  rememberRound('two', round(2));
  expect(nonces()).toEqual([2]);
  forgetKept();
  expect(nonces()).toEqual([]);
});
