import { expect, test } from 'vitest';
import { actorName, playerOf, subjectName, workflowName, workflowOf } from './trail-names.ts';

const id = '019aa5f0-9d3c-7a42-8f10-0000a1b2c3d4';
const entry = { actor: 'system', actorId: null, action: 'thing.happened', subject: null, detail: {} };

test('an entry leads to the player who did it, or to whom staff did it, and to nobody else', () => {
  expect(playerOf({ ...entry, actor: 'player', actorId: id, action: 'session.opened', subject: 'x' })).toBe(id);
  expect(playerOf({ ...entry, actor: 'staff', actorId: 'x', action: 'staff.shown', subject: id })).toBe(id);
  expect(playerOf({ ...entry, actor: 'staff', actorId: id, action: 'pass.used', subject: id })).toBeUndefined();
  expect(playerOf({ ...entry, action: 'verification.checked', subject: id })).toBe(id);
  expect(playerOf({ ...entry, actor: 'player', actorId: 'not-an-id' })).toBeUndefined();
});

test('a pass leads to the workflow it is for, a deposit to its own', () => {
  expect(workflowOf({ ...entry, action: 'pass.used', subject: id, detail: { workflowId: 'deposit-1' } })).toBe(
    'deposit-1',
  );
  expect(workflowOf({ ...entry, action: 'deposit.closed', subject: id })).toBe(`deposit-${id}`);
  expect(workflowOf({ ...entry, action: 'withdrawal.ended', subject: id })).toBe(`withdrawal-${id}`);
  expect(workflowOf({ ...entry, action: 'verification.asked', subject: id })).toBe(`kyc-${id}`);
  expect(workflowOf({ ...entry, action: 'session.opened', subject: id })).toBeUndefined();
});

test('accounts and receipts are called by their codes, everything else by the end of its id', () => {
  expect(workflowName(`deposit-${id}`)).toMatch(/^D-[0-9A-Z]{6}$/);
  expect(workflowName(`withdrawal-${id}`)).toMatch(/^W-[0-9A-Z]{6}$/);
  expect(subjectName({ ...entry, action: 'withdrawal.requested', subject: id })).toMatch(/^W-/);
  expect(workflowName(`kyc-${id}`)).toMatch(/^K-[0-9A-Z]{6}$/);
  expect(workflowName('kyc-1')).toBe('kyc-1');
  expect(actorName('player', id)).toMatch(/^P-[0-9A-Z]{6}$/);
  expect(actorName('staff', id)).toBe('…b2c3d4');
  expect(subjectName({ ...entry, action: 'deposit.opened', subject: id })).toMatch(/^D-/);
  expect(subjectName({ ...entry, action: 'staff.looked', subject: id })).toMatch(/^P-/);
  expect(subjectName({ ...entry, action: 'verification.approved', subject: id })).toMatch(/^P-/);
  expect(subjectName({ ...entry, action: 'session.opened', subject: id })).toBe('…b2c3d4');
  expect(subjectName(entry)).toBe('');
});

test('a search is about whom it found', () => {
  const found = (...ids: string[]) => subjectName({ ...entry, action: 'staff.searched', detail: { found: ids } });
  expect(found(id, id)).toMatch(/^P-[0-9A-Z]{6}, P-[0-9A-Z]{6}$/);
  expect(found()).toBe('–');
  expect(subjectName({ ...entry, action: 'staff.searched' })).toBe('–');
});
