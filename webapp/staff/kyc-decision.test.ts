import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultOf, staffActions } from '../../contracts/staff-actions.ts';
import {
  type AskedState,
  askedStates,
  checkKinds,
  checkOutcomes,
  type DocumentKind,
  documentKinds,
  type VerificationLevel,
  verificationLevels,
} from '../../domain/verification.ts';
import { barOf, type Case, type Chosen, decisionOf, fieldsOf } from './kyc-decision.ts';

const approve = staffActions['kyc.approve'];
const askAgain = staffActions['kyc.ask-again'];
const refuse = staffActions['kyc.refuse'];

const asked = (state: AskedState, ...kinds: DocumentKind[]): Case['asked'] =>
  kinds.map((kind) => ({ kind, state, why: null }));
const received = (...kinds: DocumentKind[]) => asked('received', ...kinds);
const check = (kind: Case['checks'][number]['kind'], outcome: Case['checks'][number]['outcome']) => ({
  kind,
  outcome,
  found: [],
  at: '2026-11-22T04:00:00Z',
});
const caseOf = (aims: VerificationLevel, wish: Partial<Case> = {}): Case => ({
  aims,
  approvalsNeeded: 1,
  asked: received('identity', 'selfie'),
  checks: checkKinds.map((kind) => check(kind, 'pass')),
  ...wish,
});
const names = (action: Parameters<typeof fieldsOf>[0], about: Case) =>
  Object.fromEntries(fieldsOf(action, about).map((field) => [field.name, field.names]));

test('what was not asked for is not asked about, and is decided as that', () => {
  const about = caseOf('basic');
  expect(Object.keys(names(askAgain, about))).toEqual(['identity', 'selfie']);
  expect(decisionOf(askAgain, about, { identity: 'expired', selfie: 'fine' })).toEqual({
    decision: { outcome: 'ask-again', identity: 'expired', selfie: 'fine', address: 'not-asked', funds: 'not-asked' },
  });
});

test('one request names everything: what nobody said a word of is missing', () => {
  const about = caseOf('full', { asked: received('identity', 'address', 'funds') });
  expect(decisionOf(askAgain, about, { identity: 'expired' })).toEqual({ missing: ['address', 'funds'] });
});

test('nobody is asked again for what is all fine', () => {
  expect(decisionOf(askAgain, caseOf('basic'), { identity: 'fine', selfie: 'fine' })).toBe('nothing-wrong');
});

test('what was accepted before may be passed over, and may be found wrong after all', () => {
  const about = caseOf('full', { asked: [...asked('accepted', 'identity', 'selfie'), ...received('address')] });
  expect(decisionOf(askAgain, about, { address: 'too-old' })).toEqual({
    decision: {
      outcome: 'ask-again',
      identity: 'not-asked',
      selfie: 'not-asked',
      address: 'too-old',
      funds: 'not-asked',
    },
  });
  expect(decisionOf(askAgain, about, { address: 'fine', selfie: 'other-person' })).toMatchObject({
    decision: { selfie: 'other-person', address: 'fine' },
  });
  expect(decisionOf(askAgain, about, { address: 'fine' })).toBe('nothing-wrong');
});

test('no level above what was asked for is offered', () => {
  expect(names(approve, caseOf('basic')).level).toEqual(['basic']);
  expect(names(approve, caseOf('full')).level).toEqual(['basic', 'full']);
});

test.each([
  [1, ['documents-in-order']],
  [2, ['match-is-somebody-else']],
])(
  'where %i must approve, the reason is one of %j: a match is spoken of, or there is none',
  (approvalsNeeded, said) => {
    expect(names(approve, caseOf('basic', { approvalsNeeded })).reason).toEqual(said);
  },
);

test.each(['files', 'expiry', 'age'] as const)(
  'what failed the check of %s is not approved, and still asked again and refused',
  (kind) => {
    const about = caseOf('basic', { checks: [check('name', 'fail'), check(kind, 'fail')] });
    expect([approve, askAgain, refuse].map((action) => barOf(action, about))).toEqual([kind, undefined, undefined]);
    expect(decisionOf(approve, about, { level: 'basic', reason: 'documents-in-order' })).toBe('barred');
    expect(decisionOf(refuse, about, { reason: 'under-age' })).toHaveProperty('decision');
  },
);

test('what is no longer offered is not decided, though it was chosen', () => {
  const chosen = { level: 'full', reason: 'documents-in-order' };
  expect(decisionOf(approve, caseOf('full'), chosen)).toEqual({ decision: { outcome: 'approve', ...chosen } });
  expect(decisionOf(approve, caseOf('basic'), chosen)).toEqual({ missing: ['level'] });
});

test('a refusal takes its reason', () => {
  expect(decisionOf(refuse, caseOf('basic'), {})).toEqual({ missing: ['reason'] });
  expect(decisionOf(refuse, caseOf('basic'), { reason: 'under-age' })).toEqual({
    decision: { outcome: 'refuse', reason: 'under-age' },
  });
});

const cases: fc.Arbitrary<Case> = fc.record({
  aims: fc.constantFrom(...verificationLevels),
  approvalsNeeded: fc.constantFrom(1, 2),
  asked: fc
    .uniqueArray(fc.constantFrom(...documentKinds))
    .chain((kinds) =>
      fc.tuple(...kinds.map((kind) => fc.constantFrom(...askedStates).map((state) => ({ kind, state, why: null })))),
    ),
  checks: fc.tuple(...checkKinds.map((kind) => fc.constantFrom(...checkOutcomes).map((end) => check(kind, end)))),
});
const anything: fc.Arbitrary<Chosen> = fc.dictionary(
  fc.constantFrom('level', 'reason', ...documentKinds),
  fc.constantFrom('fine', 'not-asked', 'unreadable', 'too-old', 'basic', 'full', 'under-age', 'documents-in-order', ''),
);
const actions = fc.constantFrom('kyc.approve', 'kyc.ask-again', 'kyc.refuse');

test('whatever is chosen, what is decided has the shape that the workflow takes', () => {
  fc.assert(
    fc.property(actions, cases, anything, (name, about, chosen) => {
      const outcome = decisionOf(staffActions[name], about, chosen);
      if (typeof outcome === 'object' && 'decision' in outcome) expect(faultOf(name, outcome.decision)).toBeUndefined();
    }),
  );
});

test('nothing is chosen before: who chooses nothing decides nothing', () => {
  fc.assert(
    fc.property(actions, cases, (name, about) => {
      expect(decisionOf(staffActions[name], about, {})).not.toHaveProperty('decision');
    }),
  );
});
