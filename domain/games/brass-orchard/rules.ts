import { type Ratio, ratio } from '../../ratio.ts';
import { type Chance, fieldsOf, type InstantGame, wrongChoice } from '../game.ts';

const symbols = {
  S: 'seven',
  R: 'bar',
  B: 'bell',
  K: 'clover',
  P: 'plum',
  L: 'lemon',
  C: 'cherry',
} as const;
type Letter = keyof typeof symbols;
export type SlotSymbol = (typeof symbols)[Letter];

/**
 * The reels, as they are. Each of the 32 stops of a reel is equally likely, and what is drawn on the screen is the strip itself: no
 * stop stands for another, so a seven is as often above or below a line as on it.
 */
export const strips: readonly (readonly SlotSymbol[])[] = [
  'SLBCKPRCLPKCLBCPKSLCRPKCLBCLPKRC',
  'LCPKSCRLBPCKLRCPKCLSBLCPRKCLPKCB',
  'SCLRKCPBLCKLPCBKRLCKSPLBCKPCLKBP',
].map((strip) => [...strip].map((letter) => symbols[letter as Letter]));

const STOPS = 32;
const ROWS = 3;

/** The row that each line takes of the three reels, 0 at the top. */
export const lines: readonly (readonly [number, number, number])[] = [
  [1, 1, 1],
  [0, 0, 0],
  [2, 2, 2],
  [0, 1, 2],
  [2, 1, 0],
];

/** Three on a line pay so many times what is staked on the line: a fifth of the stake. */
export const threePay = {
  seven: 500,
  bar: 200,
  bell: 60,
  clover: 40,
  plum: 30,
  lemon: 20,
  cherry: 10,
} as const satisfies Record<SlotSymbol, number>;
/** Cherries on the first two reels of a line, and something else on the third. */
export const TWO_CHERRIES_PAY = 2;

/** The stop of each reel: which place of its strip is in the top row. */
export type SlotFacts = { readonly stops: readonly number[] };
export type LineWin = {
  readonly line: number;
  readonly symbol: SlotSymbol;
  readonly many: 2 | 3;
  readonly pays: number;
};

/** What the window shows: three rows of each reel, from the top. */
export const windowOf = ({ stops }: SlotFacts): SlotSymbol[][] =>
  stops.map((stop, reel) => Array.from({ length: ROWS }, (_, row) => symbolAt(reel, stop + row)));

const symbolAt = (reel: number, place: number): SlotSymbol => strips[reel]?.[place % STOPS] ?? 'cherry';

/** The lines that win, by their number from 1; `pays` in stakes of a line. */
export function winsOf({ stops: [left = 0, middle = 0, right = 0] }: SlotFacts): LineWin[] {
  return lines.flatMap(([top, centre, bottom], n): LineWin[] => {
    const symbol = symbolAt(0, left + top);
    if (symbolAt(1, middle + centre) !== symbol) return [];
    if (symbolAt(2, right + bottom) === symbol) return [{ line: n + 1, symbol, many: 3, pays: threePay[symbol] }];
    return symbol === 'cherry' ? [{ line: n + 1, symbol, many: 2, pays: TWO_CHERRIES_PAY }] : [];
  });
}

const multiplierOf = (facts: SlotFacts): Ratio =>
  ratio(
    winsOf(facts).reduce((sum, { pays }) => sum + pays, 0),
    lines.length,
  );

/** Three reels, five lines, always all of them. A fifth of the stake on each; nothing is rounded before the win. */
export const brassOrchard: InstantGame<Readonly<Record<never, never>>, SlotFacts> = {
  id: 'brass-orchard',
  kind: 'instant',
  examples: [{ choices: {}, actions: [] }],
  readChoices: (raw) => (fieldsOf(raw, []) ? {} : wrongChoice('choices')),
  /** 96.16 %: of 32,768 ways to stop, counted one by one. */
  returns: () => ratio(31_510, STOPS ** 3),
  most: () => ratio(108),
  decide: (_, draw) => ({ stops: strips.map(() => draw(STOPS)) }),
  pays: (_, facts) => multiplierOf(facts),
  chances(): Chance[] {
    const ways = new Map<bigint, { count: number; multiplier: Ratio }>();
    for (let stop = 0; stop < STOPS ** 3; stop++) {
      const stops = [stop % STOPS, Math.floor(stop / STOPS) % STOPS, Math.floor(stop / STOPS ** 2)];
      const multiplier = multiplierOf({ stops });
      const fifths = (multiplier.numerator * BigInt(lines.length)) / multiplier.denominator;
      const way = ways.get(fifths) ?? { count: 0, multiplier };
      way.count += 1;
      ways.set(fifths, way);
    }
    return [...ways.values()].map(({ count, multiplier }) => ({ probability: ratio(count, STOPS ** 3), multiplier }));
  },
};
