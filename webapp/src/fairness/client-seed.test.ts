import { expect, test } from 'vitest';
import { readClientSeed } from '../../../domain/fairness.ts';
import { drawClientSeed, freshClientSeed } from './client-seed.ts';

test('a fresh client seed is one that the rules take, whatever was drawn', () => {
  for (let byte = 0; byte < 256; byte++) {
    const seed = freshClientSeed(new Uint8Array(16).fill(byte));
    expect(readClientSeed(seed)).toBe(seed);
  }
});

test('no sign of a fresh seed is likelier than another', () => {
  const counts = new Map<string, number>();
  for (let byte = 0; byte < 256; byte++) {
    const sign = freshClientSeed(Uint8Array.of(byte));
    counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  expect([...counts.values()]).toEqual(Array.from({ length: 32 }, () => 8));
});

test('two that are drawn are not the same', () => {
  expect(drawClientSeed()).not.toBe(drawClientSeed());
  expect(drawClientSeed()).toHaveLength(16);
});
