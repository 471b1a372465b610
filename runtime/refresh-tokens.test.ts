import { expect, test } from 'vitest';
import { hashOfToken, newRefreshToken, openSuccessor, sealSuccessor } from './refresh-tokens.ts';

test('a token has 256 bits that nobody else has', () => {
  const tokens = new Set(Array.from({ length: 1_000 }, newRefreshToken));
  expect(tokens.size).toBe(1_000);
  for (const token of tokens) expect(token).toMatch(/^cr_[\w-]{43}$/);
  expect(hashOfToken([...tokens][0] ?? '')).toHaveLength(32);
});

test('a successor opens under the token it was sealed with, and under no other', () => {
  const [token, next] = [newRefreshToken(), newRefreshToken()];
  const sealed = sealSuccessor(next, token);
  expect(openSuccessor(sealed, token)).toBe(next);
  expect(sealed.includes(Buffer.from(next))).toBe(false);
  expect(() => openSuccessor(sealed, newRefreshToken())).toThrow();
  for (const at of [0, 12, sealed.length - 1]) {
    const altered = Buffer.from(sealed);
    altered[at] = (altered[at] ?? 0) ^ 1;
    expect(() => openSuccessor(altered, token)).toThrow();
  }
});
