import { describe, expect, test } from 'vitest';
import { languages } from '../../../contracts/languages.ts';
import { textsOf } from '../../../contracts/texts/test-sources.ts';
import { threePay } from '../../../domain/games/brass-orchard/rules.ts';
import { gameIds } from '../../../domain/games/index.ts';
import { BET_WAYS, WAYS } from './refusals.ts';

describe.each(languages)('in %s', (language) => {
  const texts = textsOf(language, 'app');

  test('every game has a name, every symbol a word, every way on a button', () => {
    const ids = [
      ...gameIds.map((id) => `game-${id}`),
      ...Object.keys(threePay).map((symbol) => `symbol-${symbol}`),
      ...Object.keys(WAYS).map((way) => `way-${way}`),
    ];
    expect(ids.filter((id) => !texts.has(id))).toEqual([]);
  });

  test.each(Object.keys(BET_WAYS))('a bet refused as %s is refused with a whole sentence', (reason) => {
    expect(texts.get(`bet-not-${reason}`)).toMatch(/\.$/);
  });
});
