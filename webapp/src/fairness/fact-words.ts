import { windowOf } from '../../../domain/games/brass-orchard/rules.ts';
import { type GameId, isGameId } from '../../../domain/games/index.ts';
import { isolated } from '../parts/isolate.ts';
import type { Texts } from '../texts.tsx';

type Facts = Readonly<Record<string, unknown>>;

/** How each game's result is read out. What is none of its results is undefined: it was pasted, and may be anything. */
const SAID = {
  'brass-orchard': (t, { stops }) =>
    isNumbers(stops, 3, 31)
      ? t('fact-brass-orchard', {
          stops: isolated(stops.join(', ')),
          line: windowOf({ stops })
            .map((reel) => t(`fact-symbol-${reel[1] ?? 'cherry'}`))
            .join(', '),
        })
      : undefined,
  dice: (t, { roll }) => (isNumber(roll, 10_000) ? t('fact-dice', { roll: isolated(hundredths(roll)) }) : undefined),
  limbo: (t, { reached }) =>
    isNumber(reached, 1_000_000) ? t('fact-limbo', { reached: isolated(`${hundredths(reached)}×`) }) : undefined,
  mines: (t, { places }) =>
    isNumbers(places, undefined, 24) ? t('fact-mines', { places: isolated(places.join(', ')) }) : undefined,
  'coin-flip': (t, { fell }) => (fell === 'heads' || fell === 'tails' ? t(`fact-${fell}`) : undefined),
  guess: (t, { drawn }) => (isNumber(drawn, 10) ? t('fact-number', { number: drawn }) : undefined),
  drop: (t, { face }) => (isNumber(face, 6) ? t('fact-number', { number: face }) : undefined),
  'mini-spin': (t, { left, middle, right }) => {
    const row = [left, middle, right];
    return row.every(isMiniSymbol) ? row.map((symbol) => t(`fact-symbol-${symbol}`)).join(', ') : undefined;
  },
} satisfies Record<GameId, (t: Texts, facts: Facts) => string | undefined>;

/** A result in words; as it is written where it is none of the game's. */
export function factsInWords(t: Texts, game: string, facts: unknown): string {
  const said =
    isGameId(game) && typeof facts === 'object' && facts !== null ? SAID[game](t, facts as Facts) : undefined;
  return said ?? asWritten(facts);
}

/** What was told, and what the seeds give: in words, or as both are written, where the words alone would be the same. */
export function toldAndGiven(t: Texts, game: string, told: unknown, given: unknown): readonly [string, string] {
  const words = [factsInWords(t, game, told), factsInWords(t, game, given)] as const;
  return words[0] === words[1] ? [asWritten(told), asWritten(given)] : words;
}

const LONGEST = 400;
const asWritten = (facts: unknown): string => isolated((JSON.stringify(facts) ?? '–').slice(0, LONGEST));

const MINI_SYMBOLS: readonly unknown[] = ['seven', 'bar', 'cherry', 'lemon'];
const isMiniSymbol = (symbol: unknown): symbol is string => MINI_SYMBOLS.includes(symbol);

const isNumber = (value: unknown, most: number): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;

const isNumbers = (value: unknown, many: number | undefined, most: number): value is readonly number[] =>
  Array.isArray(value) && value.every((each) => isNumber(each, most)) && value.length === (many ?? value.length);

/** 9072 is 90.72. */
const hundredths = (value: number): string => `${Math.floor(value / 100)}.${(value % 100).toString().padStart(2, '0')}`;
