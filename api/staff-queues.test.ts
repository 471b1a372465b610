import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffRole } from '../contracts/staff.ts';
import { sql } from '../prisma/tx.ts';
import { raiseAttention } from '../records/payments/attention.ts';
import { openWithdrawals } from '../records/payments/test-withdrawals.ts';
import type { StartedStaffProvider } from '../sandbox/staff/server.ts';
import { type Gateway, openGateway } from './test-gateway.ts';
import { openApp } from './test-player.ts';
import { openDesk, staffLogin, startStaff } from './test-staff.ts';

let provider: StartedStaffProvider;
let gateway: Gateway;
beforeAll(async () => {
  provider = await startStaff();
  gateway = await openGateway({ logins: { player: undefined, staff: staffLogin(provider) } });
});
afterAll(async () => {
  await gateway.close();
  await provider.close();
});

const people: Record<StaffRole, string> = {
  support: 'tom.okafor',
  compliance: 'lena.hoff',
  ops: 'ines.prado',
  auditor: 'karl.lindqvist',
};
const deskOf = async (role: StaffRole) => {
  const desk = openDesk(gateway);
  await desk.signsIn(people[role]);
  return desk;
};
const cards = { rail: 'telegram-invoice', direction: 'in' } as const;
const pause = { method: 'POST', json: { ...cards, reason: 'maintenance' } };
const resume = { method: 'POST', json: cards };

test.each([
  ['support', 'GET', '/staff/queues'],
  ['auditor', 'GET', '/staff/queue?name=stuck'],
  ['support', 'GET', '/staff/switches'],
  ['compliance', 'POST', '/staff/switches/pause'],
  ['compliance', 'POST', '/staff/switches/resume'],
] as const)('%s may not %s %s, and that they tried is in the trail', async (role, method, path) => {
  const refusals = () =>
    gateway.house.count(
      sql`select count(*) from audit.entry where action = 'access.refused' and detail->>'reason' = 'not-your-role'`,
    );
  const before = await refusals();
  const desk = await deskOf(role);
  const answer = await desk.as(path, { method, ...(method === 'POST' ? { json: pause.json } : {}) });
  expect([answer.status, answer.body.reason]).toEqual([403, 'not-your-role']);
  expect(await refusals()).toBe(before + 1);
});

test('a paused rail is refused to players at once and readably, and the second to press is told', async () => {
  const [desk, app] = [await deskOf('ops'), await openApp(gateway)];
  const ways = async () => (await app.ask('depositWays')).body.ways;
  expect((await desk.as('/staff/switches/resume', resume)).body.reason).toBe('not-paused');
  expect((await desk.as('/staff/switches/pause', pause)).status).toBe(204);
  expect((await desk.as('/staff/switches/pause', pause)).body.reason).toBe('paused-already');
  expect(await ways()).toMatchObject([
    { rail: 'telegram-invoice', paused: true },
    { rail: 'telegram-invoice', paused: true },
  ]);
  const refused = await app.opens('2500');
  expect([refused.status, refused.body.reason]).toEqual([503, 'rail-paused']);
  expect((await desk.as('/staff/switches')).body.switches).toEqual([
    {
      ...cards,
      paused: { since: expect.any(String), by: 'Ines Prado', reason: 'maintenance' },
      waiting: 0,
    },
  ]);
  expect((await desk.as('/staff/queues')).body.pausedRails).toBe(1);
  expect((await desk.as('/staff/switches/resume', resume)).status).toBe(204);
  expect(await ways()).toMatchObject([{ paused: false }, { paused: false }]);
  expect((await app.opens('2500')).status).toBe(201);
  const rows = await gateway.house.read(
    sql`select action, actor, subject, detail from audit.entry where action like 'rail.%' order by id`,
  );
  expect(rows).toEqual([
    {
      action: 'rail.paused',
      actor: 'staff',
      subject: 'telegram-invoice',
      detail: { direction: 'in', reason: 'maintenance' },
    },
    { action: 'rail.resumed', actor: 'staff', subject: 'telegram-invoice', detail: { direction: 'in' } },
  ]);
});

test('what cannot be paused, or for no reason of ours, is not understood', async () => {
  const desk = await deskOf('ops');
  for (const json of [
    { ...pause.json, direction: 'out' },
    { ...pause.json, reason: 'Ada looks suspicious' },
    { ...pause.json, rail: 'cash' },
  ])
    expect((await desk.as('/staff/switches/pause', { method: 'POST', json })).status).toBe(400);
});

test('a queue names its cases by codes and amounts, the oldest first, page by page', async () => {
  const withdrawals = openWithdrawals(gateway.house);
  await withdrawals.funds(100_000n);
  const subjects: string[] = [];
  for (let n = 0; n < 3; n++) {
    const { player } = await gateway.house.holds(5_000n);
    const subject = `withdrawal-${await withdrawals.sent(player.id)}`;
    await gateway.house.transaction((tx) => raiseAttention(tx, subject, 'unknown-outcome'));
    subjects.push(subject);
  }
  const desk = await deskOf('compliance');
  const first = await desk.as('/staff/queue?name=stuck&limit=2');
  expect(first.body.items).toMatchObject([
    {
      workflowId: subjects[0],
      why: 'unknown-outcome',
      rail: 'stripe',
      amount: { asset: 'EUR', minor: '1000' },
      player: { code: expect.stringMatching(/^P-\w{6}$/) },
      approvals: null,
    },
    { workflowId: subjects[1] },
  ]);
  const rest = await desk.as(`/staff/queue?name=stuck&limit=2&after=${String(first.body.next)}`);
  expect(rest.body).toMatchObject({ items: [{ workflowId: subjects[2] }], next: null });
  const { queues } = (await desk.as('/staff/queues')).body as { queues: { name: string; count: number }[] };
  expect(queues.find(({ name }) => name === 'stuck')).toMatchObject({ count: 3 });
  expect((await desk.as('/staff/queue?name=stuck&after=x')).status).toBe(400);
});
