import { type Ratio, ratio } from '../../ratio.ts';
import { fieldsOf, type InstantGame, wrongChoice } from '../game.ts';

const FACES = 6;

/** What can be bet on when a die is dropped, and the faces that win. */
const winners = {
  one: [1],
  two: [2],
  three: [3],
  four: [4],
  five: [5],
  six: [6],
  low: [1, 2, 3],
  high: [4, 5, 6],
  odd: [1, 3, 5],
  even: [2, 4, 6],
} as const satisfies Record<string, readonly number[]>;

export type DropBet = keyof typeof winners;
export const dropBets = Object.keys(winners) as readonly DropBet[];

const isDropBet = (value: unknown): value is DropBet => typeof value === 'string' && Object.hasOwn(winners, value);

/** 0.95 divided by the chance: 5.70 for a face, 1.90 for three of them. */
const multiplierOf = (on: DropBet): Ratio => ratio(95 * FACES, 100 * winners[on].length);

/**
 * Bet on how a die falls. For the chat: what Telegram's own dice shows there is decoration, drawn by Telegram and unprovable; the
 * face that counts comes from the seeds, and is said beside it.
 */
export const drop: InstantGame<{ readonly on: DropBet }, { readonly face: number }> = {
  id: 'drop',
  kind: 'instant',
  examples: dropBets.map((on) => ({ choices: { on }, actions: [] })),
  readChoices(raw) {
    const { on } = fieldsOf(raw, ['on']) ?? {};
    return isDropBet(on) ? { on } : wrongChoice('on');
  },
  returns: () => ratio(95, 100),
  most: ({ on }) => multiplierOf(on),
  decide: (_, draw) => ({ face: 1 + draw(FACES) }),
  pays({ on }, { face }) {
    const winning: readonly number[] = winners[on];
    return winning.includes(face) ? multiplierOf(on) : ratio(0);
  },
  chances: ({ on }) => [
    { probability: ratio(winners[on].length, FACES), multiplier: multiplierOf(on) },
    { probability: ratio(FACES - winners[on].length, FACES), multiplier: ratio(0) },
  ],
};
