import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factsBody } from '../../../contracts/http/kyc.ts';
import { languages } from '../../../contracts/languages.ts';
import { textsOf } from '../../../contracts/texts/test-sources.ts';
import { EMPTY, FACTS, type FactProblem, type FactsDraft, factsOf, problemsOf, todayOf } from './facts.ts';

const TODAY = '2026-11-22';
const mia: FactsDraft = {
  givenNames: 'Mia Lou',
  familyName: 'O’Neill-Żółć',
  bornOn: '1990-02-28',
  country: 'PL',
  documentNumber: 'AB 123-45',
  expiresOn: '2030-01-01',
  expires: true,
};

test('what is typed as it stands in a document is handed in as it is, without spaces around it', () => {
  expect(factsOf({ ...mia, givenNames: '  Mia Lou ' }, TODAY)).toEqual({
    givenNames: 'Mia Lou',
    familyName: 'O’Neill-Żółć',
    bornOn: '1990-02-28',
    country: 'PL',
    documentNumber: 'AB 123-45',
    expiresOn: '2030-01-01',
  });
});

test('a document that does not expire is handed in without a day, whatever was typed there before', () => {
  expect(factsOf({ ...mia, expires: false, expiresOn: '2001-01-01' }, TODAY)?.expiresOn).toBeNull();
});

test.each([
  ['givenNames', ' ', 'missing'],
  ['familyName', 'R2D2', 'not-letters'],
  ['familyName', 'a'.repeat(81), 'too-long'],
  ['bornOn', '', 'missing'],
  ['bornOn', '1990-02-30', 'not-a-day'],
  ['bornOn', TODAY, 'not-yet'],
  ['bornOn', '1899-12-31', 'too-long-ago'],
  ['country', '', 'missing'],
  ['documentNumber', '12', 'not-a-number'],
  ['documentNumber', '<script>', 'not-a-number'],
  ['expiresOn', '2026-11-21', 'expired'],
  ['expiresOn', '', 'missing'],
] as const)('%s of "%s" is %s', (fact, typed, problem) => {
  expect(problemsOf({ ...mia, [fact]: typed }, TODAY)).toEqual({ [fact]: problem });
  expect(factsOf({ ...mia, [fact]: typed }, TODAY)).toBeUndefined();
});

test('a document is good on its last day', () => {
  expect(problemsOf({ ...mia, expiresOn: TODAY }, TODAY)).toEqual({});
});

test('of nothing typed each field says that it is missing', () => {
  expect(Object.keys(problemsOf(EMPTY, TODAY))).toEqual([...FACTS]);
});

test('what this page lets through the API takes, and what the API would refuse this page has said', () => {
  const day = fc.oneof(
    fc
      .date({ min: new Date('1850-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
      .map((at) => at.toISOString().slice(0, 10)),
    fc.constantFrom('', '2026-02-30', 'x'),
  );
  const draft = fc.record<FactsDraft>({
    givenNames: fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('Mia', 'Łukasz', "d'Arc", 'محمد')),
    familyName: fc.oneof(fc.string(), fc.constantFrom('Mia', 'Иванов', 'a'.repeat(80))),
    bornOn: day,
    country: fc.constantFrom('PL', 'DE', '', 'de'),
    documentNumber: fc.oneof(fc.string(), fc.constantFrom('AB123', 'x'.repeat(24), 'x'.repeat(25))),
    expiresOn: day,
    expires: fc.boolean(),
  });
  fc.assert(
    fc.property(draft, (typed) => {
      const facts = factsOf(typed, TODAY);
      if (facts) expect(factsBody.parse(facts)).toEqual(facts);
    }),
  );
});

test('today is the day of the device, not of Greenwich', () => {
  expect(todayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
});

const PROBLEMS = {
  missing: true,
  'not-letters': true,
  'too-long': true,
  'not-a-day': true,
  'not-yet': true,
  'too-long-ago': true,
  expired: true,
  'not-a-number': true,
} satisfies Record<FactProblem, true>;
describe.each(languages)('in %s', (language) => {
  test.each(Object.keys(PROBLEMS))('%s is said with the fix', (problem) => {
    expect(textsOf(language, 'app').get(`fact-${problem}`)).toMatch(/\.$/);
  });
});
