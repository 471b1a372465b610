import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffId } from '../../contracts/ids.ts';
import { PASS_CODE } from '../../contracts/staff-actions.ts';
import { sql } from '../../prisma/tx.ts';
import { newId } from '../../runtime/ids.ts';
import { type House, openHouse } from '../test-house.ts';
import { type Case, consumePass, issuePass } from './passes.ts';

let house: House;
let staff: StaffId;
beforeAll(async () => {
  house = await openHouse({ processes: 4 });
  staff = await house.employs();
});
afterAll(() => house.close());

let cases = 0;
const aCase = (): Case => ({
  workflowId: `deposit-${++cases}`,
  action: 'deposit.close',
  decision: { reason: 'player-asked' },
});
const issues = (about: Case, by = staff) => house.transaction((tx) => issuePass(tx, newId(Date.now()), by, about));
const uses = (code: string, about: Case, { by = 'run/update', process = 0 } = {}) =>
  house.process(process).transaction((tx) => consumePass(tx, code, about, by));
const trailOf = (pass: string) =>
  house.read(sql`select actor, actor_id, action, detail from audit.entry where subject = ${pass} order by id`);

test('a pass is used once, for what it was given, and says whose decision it was', async () => {
  const about = aCase();
  const { id, code } = await issues(about);
  expect(code).toMatch(PASS_CODE);
  expect(await uses(code, about)).toEqual({ staff, pass: id });
  expect(await uses(code, about, { by: 'run/another update' })).toEqual({ reason: 'pass-used' });
  const { workflowId, action, decision } = about;
  expect(await trailOf(id)).toEqual([
    { actor: 'staff', actor_id: staff, action: 'pass.issued', detail: { workflowId, action, decision } },
    { actor: 'staff', actor_id: staff, action: 'pass.used', detail: { workflowId, action, decision } },
    { actor: 'staff', actor_id: null, action: 'pass.refused', detail: { workflowId, action, reason: 'pass-used' } },
  ]);
});

test('a hundred who use it at once in four processes: one is let through', async () => {
  const about = aCase();
  const { id, code } = await issues(about);
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) => uses(code, about, { by: `run/${n}`, process: n })),
  );
  expect(answers.filter((answer) => 'staff' in answer)).toHaveLength(1);
  expect((await trailOf(id)).filter(({ action }) => action === 'pass.used')).toHaveLength(1);
});

test('the same update that asks again, however often and however late, is answered as the first time', async () => {
  const about = aCase();
  const { id, code } = await issues(about);
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => uses(code, about, { process: n })));
  await house.asSuperuser(
    `update identity.pass set issued_at = issued_at - interval '1 day', expires_at = expires_at - interval '1 day' where id = '${id}'`,
  );
  expect([...answers, await uses(code, about)].every((answer) => 'pass' in answer && answer.pass === id)).toBe(true);
  expect((await trailOf(id)).map(({ action }) => action)).toEqual(['pass.issued', 'pass.used']);
});

test.each([
  ['another workflow', { workflowId: 'deposit-of-somebody' }],
  ['another action', { action: 'deposit.refund' as never }],
  ['another decision', { decision: { reason: 'suspected-fraud' } }],
  ['a decision with more in it', { decision: { reason: 'player-asked', more: true } as never }],
] satisfies [string, Partial<Case>][])('a pass is no good for %s, and still good for its own', async (_what, other) => {
  const about = aCase();
  const { id, code } = await issues(about);
  expect(await uses(code, { ...about, ...other })).toEqual({ reason: 'pass-other-case' });
  expect(await uses(code, about)).toEqual({ staff, pass: id });
  expect(await uses(code, { ...about, ...other })).toEqual({ reason: 'pass-other-case' });
});

test('the order of a decision’s fields is nobody’s business', async () => {
  const decision = { reason: 'player-asked', at: { b: 1, a: [2] } } as never;
  const about = { ...aCase(), decision };
  const { id, code } = await issues(about);
  expect(await uses(code, { ...about, decision: { at: { a: [2], b: 1 }, reason: 'player-asked' } as never })).toEqual({
    staff,
    pass: id,
  });
});

test('a pass lives ten minutes', async () => {
  const about = aCase();
  const { id, code, expiresAt } = await issues(about);
  expect(Math.abs(expiresAt.getTime() - Date.now() - 600_000)).toBeLessThan(30_000);
  await house.asSuperuser(
    `update identity.pass set issued_at = issued_at - interval '11 minutes', expires_at = clock_timestamp() where id = '${id}'`,
  );
  expect(await uses(code, about)).toEqual({ reason: 'pass-expired' });
});

test.each([
  ['signed out', (id: string) => `update identity.session set ended_at = clock_timestamp() where staff_id = '${id}'`],
  ['was away too long', (id: string) => `update identity.session set idle_ms = 0 where staff_id = '${id}'`],
  [
    'ended their day',
    (id: string) =>
      `update identity.session set opened_at = opened_at - interval '1 day', expires_at = opened_at where staff_id = '${id}'`,
  ],
  ['lost every role', (id: string) => `update identity.staff set roles = '{}' where id = '${id}'`],
  ['may not decide this any more', (id: string) => `update identity.staff set roles = '{auditor}' where id = '${id}'`],
])('a pass is void when whoever took it %s since, and one they used before stays used', async (_what, since) => {
  const leaving = await house.employs(['ops']);
  const [early, late] = [aCase(), aCase()];
  const [used, kept] = [await issues(early, leaving), await issues(late, leaving)];
  expect(await uses(used.code, early)).toEqual({ staff: leaving, pass: used.id });
  await house.asOwner(since(leaving));
  expect(await uses(kept.code, late)).toEqual({ reason: 'pass-void' });
  expect((await trailOf(kept.id)).at(-1)).toMatchObject({ action: 'pass.refused', detail: { reason: 'pass-void' } });
  expect(await uses(used.code, early)).toEqual({ staff: leaving, pass: used.id });
});

test('a pass nobody gave is unknown, and the attempt is in the trail', async () => {
  const about = aCase();
  expect(await uses('pass_AAAAAAAAAAAAAAAAAAAAAA', about)).toEqual({ reason: 'pass-unknown' });
  expect(await trailOf(about.workflowId)).toMatchObject([{ actor_id: null, action: 'pass.refused' }]);
});

test('what is not committed used nothing', async () => {
  const about = aCase();
  const { id, code } = await issues(about);
  const dying = house.transaction(async (tx) => {
    await consumePass(tx, code, about, 'run/update');
    throw new Error('the process died');
  });
  await expect(dying).rejects.toThrow('the process died');
  expect(await uses(code, about, { by: 'run/another update' })).toEqual({ staff, pass: id });
});

test('the pass itself is nowhere in the database', async () => {
  const about = aCase();
  const { code } = await issues(about);
  await uses(code, about);
  const rows = await house.read<{ row: string }>(sql`
    select t::text as row from identity.pass t union all select t::text from audit.entry t`);
  expect(rows.length).toBeGreaterThan(2);
  const dump = rows.map(({ row }) => row).join('\n');
  for (const form of [code, code.slice(5), Buffer.from(code.slice(5), 'base64url').toString('hex')])
    expect(dump).not.toContain(form);
});
