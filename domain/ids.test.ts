import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { AssertionError } from './assert.ts';
import { childUuid, shortCode, uuidV7 } from './ids.ts';

const V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const anyTime = fc.nat({ max: 2 ** 48 - 1 });
const anyBytes = fc.uint8Array({ minLength: 10, maxLength: 32 });

test('an id has the shape of a UUID version 7, whatever the time and the chance', () => {
  fc.assert(
    fc.property(anyTime, anyBytes, (now, random) => {
      expect(uuidV7(now, random)).toMatch(V7);
    }),
  );
});

test('an id begins with its time', () => {
  fc.assert(
    fc.property(anyTime, anyBytes, (now, random) => {
      expect(Number.parseInt(uuidV7(now, random).replaceAll('-', '').slice(0, 12), 16)).toBe(now);
    }),
  );
});

test('ids are ordered as their times are', () => {
  fc.assert(
    fc.property(anyTime, anyTime, anyBytes, anyBytes, (a, b, x, y) => {
      fc.pre(a < b);
      expect(uuidV7(a, x) < uuidV7(b, y)).toBe(true);
    }),
  );
});

test('74 bits of the id are chance: any one of them makes another id', () => {
  const zeros = new Uint8Array(10);
  const ids = Array.from({ length: 80 }, (_, bit) => {
    const bytes = Uint8Array.from(zeros);
    bytes[bit >> 3] = 1 << (bit & 7);
    return uuidV7(1, bytes);
  });
  expect(new Set(ids.filter((id) => id !== uuidV7(1, zeros))).size).toBe(74);
});

test('the caller’s bytes are left as they were', () => {
  const bytes = new Uint8Array(10).fill(255);
  uuidV7(1, bytes);
  expect(bytes).toEqual(new Uint8Array(10).fill(255));
});

test('a step of the same parent has the same id on every machine, and another step another one', () => {
  fc.assert(
    fc.property(anyTime, anyBytes, anyBytes, anyBytes, (now, random, one, other) => {
      const parent = uuidV7(now, random);
      expect(childUuid(parent, one)).toBe(childUuid(parent, Uint8Array.from(one)));
      expect(childUuid(parent, one)).toMatch(V7);
      expect(childUuid(parent, one).slice(0, 13)).toBe(parent.slice(0, 13));
      fc.pre(one.slice(3, 10).toString() !== other.slice(3, 10).toString());
      expect(childUuid(parent, one)).not.toBe(childUuid(parent, other));
    }),
  );
});

test('a time that is none, or too little chance, is a mistake of ours', () => {
  const bytes = new Uint8Array(10);
  for (const now of [-1, 1.5, Number.NaN, 2 ** 48]) expect(() => uuidV7(now, bytes)).toThrow(AssertionError);
  expect(() => uuidV7(1, new Uint8Array(9))).toThrow(AssertionError);
});

test('a code to read out has six signs, none of which is mistaken for another', () => {
  fc.assert(
    fc.property(anyTime, anyBytes, (now, random) => {
      expect(shortCode(uuidV7(now, random))).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}$/);
    }),
  );
  expect(shortCode('01960000-0000-7000-8000-00000000001f')).toBe('00000Z');
});
