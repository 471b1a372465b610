import { expect, test } from 'vitest';
import { pastedHash } from './transaction-hash.ts';

const HEX = '3f5c0b6a8d1e2f4a5b6c7d8e9fa0b1c2d3e4f5061728394a5b6c7d8e9fa0b1c2';
const BASE64 = 'P1wLao0eL0pbbH2On6CxwtPk9QYXKDlKW2x9jp+gscI=';
const URL_SAFE = 'P1wLao0eL0pbbH2On6CxwtPk9QYXKDlKW2x9jp-gscI=';
const FRIENDLY = 'UQDk5pZ3nqJ0o1yq2Z4l2n1sQ3V4v9c8b7a6Z5y4X3w2V1u0';

test.for([
  ['a hash in hex', HEX, HEX],
  ['one with blanks around it', `  ${HEX}\n`, HEX],
  ['one behind a word', `Hash: ${HEX}`, HEX],
  ['base64', BASE64, BASE64],
  ['base64 for links, without its end', URL_SAFE.slice(0, -1), URL_SAFE.slice(0, -1)],
  ['a path that ends in it', `https://tonviewer.com/transaction/${HEX}`, HEX],
  ['a path with an end of its own', `https://tonscan.org/tx/${HEX}/?utm=1#top`, HEX],
  ['base64 in a path, written for addresses', `https://tonscan.org/tx/${encodeURIComponent(BASE64)}`, BASE64],
  ['a logical time, the hash and the account', `https://ton.cx/tx/4711:${BASE64}:${FRIENDLY}`, BASE64],
  ['a query', `https://explorer.toncoin.org/transaction?account=0:${'a'.repeat(64)}&lt=1&hash=${HEX}`, HEX],
] as const)('the hash is found in %s', ([, text, hash]) => {
  expect(pastedHash(text)).toEqual({ hash });
});

test.for([
  ['an address as wallets show it', FRIENDLY],
  ['a raw address', `0:${'a'.repeat(64)}`],
  ['the page of an account', `https://tonviewer.com/${FRIENDLY}`],
  ['the page of a raw account', `https://tonviewer.com/0:${'a'.repeat(64)}`],
] as const)('%s is an address, and no hash is taken from it', ([, text]) => {
  expect(pastedHash(text)).toEqual({ hash: undefined, is: 'address' });
});

test.for([
  ['nothing', ' '],
  ['words', 'my money is gone'],
  ['half a hash', HEX.slice(0, 40)],
  ['a hash and a character', `${HEX}0`],
  ['a page without a transaction', 'https://tonviewer.com/'],
  ['a broken link', 'https://tonviewer.com/%zz'],
] as const)('%s is nothing to look for', ([, text]) => {
  expect(pastedHash(text)).toEqual({ hash: undefined, is: 'nonsense' });
});
