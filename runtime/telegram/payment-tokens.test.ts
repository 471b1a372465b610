import { expect, test } from 'vitest';
import { readPaymentTokens } from './payment-tokens.ts';

test.each([
  ['284685063:TEST:NTI0YjQ=', [{ currencies: ['EUR'], token: '284685063:TEST:NTI0YjQ=' }]],
  ['RUB=401643678:TEST:def-1', [{ currencies: ['RUB'], token: '401643678:TEST:def-1' }]],
  [
    'EUR+USD=284685063:TEST:abc; RUB=401643678:TEST:def',
    [
      { currencies: ['EUR', 'USD'], token: '284685063:TEST:abc' },
      { currencies: ['RUB'], token: '401643678:TEST:def' },
    ],
  ],
])('what a bot takes money with is read: %s', (entry, tokens) => {
  expect(readPaymentTokens(entry)).toEqual(tokens);
});

test.each([
  '',
  'short',
  'EUR=',
  'XXX=284685063:TEST:abc',
  'XTR=284685063:TEST:abc',
  'TON=284685063:TEST:abc',
  'PLAY-EUR=284685063:TEST:abc',
  'EUR+EUR=284685063:TEST:abc',
  'EUR=284685063:TEST:abc;EUR=401643678:TEST:def',
  '284685063:TEST:abc;RUB',
])('what names no token, no currency, or one twice is refused: %s', (entry) => {
  expect(readPaymentTokens(entry)).toBeUndefined();
});
