import { describe, expect, test } from 'vitest';
import { games } from '../../../domain/games/index.ts';
import { ratio } from '../../../domain/ratio.ts';
import { chanceInWords, hundredthsInWords, percentInWords, readHundredths, timesInWords } from './figures.ts';

test('what is stated is cut off, never rounded up', () => {
  expect(percentInWords(games['brass-orchard'].returns({}), 'en')).toBe('96.16%');
  expect(percentInWords(games.limbo.returns({ target: 200 }), 'en')).toBe('98.99%');
  expect(percentInWords(ratio(99_999, 100_000), 'en')).toBe('99.99%');
  expect(timesInWords(ratio(19_999, 10_000), 'en')).toBe('1.99×');
  expect(timesInWords(games.dice.most({ side: 'under', target: 4_950 }), 'en', 4)).toBe('2.0002×');
});

test('a small chance does not look like none', () => {
  const [best] = games.limbo.chances({ target: 1_000_000 });
  expect(chanceInWords(best?.probability ?? ratio(0), 'en')).toBe('0.0098%');
  expect(chanceInWords(ratio(4_950, 10_001), 'en')).toBe('49.49%');
});

test('digits are the same in every language', () => {
  for (const language of ['en', 'ru', 'ar']) {
    expect(timesInWords(ratio(5, 2), language)).toMatch(/2[.,]50×/);
    expect(hundredthsInWords(4_950, language)).toMatch(/49[.,]50/);
  }
});

describe('a number is read as people type it', () => {
  test.each([
    ['49.5', 4_950],
    ['49,50', 4_950],
    [' 2 ', 200],
    ['1.01', 101],
    ['10000', 1_000_000],
    ['7.', 700],
  ])('%j is %d hundredths', (text, hundredths) => expect(readHundredths(text)).toBe(hundredths));

  test.each(['', 'x', '1.234', '-2', '1e3', '.5', '1.2.3'])('%j is none', (text) =>
    expect(readHundredths(text)).toBeUndefined(),
  );
});
