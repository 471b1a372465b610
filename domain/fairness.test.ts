import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { AssertionError } from './assert.ts';
import {
  blockMessage,
  commitmentTo,
  type Draw,
  type DrawnWord,
  drawsOf,
  newServerSeed,
  placesOf,
  readClientSeed,
} from './fairness.ts';
import { anySeeds, everyFall, hmac, sha256 } from './games/test-games.ts';

/** A stream of these words, as if they had come out of HMAC. */
function streamOf(...words: number[]): Draw {
  const block = new Uint8Array(32);
  for (const [n, word] of words.entries()) new DataView(block.buffer).setUint32(n * 4, word);
  return drawsOf({ serverSeed: 'a'.repeat(64), clientSeed: 'any', nonce: 0 }, () => block);
}

test('the same seeds give the same numbers, whoever draws them', () => {
  fc.assert(
    fc.property(anySeeds, fc.array(fc.integer({ min: 1, max: 2 ** 32 }), { maxLength: 40 }), (seeds, bounds) => {
      const [one, other] = [drawsOf(seeds, hmac), drawsOf(seeds, hmac)];
      expect(bounds.map((below) => one(below))).toEqual(bounds.map((below) => other(below)));
    }),
  );
});

test('a number is whole, at least nothing and below its bound', () => {
  fc.assert(
    fc.property(anySeeds, fc.integer({ min: 1, max: 2 ** 32 }), (seeds, below) => {
      const drawn = drawsOf(seeds, hmac)(below);
      expect(Number.isInteger(drawn) && drawn >= 0 && drawn < below).toBe(true);
    }),
  );
});

test('other seeds or another nonce give another stream', () => {
  const seeds = { serverSeed: 'b'.repeat(64), clientSeed: 'orchard-41', nonce: 7 };
  const first = drawsOf(seeds, hmac)(2 ** 32);
  expect(drawsOf({ ...seeds, nonce: 8 }, hmac)(2 ** 32)).not.toBe(first);
  expect(drawsOf({ ...seeds, clientSeed: 'orchard-42' }, hmac)(2 ** 32)).not.toBe(first);
  expect(drawsOf({ ...seeds, serverSeed: 'c'.repeat(64) }, hmac)(2 ** 32)).not.toBe(first);
});

test('a word that would make some numbers likelier is passed over: the next one decides', () => {
  const lastFair = 2 ** 32 - (2 ** 32 % 10_001) - 1;
  expect(streamOf(lastFair)(10_001)).toBe(10_000);
  expect(streamOf(lastFair + 1, 2 ** 32 - 1, 38_24)(10_001)).toBe(38_24);
});

test('every number is left over by exactly as many words: nothing is scaled', () => {
  // In words of 32 bits, of which the fair ones are a whole number of times the bound.
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 32 }), (below) => {
      const fair = 2 ** 32 - (2 ** 32 % below);
      expect(fair % below).toBe(0);
      expect(streamOf(fair - 1)(below)).toBe(below - 1);
      if (fair < 2 ** 32) expect(streamOf(fair, below - 1)(below)).toBe(below - 1);
    }),
  );
});

test('a bound of all words passes none over', () => {
  expect(streamOf(2 ** 32 - 1)(2 ** 32)).toBe(2 ** 32 - 1);
  expect(() => streamOf(0)(2 ** 32 + 1)).toThrow(AssertionError);
  expect(() => streamOf(0)(0)).toThrow(AssertionError);
});

test('a block is eight words, the highest byte first, and the ninth comes from the next cursor', () => {
  const seeds = { serverSeed: 'd'.repeat(64), clientSeed: 'a~b', nonce: 12 };
  const [blocks, words]: [string[], DrawnWord[]] = [[], []];
  const draw = drawsOf(seeds, hmac, {
    block: (message, hex) => void blocks.push(`${message} ${hex}`),
    word: (word) => void words.push(word),
  });
  for (let n = 0; n < 9; n++) draw(2 ** 32);
  const [first, second] = [0, 1].map((cursor) =>
    Buffer.from(hmac(Buffer.from(seeds.serverSeed), Buffer.from(blockMessage(seeds, cursor)))),
  );
  expect(blocks).toEqual([`a~b:12:0 ${first?.toString('hex')}`, `a~b:12:1 ${second?.toString('hex')}`]);
  expect(words.map(({ cursor, place }) => [cursor, place]).slice(6)).toEqual([
    [0, 6],
    [0, 7],
    [1, 0],
  ]);
  expect(words.map(({ word }) => word)).toEqual(
    [0, 4, 8, 12, 16, 20, 24, 28].map((at) => first?.readUInt32BE(at)).concat(second?.readUInt32BE(0)),
  );
});

test('chosen places are different, in order, and every choice of them is exactly as likely', () => {
  for (const [all, some, choices] of [
    [5, 0, 1],
    [5, 2, 10],
    [6, 3, 20],
    [5, 5, 1],
  ] as const) {
    const falls = [...everyFall((draw) => placesOf(draw, all, some).join())];
    const counts = new Map<string, number>();
    for (const { result } of falls) counts.set(result, (counts.get(result) ?? 0) + 1);
    expect(new Set(counts.values()).size).toBe(1);
    expect(counts.size).toBe(choices);
  }
});

test('the commitment is SHA-256 over the seed as it is written', () => {
  // As a shell would: printf %s SEED | sha256sum
  const seed = '4ca03ffd657caff864da4fab80d8820ac6d060e31971aef3c19777829ff48f3d';
  expect(commitmentTo(seed, sha256)).toBe('34f622eaca4b065f7d3ac0efb726ce43a61848459201d616b627ad7c66fee230');
});

test('a server seed is 32 bytes of chance, no fewer', () => {
  expect(newServerSeed(new Uint8Array(32).fill(10))).toBe('0a'.repeat(32));
  expect(() => newServerSeed(new Uint8Array(16))).toThrow(AssertionError);
  expect(() => commitmentTo('0A'.repeat(32), sha256)).toThrow(AssertionError);
});

test('a client seed is one to 64 signs of ASCII without a colon, so that no two rounds share a message', () => {
  expect(readClientSeed(' winter-quince-7 ')).toBe('winter-quince-7');
  expect(readClientSeed('~'.repeat(64))).toBe('~'.repeat(64));
  for (const wrong of ['', ' ', 'a'.repeat(65), 'a:b', 'a b', 'ключ', 'a\u0000', 'a\nb'])
    expect(readClientSeed(wrong)).toEqual({ reason: 'wrong-client-seed' });
  fc.assert(
    fc.property(anySeeds, anySeeds, fc.nat(9), fc.nat(9), (a, b, at, other) => {
      if (a.clientSeed === b.clientSeed && a.nonce === b.nonce && at === other) return;
      expect(blockMessage(a, at)).not.toBe(blockMessage(b, other));
    }),
  );
});

test('seeds that were never checked are a mistake of ours', () => {
  const seeds = { serverSeed: 'e'.repeat(64), clientSeed: 'any', nonce: 0 };
  for (const wrong of [{ serverSeed: 'e' }, { clientSeed: 'a:b' }, { nonce: -1 }, { nonce: 0.5 }])
    expect(() => drawsOf({ ...seeds, ...wrong }, hmac)).toThrow(AssertionError);
});
