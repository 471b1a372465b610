import { expect, test } from 'vitest';
import { cardHint, type Hint, isOver, stageOf } from './deposit-stage.ts';

type Deposit = Parameters<typeof stageOf>[0];
const open: Deposit = { status: 'awaiting-payment', owed: [], invoiceLink: 'https://t.me/$x' };
const owed: Deposit['owed'] = [
  { reason: 'paid-twice', state: 'kept', amount: { asset: 'EUR', minor: '1' }, at: '2026-11-21T12:00:00Z' },
];
const hints: readonly Hint[] = ['none', 'open', 'paid', 'pending', 'cancelled', 'failed'];

test.each([
  ['none', 'ready'],
  ['open', 'paying'],
  ['paid', 'verifying'],
  ['pending', 'verifying'],
  ['cancelled', 'ready'],
  ['failed', 'declined'],
] as const)('while it can be paid, %s means %s', (hint, stage) => {
  expect(stageOf(open, hint)).toBe(stage);
});

test.each(hints)('whatever Telegram says (%s), what the backend says comes first', (hint) => {
  expect(stageOf({ ...open, status: 'credited' }, hint)).toBe('credited');
  expect(stageOf({ ...open, status: 'credited', owed }, hint)).toBe('credited');
  expect(stageOf({ ...open, owed }, hint)).toBe('owed');
});

test('an invoice that is not made yet cannot be paid', () => {
  for (const hint of ['none', 'open', 'cancelled', 'failed'] as const) {
    expect(stageOf({ ...open, status: 'opening', invoiceLink: null }, hint)).toBe('preparing');
    expect(stageOf({ ...open, invoiceLink: null }, hint)).toBe('preparing');
  }
});

test('a payment said to be made just before the end is waited for: late ones are credited', () => {
  expect(stageOf({ ...open, status: 'expired' }, 'paid')).toBe('verifying');
  expect(stageOf({ ...open, status: 'expired' }, 'cancelled')).toBe('expired');
});

test('only what has ended is not asked for again', () => {
  expect((['credited', 'owed', 'expired'] as const).every(isOver)).toBe(true);
  expect((['preparing', 'ready', 'paying', 'verifying', 'declined'] as const).some(isOver)).toBe(false);
});

test('who comes back from the card page brings its word, and nobody else does', () => {
  expect(['?card=paid', '?card=left', '?card=credited', ''].map(cardHint)).toEqual([
    'paid',
    'cancelled',
    'none',
    'none',
  ]);
});
