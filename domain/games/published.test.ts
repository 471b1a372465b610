import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { hmacSha256, sha256 } from '../sha256.ts';
import type { Fields } from './game.ts';
import { gameIds } from './index.ts';
import { chance } from './test-games.ts';
import { describeGames, describeMines, describeOrchard } from './test-tables.ts';
import { type RoundClaim, verifyRound } from './verify.ts';

/** What anybody may take from us and count again without us. */
const DOCS = path.join(import.meta.dirname, '..', '..', 'docs');
const VECTORS = path.join(DOCS, 'fairness', 'vectors.json');
const VERIFIER = path.join(DOCS, 'fairness', 'verify.mjs');

type Vector = Omit<RoundClaim, 'stake' | 'win' | 'facts'> & {
  readonly stake: string;
  readonly win: string;
  readonly facts: Fields;
};

const vectors = JSON.parse(readFileSync(VECTORS, 'utf8')) as Vector[];
const claimOf = ({ stake, win, ...rest }: Vector): RoundClaim => ({ ...rest, stake: BigInt(stake), win: BigInt(win) });

test('every published round is what our own rules give, to the last minor unit, whoever does the hashing', () => {
  const ownHands = { sha256, hmac: hmacSha256 };
  for (const vector of vectors)
    for (const hands of [chance, ownHands])
      expect([vector, verifyRound(claimOf(vector), hands).differs]).toEqual([vector, undefined]);
});

test('the published rounds know every game, won and lost, every end of mines, and a word that was passed over', () => {
  for (const id of gameIds) {
    const wins = vectors.filter(({ game }) => game === id).map(({ win }) => win !== '0');
    expect([id, ...new Set(wins)].sort()).toEqual([id, true, false].sort());
  }
  const ends = vectors.map(({ facts }) => facts.ended).filter((ended) => ended !== undefined);
  expect(new Set(ends)).toEqual(new Set(['taken', 'mine', 'top', 'left']));
  const words = vectors.flatMap((vector) => verifyRound(claimOf(vector), chance).words);
  expect(words.some(({ drawn }) => drawn === undefined)).toBe(true);
  expect(words.some(({ cursor }) => cursor === 2)).toBe(true);
});

test('the verifier that a sceptic runs alone finds every published round as it is', () => {
  const said = execFileSync(process.execPath, [VERIFIER, VECTORS], { encoding: 'utf8' }).trim().split('\n');
  expect(said).toHaveLength(vectors.length);
  expect(said.filter((line) => !line.startsWith('matches '))).toEqual([]);
});

test('it finds what was changed: the seed, the result, the win', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'rounds-'));
  try {
    for (const vector of vectors.filter(({ game }, n) => vectors.findIndex((other) => other.game === game) === n)) {
      const changed = [
        { ...vector, commitment: '0'.repeat(64) },
        { ...vector, clientSeed: `${vector.clientSeed.slice(0, 60)}-other`, facts: { ...vector.facts, more: 1 } },
        { ...vector, win: String(BigInt(vector.win) + 1n) },
      ];
      const file = path.join(folder, `${vector.game}.json`);
      writeFileSync(file, JSON.stringify([vector, ...changed]));
      const { status, stdout } = spawnSync(process.execPath, [VERIFIER, file], { encoding: 'utf8' });
      expect(status).toBe(1);
      const round = `${vector.game} ${vector.nonce}`;
      expect(stdout.trim().split('\n')).toEqual([
        `matches ${round}`,
        expect.stringMatching(`^DIFFERS ${round}: the seed hashes to ${vector.commitment}$`),
        expect.stringMatching(`^DIFFERS ${round}: the seeds give `),
        `DIFFERS ${round}: it pays ${vector.win}`,
      ]);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('it is under 100 lines, and needs nothing but Node', () => {
  const source = readFileSync(VERIFIER, 'utf8');
  expect(source.trimEnd().split('\n').length).toBeLessThan(100);
  expect([...source.matchAll(/from '([^']+)'/g)].map(([, from]) => from)).toEqual(['node:crypto', 'node:fs']);
  expect(source).not.toMatch(/\bimport\(|\brequire\(/);
});

test('docs/fairness.md has the tables that the rules make', () => {
  const text = readFileSync(path.join(DOCS, 'fairness.md'), 'utf8');
  for (const table of [describeGames(), describeOrchard(), describeMines()]) expect(text).toContain(`\n${table}\n`);
});
