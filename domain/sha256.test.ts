import { createHash, createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { hmacSha256, hmacUnder, sha256 } from './sha256.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const text = (words: string) => Buffer.from(words);
/** Around the borders of blocks, where padding goes wrong. */
const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.constantFrom(0, 1, 55, 56, 63, 64, 65, 119, 120, 128).map((length) => new Uint8Array(length).fill(0xa5)),
);

test('it is SHA-256, by the examples of its standard', () => {
  expect(hex(sha256(text('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(hex(sha256(text('')))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(hex(sha256(new Uint8Array(1_000_000).fill(0x61)))).toBe(
    'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
  );
});

test('it is HMAC-SHA256, by the examples of RFC 4231', () => {
  expect(hex(hmacSha256(text('Jefe'), text('what do ya want for nothing?')))).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
  const long = new Uint8Array(131).fill(0xaa);
  expect(hex(hmacSha256(long, text('Test Using Larger Than Block-Size Key - Hash Key First')))).toBe(
    '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
  );
});

test('whatever the message and the key, the platform gives the same', () => {
  fc.assert(
    fc.property(anyBytes, anyBytes, (key, message) => {
      expect(hex(sha256(message))).toBe(createHash('sha256').update(message).digest('hex'));
      expect(hex(hmacSha256(key, message))).toBe(createHmac('sha256', key).update(message).digest('hex'));
    }),
    { numRuns: 500 },
  );
});

test('a key that is kept gives each message its own, in any order', () => {
  fc.assert(
    fc.property(anyBytes, fc.array(anyBytes, { maxLength: 5 }), (key, messages) => {
      const under = hmacUnder(key);
      for (const message of [...messages, ...messages]) expect(hex(under(message))).toBe(hex(hmacSha256(key, message)));
    }),
  );
});
