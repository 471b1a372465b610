import { type Ratio, ratio } from '../../ratio.ts';
import { type Chance, fieldsOf, type InstantGame, wrongChoice } from '../game.ts';

/** Each reel has these four, each equally likely; what three of one pay. */
const threeOf = { seven: 24, bar: 10, cherry: 5, lemon: 4 } as const;
export type MiniSymbol = keyof typeof threeOf;
const SYMBOLS = Object.keys(threeOf) as readonly MiniSymbol[];
const TWO_SEVENS = 2;

export type MiniSpinFacts = { readonly left: MiniSymbol; readonly middle: MiniSymbol; readonly right: MiniSymbol };

function multiplierOf({ left, middle, right }: MiniSpinFacts): Ratio {
  if (left === middle && middle === right) return ratio(threeOf[left]);
  return ratio([left, middle, right].filter((symbol) => symbol === 'seven').length === 2 ? TWO_SEVENS : 0);
}

const symbolAt = (number: number): MiniSymbol => SYMBOLS[number] ?? 'lemon';

/** One line of three, for the chat: 64 ways to fall. Telegram's own slot beside it is decoration (see `drop`). */
export const miniSpin: InstantGame<Readonly<Record<never, never>>, MiniSpinFacts> = {
  id: 'mini-spin',
  kind: 'instant',
  examples: [{ choices: {}, actions: [] }],
  readChoices: (raw) => (fieldsOf(raw, []) ? {} : wrongChoice('choices')),
  returns: () => ratio(61, 64),
  most: () => ratio(threeOf.seven),
  decide: (_, draw) => ({
    left: symbolAt(draw(SYMBOLS.length)),
    middle: symbolAt(draw(SYMBOLS.length)),
    right: symbolAt(draw(SYMBOLS.length)),
  }),
  pays: (_, facts) => multiplierOf(facts),
  chances(): Chance[] {
    const three = SYMBOLS.map((symbol) => ({ probability: ratio(1, 64), multiplier: ratio(threeOf[symbol]) }));
    const two = { probability: ratio(9, 64), multiplier: ratio(TWO_SEVENS) };
    return [...three, two, { probability: ratio(51, 64), multiplier: ratio(0) }];
  },
};
