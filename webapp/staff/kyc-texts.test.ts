import { expect, test } from 'vitest';
import { staffActions } from '../../contracts/staff-actions.ts';
import {
  againReasons,
  askedBecause,
  askedStates,
  checkKinds,
  checkOutcomes,
  documentKinds,
  refusedReasons,
  verificationLevels,
  verificationStatuses,
} from '../../domain/verification.ts';
import {
  checkAge,
  checkDuplicate,
  checkExpiry,
  checkFiles,
  checkName,
  checkSanctions,
  type Finding,
} from '../../domain/verification-checks.ts';
import {
  againWords,
  becauseWords,
  checkWords,
  choiceText,
  findingTexts,
  kindWords,
  kycWords,
  levelShort,
  levelWords,
  outcomeWords,
  refusedWords,
  restWords,
  stateWords,
  statusWords,
} from './kyc-texts.ts';

const today = '2026-11-22';
const born = (bornOn: string) => checkAge({ bornOn }, today, 18);
const ends = (expiresOn: string | null) => checkExpiry({ expiresOn }, today);
const paidTo = (...holders: string[]) => checkName({ givenNames: 'Anna Maria', familyName: 'Berg' }, holders);

/** Each way a check can end, by the checks themselves. */
const findings: readonly Finding[] = [
  checkFiles(documentKinds, []),
  checkFiles(
    ['identity'],
    [
      { kind: 'identity', state: 'kept' },
      { kind: 'identity', state: 'held' },
    ],
  ),
  checkFiles(['identity'], [{ kind: 'identity', state: 'kept' }]),
  ...[null, '2020-01-01', '2026-12-01', '2031-03-14'].map(ends),
  ...['2015-01-01', '1880-01-01', '1990-02-28'].map(born),
  ...[[], ['Anna Maria Berg'], ['Otto Klein'], ['Otto Klein', 'Ida Sommer']].map((holders) => paidTo(...holders)),
  checkDuplicate(['document', 'person', 'file']),
  checkDuplicate([]),
  checkSanctions(undefined, 'Ada Example'),
  checkSanctions([], 'Ada Example'),
  checkSanctions([], 'يوسف'),
  checkSanctions(
    [
      { list: 'un', entry: 'QDi.001', score: 91 },
      { list: 'ofac-sdn', entry: '7157', score: 99 },
    ],
    'Ada Example',
  ),
];
const sentences = findings.flatMap((finding) => findingTexts(finding).map((text) => [finding, text] as const));

test('these are all checks, and all their ends', () => {
  expect(new Set(findings.map(({ kind }) => kind))).toEqual(new Set(checkKinds));
  expect(new Set(findings.map(({ outcome }) => outcome))).toEqual(new Set(checkOutcomes));
});

test.each(findings.map((finding) => [finding.kind, finding.outcome, finding] as const))(
  'what the check of %s found when it says "%s" is told in sentences, a code in none of them',
  (_kind, _outcome, finding) => {
    const texts = findingTexts(finding);
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expect(text).toMatch(/^[A-Z].{20,}\.$/);
    for (const code of finding.found) expect(texts).not.toContain(code);
  },
);

test('no two findings read alike', () => {
  expect(new Set(sentences.map(([, text]) => text)).size).toBe(sentences.length);
});

test('a match says which entry of which list, and how alike', () => {
  const [text] = findingTexts(checkSanctions([{ list: 'un', entry: 'QDi.001', score: 91 }], 'Ada Example'));
  expect(text).toContain('Entry QDi.001 of the list un is 91 % like them');
});

test('what a later version found is shown as it is called', () => {
  expect(findingTexts({ kind: 'age', outcome: 'look', found: ['born-tomorrow'] })).toEqual(['born-tomorrow']);
});

test.each([
  ['level', verificationLevels, levelWords],
  ['level, in a word', verificationLevels, levelShort],
  ['status', verificationStatuses, statusWords],
  ['reason to ask', askedBecause, becauseWords],
  ['document', documentKinds, kindWords],
  ['state of a document', askedStates, stateWords],
  ['reason to ask again', againReasons, againWords],
  ['reason to refuse', refusedReasons, refusedWords],
  ['check', checkKinds, checkWords],
] as const)('each %s has words of its own', (_what, names, texts: Readonly<Record<string, string>>) => {
  expect(Object.keys(texts).sort()).toEqual([...names].sort());
  expect(new Set(Object.values(texts)).size).toBe(names.length);
});

test('each outcome of a check has a word and a sign, so that no colour speaks alone', () => {
  for (const part of ['text', 'icon'] as const)
    expect(new Set(checkOutcomes.map((outcome) => outcomeWords[outcome][part])).size).toBe(checkOutcomes.length);
});

test('where there is nothing to decide, the case says why', () => {
  expect(Object.keys(restWords).sort()).toEqual(verificationStatuses.filter((each) => each !== 'in-review').sort());
});

test('whatever can be chosen has words', () => {
  const kyc = Object.entries<{ decision: Readonly<Record<string, readonly string[]>> }>(staffActions).filter(([name]) =>
    name.startsWith('kyc.'),
  );
  for (const [name, { decision }] of kyc)
    for (const choice of [name, ...Object.values(decision).flat()]) expect(choiceText(choice)).not.toBe(choice);
});

test('a size is read at a glance, and nothing is of size nothing', () => {
  expect([1, 999, 340_400, 999_999, 10_485_760].map(kycWords.size)).toEqual([
    '1 kB',
    '1 kB',
    '340 kB',
    '1.0 MB',
    '10.5 MB',
  ]);
});
