import { expect, test } from 'vitest';
import type { ArrivalBody } from '../../../contracts/http/chain.ts';
import { chainStageOf, oddityOf, stepsOf } from './chain-stage.ts';

const arrival = (state: ArrivalBody['state'], minor: string | null = '10000000000'): ArrivalBody => ({
  state,
  hash: 'a'.repeat(64),
  explorer: null,
  at: '2026-11-21T18:04:20.000Z',
  amount: minor === null ? null : { asset: 'TON', minor },
  blocks: { passed: 1, needed: 2 },
});
const chain = (...arrivals: ArrivalBody[]) => ({
  network: '-3' as const,
  address: 'UQ',
  memo: 'm',
  link: 'ton://',
  arrivals,
});
const open = { status: 'awaiting-payment' as const, owed: [], chain: chain() };

test('what has come is shown also when the time to pay has run out', () => {
  expect(chainStageOf({ ...open, status: 'expired' })).toBe('ran-out');
  expect(chainStageOf({ ...open, status: 'expired', chain: chain(arrival('seen')) })).toBe('under-way');
});

test('a deposit is only credited when we are told so, however final its transfer is', () => {
  expect(chainStageOf({ ...open, chain: chain(arrival('final')) })).toBe('under-way');
  expect(chainStageOf({ ...open, status: 'credited', chain: chain(arrival('final')) })).toBe('credited');
});

test('nobody is shown where to pay before there is a place', () => {
  expect(chainStageOf({ ...open, chain: null })).toBe('preparing');
  expect(chainStageOf({ ...open, status: 'opening' })).toBe('preparing');
  expect(chainStageOf(open)).toBe('open');
});

test('a transfer goes from sent to seen to final, one step at a time', () => {
  const states = (of: ArrivalBody | undefined) => stepsOf(of).map(({ state }) => state);
  expect(states(undefined)).toEqual(['now', 'next', 'next', 'next']);
  expect(states(arrival('sent', null))).toEqual(['done', 'now', 'next', 'next']);
  expect(states(arrival('seen'))).toEqual(['done', 'done', 'now', 'next']);
  expect(states(arrival('final'))).toEqual(['done', 'done', 'done', 'now']);
  expect(states(arrival('vanished'))).toEqual(['done', 'stopped', 'next', 'next']);
});

test('what comes late, short or over is said, each for itself', () => {
  const asked = { pay: { asset: 'TON' as const, minor: '10000000000' }, expiresAt: '2026-11-21T18:17:00.000Z' };
  expect(oddityOf(arrival('seen'), asked)).toEqual([]);
  expect(oddityOf(arrival('sent', null), asked)).toEqual([]);
  expect(oddityOf(arrival('seen', '9999999999'), asked)).toEqual(['less']);
  expect(oddityOf(arrival('seen', '10000000001'), { ...asked, expiresAt: '2026-11-21T18:04:00.000Z' })).toEqual([
    'late',
    'more',
  ]);
});
