import { expect, test } from 'vitest';
import { defaultRoleNames, readRoleNames, readStaffClaims } from './staff.ts';

const names = readRoleNames('support=cage-support,compliance=cage-compliance');
const roles = { claim: 'roles', names: defaultRoleNames };

test('whoever has one of our roles is let in, with the roles that are ours and no other', () => {
  const claims = { sub: 'u1', name: 'Lena Hoff', roles: ['compliance', 'offline_access', 'ops'] };
  expect(readStaffClaims(claims, roles)).toEqual({ subject: 'u1', name: 'Lena Hoff', roles: ['compliance', 'ops'] });
});

test('roles are called as the setting says, and by no other name', () => {
  const claims = { sub: 'u1', roles: ['cage-support', 'compliance'] };
  expect(readStaffClaims(claims, { claim: 'roles', names })).toEqual({ subject: 'u1', name: 'u1', roles: ['support'] });
});

test('the claim may lie inside another, or be a single text', () => {
  const inside = { sub: 'u1', realm_access: { roles: ['ops'] } };
  expect(readStaffClaims(inside, { ...roles, claim: 'realm_access.roles' })).toMatchObject({ roles: ['ops'] });
  expect(readStaffClaims({ sub: 'u1', roles: 'auditor' }, roles)).toMatchObject({ roles: ['auditor'] });
  const dotted = { sub: 'u1', 'cage.example/roles': ['ops'] };
  expect(readStaffClaims(dotted, { ...roles, claim: 'cage.example/roles' })).toMatchObject({ roles: ['ops'] });
});

test.each([
  [{ sub: 'u1' }],
  [{ sub: 'u1', roles: [] }],
  [{ sub: 'u1', roles: ['admin', 'Compliance', 'compliance '] }],
  [{ sub: 'u1', roles: 'support,ops' }],
  [{ sub: 'u1', roles: { ops: true } }],
  [{ sub: 'u1', roles: [['ops']] }],
])('that the provider knows somebody is not enough: %j', (claims) => {
  expect(readStaffClaims(claims, roles)).toEqual({ reason: 'no-role' });
});

test('a claim is never read from what every object has', () => {
  for (const claim of ['constructor', '__proto__', 'constructor.name'])
    expect(readStaffClaims({ sub: 'u1' }, { claim, names: defaultRoleNames })).toEqual({ reason: 'no-role' });
});

test.each(['', 'support', 'support=', 'boss=x', 'support=a,support=b', 'support=a,,ops=b'])(
  '%j names no roles',
  (text) => {
    expect(readRoleNames(text)).toEqual([]);
  },
);
