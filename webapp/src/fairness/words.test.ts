import { describe, expect, test } from 'vitest';
import { languages } from '../../../contracts/languages.ts';
import { textsOf } from '../../../contracts/texts/test-sources.ts';
import { drawsOf } from '../../../domain/fairness.ts';
import { strips } from '../../../domain/games/brass-orchard/rules.ts';
import { decided, type Fields } from '../../../domain/games/game.ts';
import { gameIds, gameOf } from '../../../domain/games/index.ts';
import { hmacSha256 } from '../../../domain/sha256.ts';
import type { Texts } from '../texts.tsx';
import { factsInWords, toldAndGiven } from './fact-words.ts';
import { SEEDS_SAID } from './refusals.ts';
import { unreadable } from './round-file.ts';

describe.each(languages)('in %s', (language) => {
  const texts = textsOf(language, 'app');

  test.each(Object.keys(SEEDS_SAID))('a refusal as %s is a whole sentence', (reason) => {
    expect(texts.get(`seeds-not-${reason}`)).toMatch(/\.$/);
  });

  test.each(unreadable)('what is pasted and is %s is told so, with the way on', (problem) => {
    expect(texts.get(`check-${problem}`)).toMatch(/\.$/);
  });

  test('every symbol of a reel has a name', () => {
    for (const symbol of new Set(strips.flat()))
      expect([symbol, texts.has(`fact-symbol-${symbol}`)]).toEqual([symbol, true]);
  });
});

const t = Object.assign((id: string, args?: object) => `${id} ${JSON.stringify(args ?? {})}`, {
  language: 'en',
}) as unknown as Texts;

/** A round of each game, from its first example. */
const results: [string, Fields][] = gameIds.map((id) => {
  const game = gameOf(id);
  const [example] = game.examples as readonly { choices: Fields; actions: readonly Fields[] }[];
  const draws = () => drawsOf({ serverSeed: '0'.repeat(64), clientSeed: 'words', nonce: 0 }, hmacSha256);
  const actions = game.kind === 'stepped' ? (example?.actions.slice(0, 1) ?? []) : [];
  const end = decided(game, example?.choices ?? {}, actions, draws);
  return [id, 'facts' in end ? end.facts : {}];
});

test.each(results)('a result of %s is read out in words, not as it is written', (game, facts) => {
  expect(factsInWords(t, game, facts)).toMatch(/^fact-/);
});

test('what is no result of the game is shown as it was pasted, and cut off', () => {
  expect(factsInWords(t, 'dice', { roll: 20_000 })).toContain('{"roll":20000}');
  expect(factsInWords(t, 'roulette', { red: 1 })).toContain('{"red":1}');
  expect(factsInWords(t, 'dice', 'x'.repeat(10_000)).length).toBeLessThan(500);
  expect(factsInWords(t, 'dice', undefined)).toContain('–');
});

test('two results that differ are never shown in the same words', () => {
  const places = [1, 2, 3];
  const [told, given] = toldAndGiven(
    t,
    'mines',
    { places, opened: [4], ended: 'taken' },
    { places, opened: [4], ended: 'left' },
  );
  expect(told).not.toBe(given);
});
