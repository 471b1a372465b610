import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { prove } from './proved.ts';
import { claimOf, fileNameOf, MOST_ROUNDS, type RoundFile, readRounds, writtenRound } from './round-file.ts';

const published = readFileSync(new URL('../../../docs/fairness/vectors.json', import.meta.url), 'utf8');
const rounds = readRounds(published) as readonly RoundFile[];
const [round] = rounds as readonly [RoundFile];

test('the published rounds are read as they are, and every one of them matches on this page too', () => {
  expect(rounds.length).toBe(JSON.parse(published).length);
  expect(rounds.map(prove).filter(({ differs }) => differs !== undefined)).toEqual([]);
});

test('a round that is taken along is read back as the same round, and a list of one is one', () => {
  const whole = { ...round, asset: 'EUR', at: '2026-11-22T07:00:00.000Z' } as const;
  expect(readRounds(writtenRound(whole))).toEqual([whole]);
  expect(readRounds(JSON.stringify([whole]))).toEqual([whole]);
});

test.each([
  ['', 'not-json'],
  ['{', 'not-json'],
  ['null', 'not-a-round'],
  ['[]', 'not-a-round'],
  ['{}', 'not-a-round'],
  [JSON.stringify({ ...round, win: 40 }), 'not-a-round'],
  [JSON.stringify({ ...round, stake: '1.5' }), 'not-a-round'],
  [JSON.stringify({ ...round, nonce: '0' }), 'not-a-round'],
  [JSON.stringify({ ...round, actions: {} }), 'not-a-round'],
  [JSON.stringify([round, 1]), 'not-a-round'],
  [JSON.stringify(Array.from({ length: MOST_ROUNDS + 1 }, () => round)), 'too-many'],
])('what is no round is said to be none: %.40s', (text, problem) => {
  expect(readRounds(text)).toBe(problem);
});

test('whatever is pasted is answered, and whatever is read can be counted: nothing throws', () => {
  const fields = fc.record(
    {
      game: fc.constantFrom('dice', 'mines', 'roulette', '__proto__'),
      serverSeed: fc.constantFrom(round.serverSeed, 'f'.repeat(64), 'none'),
      commitment: fc.string(),
      clientSeed: fc.constantFrom('orchard-41', 'a:b', ''),
      nonce: fc.oneof(fc.nat(), fc.anything()),
      choices: fc.oneof(fc.constant({ side: 'under', target: 4_950 }), fc.constant({ mines: 3 }), fc.anything()),
      actions: fc.oneof(fc.constant([]), fc.array(fc.anything())),
      stake: fc.constantFrom('0', '100', '-1', 'x'),
      facts: fc.anything(),
      win: fc.constantFrom('0', '197'),
      asset: fc.constantFrom('EUR', 'toString'),
      at: fc.constantFrom('2026-11-22T07:00:00.000Z', 'yesterday'),
    },
    { requiredKeys: ['game', 'serverSeed', 'commitment', 'clientSeed', 'nonce', 'stake', 'win'] },
  );
  fc.assert(
    fc.property(fields, (raw) => {
      const read = readRounds(written(raw));
      if (typeof read !== 'string') for (const each of read) expect(prove(each).round).toBe(each);
    }),
  );
});

/** What JSON cannot write is not pasted. */
function written(raw: unknown): string {
  try {
    return JSON.stringify(raw) ?? '';
  } catch {
    return '';
  }
}

test('amounts are whole numbers of any size', () => {
  expect(claimOf({ ...round, stake: '9223372036854775807', win: '0' })).toMatchObject({
    stake: 2n ** 63n - 1n,
    win: 0n,
  });
});

test('a file is named after its round, whatever was written into it', () => {
  expect(fileNameOf(round)).toBe('round-brass-orchard-0-17896aea.json');
  expect(fileNameOf({ ...round, game: '../../x', commitment: '"\n/' })).toMatch(/^[\w.-]+$/);
});
