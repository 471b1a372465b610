import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { depositWorkflowId, type StaffId } from '../contracts/ids.ts';
import { type StaffRole, staffRoles } from '../contracts/staff.ts';
import { staffActions } from '../contracts/staff-actions.ts';
import { sql } from '../prisma/tx.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { issuePass, type PassWish } from './issue-pass.ts';

let house: House;
let id: StaffId;
beforeAll(async () => {
  house = await openHouse();
  id = await house.employs();
  Object.assign(wish, { workflowId: depositWorkflowId((await house.places()).id) });
});
afterAll(() => house.close());

const wish: PassWish = { action: 'deposit.close', workflowId: '', decision: { reason: 'player-asked' } };
const asks = (roles: StaffRole[], changed: Partial<PassWish> = {}) =>
  issuePass({ transaction: house.transaction, now: Date.now })({ id, roles }, { ...wish, ...changed });

test('what is handed out is what the update’s dialog takes: the decision with the pass beside it', async () => {
  const handed = await asks(['ops']);
  if ('reason' in handed) throw new Error(handed.reason);
  expect(handed.update).toBe('close');
  expect(JSON.parse(handed.paste)).toEqual({ pass: expect.stringMatching(/^pass_/), reason: 'player-asked' });
  expect(Math.max(...handed.paste.split('\n').map((line) => line.length))).toBeLessThan(60);
});

test.each(staffRoles)('%s is given a pass for what their role may decide, and for nothing else', async (role) => {
  const may = (staffActions['deposit.close'].roles as readonly StaffRole[]).includes(role);
  expect(await asks([role])).toEqual(may ? expect.objectContaining({ update: 'close' }) : { reason: 'role-lacks' });
});

test.each([
  ['nobody in particular', [] as StaffRole[], {}, 'role-lacks'],
  ['for a workflow of another type', ['ops'], { workflowId: 'withdrawal-1' }, 'other-workflow'],
  ['for a workflow that never was', ['ops'], { workflowId: `deposit-${randomUUID()}` }, 'unknown-workflow'],
  ['for a workflow that cannot be', ['ops'], { workflowId: 'deposit-1' }, 'unknown-workflow'],
  ['for a decision there is not', ['ops'], { decision: { reason: 'because' } }, 'decision-invalid'],
  ['for more than the decision', ['ops'], { decision: { ...wish.decision, pass: 'x' } }, 'decision-invalid'],
] as [string, StaffRole[], Partial<PassWish>, string][])(
  'no pass is given to or %s; one row in the trail says so',
  async (_what, roles, changed, reason) => {
    const denied = sql`select count(*) from audit.entry where action = 'pass.denied' and actor_id = ${id}`;
    const [before, passes] = [await house.count(denied), await house.count(sql`select count(*) from identity.pass`)];
    expect(await asks(roles, changed)).toEqual({ reason });
    expect(await house.count(denied)).toBe(before + 1);
    expect(await house.count(sql`select count(*) from identity.pass`)).toBe(passes);
  },
);
