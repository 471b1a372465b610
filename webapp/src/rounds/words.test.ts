import { FluentBundle } from '@fluent/bundle';
import { describe, expect, test } from 'vitest';
import { languages } from '../../../contracts/languages.ts';
import { textsOf } from '../../../contracts/texts/test-sources.ts';
import { decided } from '../../../domain/games/game.ts';
import { gameIds, gameOf } from '../../../domain/games/index.ts';
import type { Texts } from '../texts.tsx';
import { outcomeInWords, timesOf } from './outcome.ts';
import { round } from './test-rounds.ts';

function speaking(language: string): Texts {
  const bundle = new FluentBundle(language, { useIsolating: false });
  const body = [...textsOf(language, 'app')].map(([id, value]) => ({ id, value, attributes: {} }));
  bundle.addResource({ body } as unknown as Parameters<FluentBundle['addResource']>[0]);
  const text = (id: string, args?: Parameters<FluentBundle['formatPattern']>[1]): string => {
    const pattern = bundle.getMessage(id)?.value;
    if (!pattern) throw new Error(`there is no ${id}`);
    const problems: Error[] = [];
    const said = bundle.formatPattern(pattern, args, problems);
    expect(problems).toEqual([]);
    return said;
  };
  return Object.assign(text, { language }) as unknown as Texts;
}

describe.each(languages)('in %s', (language) => {
  const t = speaking(language);

  test.each(gameIds)('every way that %s is played by example comes out in words', (game) => {
    const rules = gameOf(game);
    for (const { choices, actions } of rules.examples)
      for (const draws of [() => 0, (below: number) => below - 1]) {
        const end = decided(rules, choices, actions, () => draws);
        if ('reason' in end) continue; // that example cannot be played with these numbers
        const facts = Object.fromEntries(
          Object.entries(end.facts).map(([name, value]) => [name, Array.isArray(value) ? [...value] : value]),
        ) as Record<string, string | number | number[]>;
        expect(outcomeInWords(t, round({ game, choices: { ...choices } as typeof facts, facts }))).toMatch(/\S/);
      }
  });
});

const english = speaking('en');

test.each([
  ['dice', { side: 'under', target: 4_950 }, { roll: 9_072 }, '90.72, for under 49.50'],
  ['limbo', { target: 200 }, { reached: 137 }, '1.37×, for 2.00×'],
  ['coin-flip', { side: 'heads' }, { fell: 'tails' }, 'tails'],
  ['guess', { number: 4 }, { drawn: 7 }, '7, for 4'],
  ['mines', { mines: 3 }, { places: [1, 7, 9], opened: [4, 7], ended: 'mine' }, 'a mine at tile 2, 3 hidden'],
] as const)('%s is told as it fell, beside what was chosen', (game, choices, facts, words) => {
  const plain = structuredClone({ choices, facts }) as {
    choices: Record<string, number>;
    facts: Record<string, number>;
  };
  expect(outcomeInWords(english, round({ game, ...plain }))).toBe(words);
});

test('an open round has no outcome to tell', () => {
  expect(outcomeInWords(english, round({ state: 'open' }))).toBeUndefined();
});

test.each([
  ['199', '100', '1.99'],
  ['2', '3', '0.66'],
  ['99010', '98020', '1.01'],
])('a multiplier of %s ÷ %s is shown as %s: cut off, never more than was paid', (top, bottom, shown) => {
  expect(timesOf({ multiplier: { top, bottom } }, 'en')).toBe(shown);
});
