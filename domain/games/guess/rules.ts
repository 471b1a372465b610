import { ratio } from '../../ratio.ts';
import { fieldsOf, type InstantGame, isWhole, wrongChoice } from '../game.ts';

const NUMBERS = 10;
const PAYS = ratio(95, 10);

/** Guess a number from 1 to 10, 9.5 for one. */
export const guess: InstantGame<{ readonly number: number }, { readonly drawn: number }> = {
  id: 'guess',
  kind: 'instant',
  examples: [1, 7, NUMBERS].map((number) => ({ choices: { number }, actions: [] })),
  readChoices(raw) {
    const { number } = fieldsOf(raw, ['number']) ?? {};
    return isWhole(number, 1, NUMBERS) ? { number } : wrongChoice('number');
  },
  returns: () => ratio(95, 100),
  most: () => PAYS,
  decide: (_, draw) => ({ drawn: 1 + draw(NUMBERS) }),
  pays: ({ number }, { drawn }) => (drawn === number ? PAYS : ratio(0)),
  chances: () => [
    { probability: ratio(1, NUMBERS), multiplier: PAYS },
    { probability: ratio(NUMBERS - 1, NUMBERS), multiplier: ratio(0) },
  ],
};
