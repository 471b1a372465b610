import { describe, expect, test } from 'vitest';
import { languages } from '../../../contracts/languages.ts';
import { textsOf } from '../../../contracts/texts/test-sources.ts';
import { measures } from '../../../domain/limits.ts';
import { BREAKS, EXCLUSIONS } from './lengths.ts';
import { nameOf } from './measures.ts';
import { LIMITS_SAID } from './refusals.ts';

describe.each(languages)('in %s', (language) => {
  const texts = textsOf(language, 'app');

  test('every limit has a name, and every length to stop for', () => {
    const ids = [
      ...measures.map((measure) => `limit-${nameOf(measure)}`),
      ...BREAKS.map((length) => `break-${length}`),
      ...EXCLUSIONS.flatMap((length) => [`exclusion-${length}`, `exclusion-close-${length}`]),
    ];
    expect(ids.filter((id) => !texts.has(id))).toEqual([]);
  });

  test.each(Object.keys(LIMITS_SAID))('a refusal as %s is a whole sentence', (reason) => {
    expect(texts.get(`limits-not-${reason}`)).toMatch(/\.$/);
  });
});
