import { expect, test } from 'vitest';
import { differenceOf, needsOf, type WalletNeed } from './hot-wallet.ts';

const none: ReadonlySet<WalletNeed> = new Set();
const open = (...needs: WalletNeed[]): ReadonlySet<WalletNeed> => new Set(needs);

test('staff are called below the floor, and the call ends a tenth above it', () => {
  const bounds = { floor: 100n, ceiling: undefined };
  expect([...needsOf(99n, bounds, none)]).toEqual(['top-up-needed']);
  expect([...needsOf(100n, bounds, none)]).toEqual([]);
  expect([...needsOf(109n, bounds, open('top-up-needed'))]).toEqual(['top-up-needed']);
  expect([...needsOf(110n, bounds, open('top-up-needed'))]).toEqual([]);
});

test('staff are called above the ceiling, and the call ends a tenth below it', () => {
  const bounds = { floor: undefined, ceiling: 100n };
  expect([...needsOf(101n, bounds, none)]).toEqual(['sweep-needed']);
  expect([...needsOf(100n, bounds, none)]).toEqual([]);
  expect([...needsOf(91n, bounds, open('sweep-needed'))]).toEqual(['sweep-needed']);
  expect([...needsOf(90n, bounds, open('sweep-needed'))]).toEqual([]);
});

test('what is under way between the chain and the books is no difference, and one unit is', () => {
  const sums = { final: 1_000n, head: 1_000n, books: 700n, unsettled: 400n, unbooked: -10n, unfinished: 90n };
  expect(differenceOf(sums)).toBe(0n);
  expect(differenceOf({ ...sums, final: 1_001n, head: undefined })).toBe(1n);
  expect(differenceOf({ ...sums, books: 701n })).toBe(-1n);
  expect(differenceOf({ ...sums, head: 999n })).toBe(-1n);
  expect(differenceOf({ ...sums, head: undefined })).toBe(0n);
});
