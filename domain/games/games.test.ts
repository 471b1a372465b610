import { readdirSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawsOf } from '../fairness.ts';
import { isAbove, ONE, ratio, shareOf, sumOf } from '../ratio.ts';
import { decided, type Fields, type Game, play, returnOf, settled } from './game.ts';
import { gameIds, gameOf, games, isGameId } from './index.ts';
import {
  anyRaw,
  anySeeds,
  anyStake,
  byMultiplier,
  chancesOf,
  drawsFrom,
  everyFall,
  examplesOf,
  hmac,
} from './test-games.ts';

/** Games whose every fall is too many to walk; their own tests count them. */
const TOO_MANY = ['limbo', 'mines'];

const anyExample = (game: Game) => fc.constantFrom(...examplesOf(game));

test('each folder of rules is a registered game, known by the folder’s name', () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual([...gameIds].sort());
  for (const [id, game] of Object.entries(games)) expect(game.id).toBe(id);
  expect(isGameId('toString')).toBe(false);
  expect(isGameId('dice')).toBe(true);
});

test('numbers just outside of a game are refused, those at its border are taken', () => {
  const borders = [
    ['limbo', 'target', 101, 1_000_000],
    ['mines', 'mines', 1, 24],
    ['guess', 'number', 1, 10],
  ] as const;
  for (const [id, name, least, most] of borders) {
    for (const inside of [least, most]) expect(gameOf(id).readChoices({ [name]: inside })).toEqual({ [name]: inside });
    for (const outside of [least - 1, most + 1, least + 0.5])
      expect(gameOf(id).readChoices({ [name]: outside })).toEqual({ reason: 'wrong-choice', choice: name });
  }
});

