import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameLikeness, nameParts } from './person-names.ts';
import {
  ageOn,
  checkAge,
  checkDuplicate,
  checkExpiry,
  checkFiles,
  checkName,
  checkSanctions,
  dayAfter,
  matchOf,
  standsInTheWay,
} from './verification-checks.ts';

const TODAY = '2026-11-22';
const NAME = 'Ada Example';
const names = fc
  .array(fc.stringMatching(/^[A-Za-zÀ-ÿ]{2,12}$/), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(' '));

test.each([
  ['2008-11-22', 18],
  ['2008-11-23', 17],
  ['2008-02-29', 18],
])('somebody born on %s is %i on the 22nd of November 2026: of an age from the birthday on', (born, age) => {
  expect(ageOn(born, TODAY)).toBe(age);
});

test('nobody is of age a day before their birthday, and everybody from it on', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1930-01-01'), max: new Date('2008-01-01'), noInvalidDate: true }),
      fc.integer({ min: 16, max: 25 }),
      (date, least) => {
        const born = date.toISOString().slice(0, 10);
        fc.pre(!born.endsWith('02-29'));
        const birthday = `${Number(born.slice(0, 4)) + least}${born.slice(4)}`;
        expect(checkAge({ bornOn: born }, birthday, least).outcome).toBe('pass');
        expect(checkAge({ bornOn: born }, dayAfter(birthday, -1), least).outcome).toBe('fail');
      },
    ),
  );
});

test('a document that has ended fails, one that ends within 30 days or says nothing is looked at', () => {
  expect(checkExpiry({ expiresOn: '2026-11-21' }, TODAY)).toMatchObject({ outcome: 'fail' });
  expect(checkExpiry({ expiresOn: TODAY }, TODAY)).toMatchObject({ outcome: 'look' });
  expect(checkExpiry({ expiresOn: '2026-12-22' }, TODAY)).toMatchObject({ outcome: 'pass' });
  expect(checkExpiry({ expiresOn: null }, TODAY)).toMatchObject({ outcome: 'look' });
});

test('files are in order when each kind was sent and none waits to be scanned', () => {
  const kept = { kind: 'identity', state: 'kept' } as const;
  expect(checkFiles(['identity'], [kept])).toMatchObject({ outcome: 'pass', found: [] });
  expect(checkFiles(['identity', 'selfie'], [kept])).toMatchObject({ outcome: 'fail', found: ['no-selfie'] });
  expect(checkFiles(['identity'], [kept, { kind: 'identity', state: 'held' }])).toMatchObject({ outcome: 'look' });
});

test('a name is the same in any order, case, marks and alphabet', () => {
  fc.assert(
    fc.property(names, (name) => {
      const parts = nameParts(name);
      const turned = nameParts(name.split(' ').reverse().join(' ').toUpperCase());
      expect(nameLikeness(parts, turned)).toBe(100);
      expect(nameLikeness(turned, parts)).toBe(100);
    }),
  );
  for (const [one, other] of [
    ['Юрий Щербаков', 'Yuriy Shcherbakov'],
    ['Łukasz Żółć', 'Lukasz Zolc'],
    ['Müller Groß', 'MULLER GROSS'],
    ["Sinéad O'Connor", 'Oconnor Sinead'],
  ] as const)
    expect([one, nameLikeness(nameParts(one), nameParts(other))]).toEqual([
      one,
      expect.toSatisfy((n: number) => n >= 95),
    ]);
});

test('likeness is the same from both sides, and never more than 100', () => {
  fc.assert(
    fc.property(names, names, (one, other) => {
      const [a, b] = [nameParts(one), nameParts(other)];
      const likeness = nameLikeness(a, b);
      expect(likeness).toBeGreaterThanOrEqual(0);
      expect(likeness).toBeLessThanOrEqual(100);
      if (a.length !== b.length) expect(nameLikeness(b, a)).toBe(likeness);
    }),
  );
});

test('accounts in another name are looked at, and where none is saved that is said', () => {
  const facts = { givenNames: 'Ada Augusta', familyName: 'Lovelace' };
  expect(checkName(facts, [])).toMatchObject({ outcome: 'pass', found: ['nothing-to-compare'] });
  expect(checkName(facts, ['Lovelace Ada', 'ADA A LOVELACE'])).toMatchObject({ outcome: 'pass', found: [] });
  expect(checkName(facts, ['Ada Lovelace', 'Charles Babbage'])).toMatchObject({
    outcome: 'look',
    found: ['holders-differ-1'],
  });
});

test('a match is a code of a public number and a score, which reads back, and nothing personal', () => {
  const matches = [{ list: 'un-sc', entry: 'QDi.900', score: 91 }];
  const check = checkSanctions(matches, NAME);
  expect(check).toEqual({ kind: 'sanctions', outcome: 'look', found: ['un-sc:QDi.900:91'] });
  expect(check.found.map(matchOf)).toEqual(matches);
  expect(checkSanctions([{ list: 'un-sc', entry: 'QDi.900', score: 98 }], NAME).outcome).toBe('fail');
  expect(checkSanctions([], NAME).outcome).toBe('pass');
  expect(checkSanctions(undefined, NAME).outcome).toBe('unknown');
});

test('nobody judges age, expiry or a missing file away; a name and a likeness they may', () => {
  expect(standsInTheWay([checkAge({ bornOn: '2015-01-01' }, TODAY, 18)])).toBe('age');
  expect(standsInTheWay([checkExpiry({ expiresOn: '2020-01-01' }, TODAY)])).toBe('expiry');
  expect(
    standsInTheWay([checkDuplicate(['document']), checkSanctions([{ list: 'un-sc', entry: '1', score: 99 }], NAME)]),
  ).toBeUndefined();
});

test.each([
  ['Arabic', 'يوسف المثال'],
  ['Greek letters that look Latin', 'Αdα Exαmple'],
  ['Han', '例子 一'],
  ['no letters at all', "- '"],
])('a name of %s that no list is like clears nobody: a person looks', (_what, name) => {
  expect(checkSanctions([], name)).toEqual({ kind: 'sanctions', outcome: 'unknown', found: ['other-script'] });
});

test.each(['A\u200bda Exam\u00adple', 'Ad\u3164a Exa\u2060mple', '\u202eAda\u202c Example', 'Ada Exʼample'])(
  'what nobody sees in a name hides nobody: %j',
  (name) => {
    expect(nameLikeness(nameParts(name), nameParts(NAME))).toBe(100);
    expect(checkSanctions([], name).outcome).toBe('pass');
  },
);
