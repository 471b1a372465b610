import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { money } from '../domain/money.ts';
import { actDigest, areDigits, type CodeSource, digitsOf, truncated } from './one-time-code.ts';

const source: CodeSource = {
  pepper: Buffer.alloc(32, 1),
  codeId: '01960000-0000-7000-8000-000000000001',
  salt: Buffer.alloc(16, 2),
  act: { kind: 'unlink-telegram', id: 'p-1' },
};

test('a MAC is cut to digits as RFC 4226 does it (appendix D) and RFC 6238 with SHA-256 (appendix B)', () => {
  const counter = (n: number) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(BigInt(n));
    return bytes;
  };
  const secret = '12345678901234567890';
  const hotp = (n: number) => truncated(createHmac('sha1', secret).update(counter(n)).digest(), 6);
  expect(Array.from({ length: 10 }, (_, n) => hotp(n))).toEqual([
    '755224',
    '287082',
    '359152',
    '969429',
    '338314',
    '254676',
    '287922',
    '162583',
    '399871',
    '520489',
  ]);
  const totp = (seconds: number) =>
    truncated(
      createHmac('sha256', `${secret}123456789012`)
        .update(counter(Math.floor(seconds / 30)))
        .digest(),
      8,
    );
  expect([59, 1_111_111_109, 20_000_000_000].map(totp)).toEqual(['46119246', '68084774', '77737706']);
});

test('the same code for the same act has the same six digits, and they are right', () => {
  const digits = digitsOf(source);
  expect(digits).toMatch(/^\d{6}$/);
  expect(digitsOf({ ...source, salt: Uint8Array.from(source.salt) })).toBe(digits);
  expect(areDigits(source, digits)).toBe(true);
});

test.each([
  ['', false],
  ['0', false],
  ['00000000000000000000', false],
  ['１２３４５６', false],
])('%j, which no code is, is wrong and nothing worse', (typed, right) => {
  expect(areDigits(source, typed)).toBe(right);
});

test.each([
  ['another pepper', { pepper: Buffer.alloc(32, 9) }],
  ['another code', { codeId: '01960000-0000-7000-8000-000000000002' }],
  ['another salt', { salt: Buffer.alloc(16, 3) }],
  ['another act', { act: { kind: 'unlink-telegram', id: 'p-2' } }],
  ['the act with an amount', { act: { ...source.act, amount: money('EUR', 1n) } }],
])('%s has other digits', (_what, change) => {
  expect(digitsOf({ ...source, ...change })).not.toBe(digitsOf(source));
});

test('the digits are spread over all that six digits can be', () => {
  const drawn = Array.from({ length: 2_000 }, (_, n) =>
    Number(digitsOf({ ...source, act: { kind: 'unlink-telegram', id: String(n) } })),
  );
  expect(new Set(drawn).size).toBeGreaterThan(1_980);
  const tenths = drawn.reduce((counts, digits) => {
    counts[Math.floor(digits / 100_000)] = (counts[Math.floor(digits / 100_000)] ?? 0) + 1;
    return counts;
  }, new Array<number>(10).fill(0));
  expect(Math.min(...tenths)).toBeGreaterThan(140);
});

test('a digest is of the act alone', () => {
  expect(actDigest(source.act)).toHaveLength(32);
  expect(actDigest(source.act)).not.toEqual(actDigest({ kind: 'unlink-telegram', id: 'p-2' }));
});