describe.each(gameIds)('%s', (id) => {
  const game = gameOf(id);

  test('what it is tried with are choices that it takes', () => {
    expect(game.examples.length).toBeGreaterThan(0);
    for (const { choices } of examplesOf(game)) expect(game.readChoices(structuredClone(choices))).toEqual(choices);
  });

  test('choices are taken as they were made, or refused by name: never mended', () => {
    fc.assert(
      fc.property(anyRaw, (raw) => {
        const read = game.readChoices(raw);
        if ('reason' in read) expect(read).toEqual({ reason: 'wrong-choice', choice: expect.any(String) });
        else expect(read).toEqual({ ...(raw as object) });
      }),
      { numRuns: 2_000 },
    );
  });

  test('a choice too many, or one that is missing, is refused', () => {
    for (const { choices } of examplesOf(game)) {
      expect(game.readChoices({ ...choices, more: 1 })).toMatchObject({ reason: 'wrong-choice' });
      for (const name of Object.keys(choices))
        expect(game.readChoices(Object.fromEntries(Object.entries(choices).filter(([key]) => key !== name)))).toEqual({
          reason: 'wrong-choice',
          choice: expect.any(String),
        });
    }
    for (const raw of [undefined, null, 7, 'dice', [], [{}]])
      expect(game.readChoices(raw)).toMatchObject({ reason: 'wrong-choice' });
  });

  test('the same seeds decide the same round, and its facts read again pay the same', () => {
    fc.assert(
      fc.property(anySeeds, anyStake, anyExample(game), (seeds, stake, { choices, actions }) => {
        const draws = () => drawsOf(seeds, hmac);
        const [one, other] = [roundOf(game, choices, actions, draws), roundOf(game, choices, actions, draws)];
        expect(one).toEqual(other);
        const stored = JSON.parse(JSON.stringify(one)) as Fields;
        expect(stored).toEqual(one);
        expect(settled(game, stake, choices, stored)).toEqual(settled(game, stake, choices, one));
      }),
    );
  });

  test('a win is rounded down by less than one minor unit, and never exceeds what was said to be the most', () => {
    fc.assert(
      fc.property(anySeeds, anyStake, anyExample(game), (seeds, stake, { choices, actions }) => {
        const facts = roundOf(game, choices, actions, () => drawsOf(seeds, hmac));
        const { win, multiplier } = settled(game, stake, choices, facts);
        const { numerator, denominator } = multiplier;
        expect(isAbove(multiplier, game.most(choices))).toBe(false);
        expect(win).toBeLessThanOrEqual(shareOf(stake, game.most(choices)));
        expect(win >= 0n && win * denominator <= stake * numerator).toBe(true);
        expect((win + 1n) * denominator).toBeGreaterThan(stake * numerator);
      }),
    );
  });

  test('a stake in two parts never wins more than the whole of it', () => {
    fc.assert(
      fc.property(anySeeds, anyStake, anyStake, anyExample(game), (seeds, one, other, { choices, actions }) => {
        const facts = roundOf(game, choices, actions, () => drawsOf(seeds, hmac));
        const win = (stake: bigint) => settled(game, stake, choices, facts).win;
        expect(win(one) + win(other)).toBeLessThanOrEqual(win(one + other));
      }),
    );
  });

  test('the probabilities of all it can end with are one together', () => {
    for (const example of examplesOf(game))
      expect(sumOf(chancesOf(game, example).map(({ probability }) => probability))).toEqual(ONE);
  });

  test('what it is stated to return is what all its ends return, to the last fraction', () => {
    for (const example of examplesOf(game))
      expect(returnOf(chancesOf(game, example))).toEqual(game.returns(example.choices));
  });

  test('it returns at least 75 %, and never more than is staked', () => {
    // GLI-19 v3.0, 4.7.1
    for (const { choices } of examplesOf(game)) {
      expect(isAbove(ratio(3, 4), game.returns(choices))).toBe(false);
      expect(isAbove(ONE, game.returns(choices))).toBe(true);
    }
  });

  test('the most it may pay is what it sometimes pays', () => {
    for (const example of examplesOf(game)) {
      const most = game.most(example.choices);
      const paid = chancesOf(game, example).map(({ multiplier }) => multiplier);
      expect(paid.every((multiplier) => !isAbove(multiplier, most))).toBe(true);
      if (game.kind === 'instant') expect(paid).toContainEqual(most);
    }
  });

  if (game.kind === 'instant' && !TOO_MANY.includes(id))
    test('its stated chances are those of its draws, each way they can fall walked through', () => {
      for (const { choices } of game.examples) {
        const falls = [...everyFall((draw) => play(game, 1n, choices, draw).multiplier)];
        const walked = falls.map(({ probability, result }) => ({ probability, multiplier: result }));
        expect(byMultiplier(walked)).toEqual(byMultiplier(game.chances(choices)));
      }
    });

  if (game.kind === 'stepped') {
    test('an action that is none of its own is refused', () => {
      fc.assert(
        fc.property(anyRaw, (raw) => {
          const read = game.readAction(raw);
          if ('reason' in read) expect(read).toEqual({ reason: 'wrong-action' });
          else expect(read).toEqual({ ...(raw as object) });
        }),
        { numRuns: 2_000 },
      );
    });

    test('whatever is done in any order, a round ends, by what is legal alone, and pays what it showed when it is left', () => {
      fc.assert(
        fc.property(anySeeds, anyExample(game), fc.infiniteStream(fc.nat()), (seeds, { choices }, wishes) => {
          const draws = () => drawsOf(seeds, hmac);
          let state = game.begin(choices);
          const done: Fields[] = [];
          for (const wish of wishes) {
            const legal = game.legal(state);
            expect(legal.length).toBeGreaterThan(0);
            // Left here, it pays what it shows, and a verifier counts the same from what was done.
            const left = game.abandon(state, draws());
            expect(game.pays(choices, left)).toEqual(game.leaving(state));
            expect(decided(game, choices, done, draws)).toEqual({ facts: left });

            const action = legal[wish % legal.length] as Fields;
            expect(game.readAction(structuredClone(action))).toEqual(action);
            done.push(action);
            const next = game.act(state, action, draws());
            if (!('state' in next)) {
              expect(next).toHaveProperty('facts');
              expect(decided(game, choices, done, draws)).toEqual(next);
              // What is over stays over.
              expect(decided(game, choices, [...done, action], draws)).toEqual({ reason: 'not-legal' });
              return;
            }
            expect(JSON.parse(JSON.stringify(next.state))).toEqual(next.state);
            state = next.state;
          }
        }),
      );
    });
  } else
    test('it knows no actions', () => {
      for (const { choices } of game.examples)
        expect(decided(game, choices, [{ do: 'take' }], () => drawsFrom(1))).toEqual({ reason: 'not-legal' });
    });
});

/** A round of an example: its actions as far as they go, for a mine may end them early. */
function roundOf(game: Game, choices: Fields, actions: readonly Fields[], draws: () => ReturnType<typeof drawsFrom>) {
  for (let many = actions.length; many >= 0; many--) {
    const end = decided(game, choices, actions.slice(0, many), draws);
    if ('facts' in end) return end.facts;
  }
  throw new Error('a round that cannot even be begun');
}
