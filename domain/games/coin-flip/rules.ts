import { ratio } from '../../ratio.ts';
import { fieldsOf, type InstantGame, wrongChoice } from '../game.ts';

const SIDES = ['heads', 'tails'] as const;
type Side = (typeof SIDES)[number];

const PAYS = ratio(198, 100);

/** Heads or tails, 1.98 for one. */
export const coinFlip: InstantGame<{ readonly side: Side }, { readonly fell: Side }> = {
  id: 'coin-flip',
  kind: 'instant',
  examples: SIDES.map((side) => ({ choices: { side }, actions: [] })),
  readChoices(raw) {
    const { side } = fieldsOf(raw, ['side']) ?? {};
    return side === 'heads' || side === 'tails' ? { side } : wrongChoice('side');
  },
  returns: () => ratio(99, 100),
  most: () => PAYS,
  decide: (_, draw) => ({ fell: draw(SIDES.length) === 0 ? 'heads' : 'tails' }),
  pays: ({ side }, { fell }) => (fell === side ? PAYS : ratio(0)),
  chances: () => [
    { probability: ratio(1, 2), multiplier: PAYS },
    { probability: ratio(1, 2), multiplier: ratio(0) },
  ],
};
