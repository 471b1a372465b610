import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { staffRoles } from './staff.ts';
import { faultOf, PASS_CODE, type StaffActionName, staffActions } from './staff-actions.ts';
import { decisionSchema, staffActionName } from './staff-decisions.ts';
import { workflowTypes } from './workflows.ts';

const names = Object.keys(staffActions) as StaffActionName[];

test.each(names)(
  '%s is of a workflow there is, is named after it, and somebody may decide it who is not there to look on',
  (name) => {
    const { workflow, update, roles, about } = staffActions[name];
    const { outcome }: { outcome?: readonly string[] } = staffActions[name].decision as object;
    expect(workflowTypes).toContain(workflow);
    // Several behind one update are each named after the one outcome they have.
    expect(name).toBe(`${workflow}.${outcome?.length === 1 ? outcome[0] : update}`);
    expect(roles.length).toBeGreaterThan(0);
    expect(roles.every((role) => staffRoles.includes(role))).toBe(true);
    expect(roles).not.toContain('auditor');
    expect(about).toMatch(/^\P{Ll}.*\.$/su);
  },
);

test('what a workflow takes as a decision is what the schema takes, and nothing else', () => {
  const anyDecision = fc.oneof(
    fc.constantFrom(...names).map((name) => staffActions[name].decision),
    fc.dictionary(
      fc.constantFrom('reason', 'pass', '__proto__', 'x'),
      fc.oneof(fc.constantFrom('player-asked', 'suspected-fraud', ''), fc.jsonValue()),
    ),
  );
  fc.assert(
    fc.property(fc.constantFrom(...names), anyDecision, (name, decision) => {
      expect(faultOf(name, decision as Record<string, unknown>) === undefined).toBe(
        decisionSchema(name).safeParse(decision).success,
      );
    }),
  );
  expect(faultOf('deposit.close', { reason: 'player-asked' })).toBeUndefined();
});

test('what is wrong with a decision is said with what would be right', () => {
  expect(faultOf('deposit.close', {})).toBe(
    '"reason" must be one of: player-asked, player-may-not-deposit, suspected-fraud, rail-in-trouble',
  );
  expect(faultOf('deposit.close', { reason: 'player-asked', amount: 5 })).toBe('"amount" is not part of this decision');
});

test('an action is known by its name alone', () => {
  expect(staffActionName.safeParse('toString').success).toBe(false);
  expect(PASS_CODE.test('pass_AAAAAAAAAAAAAAAAAAAAAA')).toBe(true);
  expect(PASS_CODE.test('AAAAAAAAAAAAAAAAAAAAAA')).toBe(false);
});
