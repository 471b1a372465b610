import { describe, expect, test } from 'vitest';
import { languages } from '../../../contracts/languages.ts';
import { textsOf } from '../../../contracts/texts/test-sources.ts';
import {
  againReasons,
  askedBecause,
  documentKinds,
  verificationLevels,
  verificationStatuses,
} from '../../../domain/verification.ts';
import { KYC_SAID } from './refusals.ts';

describe.each(languages)('in %s', (language) => {
  const texts = textsOf(language, 'app');
  const written = (id: string) => expect([id, texts.has(id)]).toEqual([id, true]);

  test('every status of a verification is named, and what was sent back, too', () => {
    for (const stage of [...verificationStatuses, 'again']) written(`kyc-short-${stage}`);
  });

  test('everything that can be asked for is named, and says what will do', () => {
    for (const kind of documentKinds) {
      written(`document-${kind}`);
      written(`document-${kind}-text`);
    }
  });

  test.each(againReasons)('a document that is sent back as %s says what to do about it', (why) => {
    // What is wrong, and then the way on: two sentences.
    expect(texts.get(`again-${why}`)).toMatch(/^[^.]+\. .+\.$/);
  });

  test('every reason to ask is said, and every level has a name', () => {
    for (const because of askedBecause) written(`kyc-because-${because}`);
    for (const level of verificationLevels) written(`kyc-level-${level}`);
  });

  test.each(Object.keys(KYC_SAID))('a refusal as %s is a whole sentence', (reason) => {
    expect(texts.get(`kyc-not-${reason}`)).toMatch(/\.$/);
  });

  test('whoever is refused is told that their money is paid out, and by no word why: the law may forbid it', () => {
    written('kyc-refused-money');
    const told = [...texts].filter(([id]) => id.startsWith('kyc-refused')).map(([, text]) => text);
    expect(told).toHaveLength(5);
    expect(told.join(' ')).not.toMatch(/sanction|forged|санкци|поддел|عقوبات|مزور/i);
  });
});
