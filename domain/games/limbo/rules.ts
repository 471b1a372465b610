import { type Ratio, ratio } from '../../ratio.ts';
import { type Chance, fieldsOf, type InstantGame, isWhole, wrongChoice } from '../game.ts';

/** A whole word of the stream decides: no number of the 2^32 is passed over. */
const NUMBERS = 2 ** 32;
/** Hundredths: 1.01 to 10,000.00. */
const LEAST_TARGET = 101;
const MOST_TARGET = 1_000_000;

/** Hundredths. */
export type LimboChoices = { readonly target: number };
/** Hundredths: how far it went, 1.00 at least and 10,000.00 at most. */
export type LimboFacts = { readonly reached: number };

/**
 * 0.99 divided by how far up the word lies in its range, cut off after two places. Far below 2^53: exact in numbers.
 * @param word 0 to 2^32 - 1
 */
export const reachedBy = (word: number): number =>
  Math.min(Math.max(Math.floor((99 * NUMBERS) / (word + 1)), 100), MOST_TARGET);

/** Of how many words a target is reached: the greatest `word + 1` that still gives it. */
const reaching = ({ target }: LimboChoices): number => Math.floor((99 * NUMBERS) / target);

const multiplierOf = ({ target }: LimboChoices): Ratio => ratio(target, 100);

/** Name a multiplier; a number is drawn, and if it goes as far, the multiplier is paid. */
export const limbo: InstantGame<LimboChoices, LimboFacts> = {
  id: 'limbo',
  kind: 'instant',
  examples: [200, 101, 1_000, 137, MOST_TARGET].map((target) => ({ choices: { target }, actions: [] })),
  readChoices(raw) {
    const { target } = fieldsOf(raw, ['target']) ?? {};
    return isWhole(target, LEAST_TARGET, MOST_TARGET) ? { target } : wrongChoice('target');
  },
  /** 99 %, less what the last of 2^32 numbers takes: at 10,000.00, less than one part in four hundred thousand. */
  returns: (choices) => ratio(reaching(choices) * choices.target, NUMBERS * 100),
  most: multiplierOf,
  decide: (_, draw) => ({ reached: reachedBy(draw(NUMBERS)) }),
  pays: (choices, { reached }) => (reached >= choices.target ? multiplierOf(choices) : ratio(0)),
  chances(choices): Chance[] {
    const wins = reaching(choices);
    return [
      { probability: ratio(wins, NUMBERS), multiplier: multiplierOf(choices) },
      { probability: ratio(NUMBERS - wins, NUMBERS), multiplier: ratio(0) },
    ];
  },
};
