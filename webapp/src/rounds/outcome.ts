import type { RoundBody } from '../../../contracts/http/games.ts';
import { type SlotFacts, winsOf } from '../../../domain/games/brass-orchard/rules.ts';
import { hundredthsInWords } from '../games/figures.ts';
import type { Texts } from '../texts.tsx';

type Fields = NonNullable<RoundBody['facts']>;

export const numberIn = (fields: Fields | null, name: string): number => {
  const value = fields?.[name];
  return typeof value === 'number' ? value : 0;
};
export const wordIn = (fields: Fields | null, name: string): string => {
  const value = fields?.[name];
  return typeof value === 'string' ? value : '';
};
export const numbersIn = (fields: Fields | null, name: string): readonly number[] => {
  const value = fields?.[name];
  return Array.isArray(value) ? value : [];
};

export const slotFacts = (facts: Fields): SlotFacts => ({ stops: numbersIn(facts, 'stops') });

/** How a round came out, in a few words; undefined while it is open. */
export function outcomeInWords(t: Texts, { game, choices, facts }: RoundBody): string | undefined {
  if (!facts) return undefined;
  const two = (fields: Fields, name: string): string => hundredthsInWords(numberIn(fields, name), t.language);
  switch (game) {
    case 'brass-orchard':
      return t('fell-brass-orchard', { count: winsOf(slotFacts(facts)).length });
    case 'dice':
      return t('fell-dice', {
        side: wordIn(choices, 'side'),
        roll: two(facts, 'roll'),
        target: two(choices, 'target'),
      });
    case 'limbo':
      return t('fell-limbo', { reached: two(facts, 'reached'), target: two(choices, 'target') });
    case 'mines':
      return t('fell-mines', {
        ended: wordIn(facts, 'ended'),
        opened: numbersIn(facts, 'opened').length,
        mines: numberIn(choices, 'mines'),
      });
    case 'coin-flip':
      return t('fell-coin-flip', { fell: wordIn(facts, 'fell') });
    case 'guess':
      return t('fell-guess', { drawn: numberIn(facts, 'drawn'), number: numberIn(choices, 'number') });
    case 'drop':
      return t('fell-drop', { face: numberIn(facts, 'face') });
    case 'mini-spin': {
      const [left, middle, right] = ['left', 'middle', 'right'].map((reel) => t(`symbol-${wordIn(facts, reel)}`));
      return t('fell-mini-spin', { left: left ?? '', middle: middle ?? '', right: right ?? '' });
    }
  }
}

/** How many times the stake came back, cut off after two places: what is shown is never more than what was paid. */
export function timesOf({ multiplier }: Pick<RoundBody, 'multiplier'>, language: string): string | undefined {
  if (!multiplier || multiplier.bottom === '0') return undefined;
  return hundredthsInWords(Number((100n * BigInt(multiplier.top)) / BigInt(multiplier.bottom)), language);
}
