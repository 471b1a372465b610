import { type Ratio, ratio } from '../../ratio.ts';
import { type Chance, fieldsOf, type InstantGame, isWhole, wrongChoice } from '../game.ts';

/** Hundredths: the roll is 0.00 to 100.00, both within it. */
const ROLLS = 10_001;
/** Fewer winning rolls than two in a hundred are not offered, nor more than 98. */
const LEAST_WINNING = 200;
const MOST_WINNING = 9_800;

export type DiceChoices = {
  readonly side: 'under' | 'over';
  /** In hundredths. A roll that equals it wins on neither side. */
  readonly target: number;
};
export type DiceFacts = { readonly roll: number };

/** How many of the 10,001 rolls win. Under 49.50 and over 50.50 are the same bet, mirrored. */
const winning = ({ side, target }: DiceChoices): number => (side === 'under' ? target : ROLLS - 1 - target);

/** 0.99 divided by the chance, as it is: nothing is rounded before the win. */
const multiplierOf = (choices: DiceChoices): Ratio => ratio(99 * ROLLS, 100 * winning(choices));

/** Roll a number, say before on which side of a target it falls. Returns 99 % whatever is chosen. */
export const dice: InstantGame<DiceChoices, DiceFacts> = {
  id: 'dice',
  kind: 'instant',
  examples: [
    { choices: { side: 'under', target: 4_950 }, actions: [] },
    { choices: { side: 'over', target: 9_800 }, actions: [] },
    { choices: { side: 'under', target: 9_800 }, actions: [] },
    { choices: { side: 'over', target: 5_000 }, actions: [] },
  ],
  readChoices(raw) {
    const { side, target } = fieldsOf(raw, ['side', 'target']) ?? {};
    if (side !== 'under' && side !== 'over') return wrongChoice('side');
    if (!isWhole(target, 0, ROLLS - 1)) return wrongChoice('target');
    return isWhole(winning({ side, target }), LEAST_WINNING, MOST_WINNING) ? { side, target } : wrongChoice('target');
  },
  returns: () => ratio(99, 100),
  most: multiplierOf,
  decide: (_, draw) => ({ roll: draw(ROLLS) }),
  pays(choices, { roll }) {
    const wins = choices.side === 'under' ? roll < choices.target : roll > choices.target;
    return wins ? multiplierOf(choices) : ratio(0);
  },
  chances(choices): Chance[] {
    const wins = winning(choices);
    return [
      { probability: ratio(wins, ROLLS), multiplier: multiplierOf(choices) },
      { probability: ratio(ROLLS - wins, ROLLS), multiplier: ratio(0) },
    ];
  },
};
