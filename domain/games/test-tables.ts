import { cutOff, type Ratio, ratio, times } from '../ratio.ts';
import { TWO_CHERRIES_PAY, threePay } from './brass-orchard/rules.ts';
import { type Game, returnOf } from './game.ts';
import { gameIds, gameOf } from './index.ts';
import { ladderOf } from './mines/rules.ts';
import { chancesOf, examplesOf } from './test-games.ts';

/** The tables of docs/fairness.md, made of the rules themselves. */
export const describeGames = (): string =>
  table(
    ['Game', 'Bet', 'Wins', 'Pays at most', 'Returns'],
    gameIds.flatMap((id) => differing(examplesOf(gameOf(id)).map((example) => rowOf(gameOf(id), example)))),
  );

/** Bets that differ in their names alone are told once: the first stands for all. */
const differing = (rows: readonly string[][]): string[][] =>
  rows.filter(([, , ...odds], n) => rows.findIndex(([, , ...other]) => other.join() === odds.join()) === n);

function rowOf(game: Game, example: ReturnType<typeof examplesOf>[number]): string[] {
  const chances = chancesOf(game, example);
  const lost = chances.find(({ multiplier }) => multiplier.numerator === 0n)?.probability ?? ratio(0);
  const wins = ratio(lost.denominator - lost.numerator, lost.denominator);
  const paid = chances.map(({ multiplier }) => multiplier);
  const most = paid.reduce((a, b) => (a.numerator * b.denominator > b.numerator * a.denominator ? a : b));
  return [game.id, wordsOf(example), percent(wins, 4), `${cutOff(most, 4)}×`, percent(returnOf(chances), 6)];
}

function wordsOf({ choices, actions }: ReturnType<typeof examplesOf>[number]): string {
  const chosen = Object.entries(choices).map(([name, value]) => `${name} ${value}`);
  const opened = actions.filter((action) => action.do === 'open').length;
  return [...chosen, ...(opened > 0 ? [`${opened} opened`] : [])].join(', ') || '–';
}

export const describeOrchard = (): string =>
  table(
    ['On a line', 'Pays, of the line', 'Of the stake'],
    [
      ...Object.entries(threePay).map(([symbol, pays]) => [`three of ${symbol}`, pays] as const),
      ['cherry, cherry, another', TWO_CHERRIES_PAY] as const,
    ].map(([what, pays]) => [what, `${pays}×`, `${cutOff(ratio(pays, 5), 1)}×`]),
  );

export const describeMines = (): string =>
  table(
    ['Mines', 'First gem', 'Second', 'Third', 'Last rung', 'After'],
    [1, 2, 3, 5, 8, 10, 15, 20, 24].map((mines) => {
      const ladder = ladderOf({ mines });
      const shown = [0, 1, 2].map((n) => (ladder[n] ? `${cutOff(ladder[n], 2)}×` : '–'));
      return [String(mines), ...shown, `${cutOff(ladder.at(-1) ?? ratio(0), 2)}×`, `${ladder.length}`];
    }),
  );

const percent = (part: Ratio, places: number): string => {
  const text = cutOff(times(part, ratio(100)), places).replace(/\.?0+$/, '');
  const exact = cutOff(times(part, ratio(100)), places + 40).replace(/\.?0+$/, '') === text;
  return `${exact ? '' : '≈ '}${text} %`;
};

/** Aligned as the formatter of this project would. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, n) => Math.max(...[head, ...rows].map((row) => row[n]?.length ?? 0)));
  const line = (row: readonly string[]) => `| ${row.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n');
}
