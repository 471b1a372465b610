import { afterAll, beforeAll, expect, test } from 'vitest';
import { query, sql } from '../prisma/tx.ts';
import { testTemporal } from '../sandbox/testing/fixtures.ts';
import { type Deposits, type OpenDeposit, STAFF, startDeposits } from './test-deposits.ts';

let deposits: Deposits;
beforeAll(async () => {
  deposits = await startDeposits(testTemporal());
});
afterAll(async () => {
  const faults = await deposits.faults();
  await deposits.stop();
  expect(faults).toEqual([]);
});

const CLOSED = { status: 'closed' };
const waiting = async (durations?: Parameters<Deposits['open']>[0]): Promise<OpenDeposit> => {
  const deposit = await deposits.open(durations);
  await deposit.becomes('awaiting-payment');
  return deposit;
};
const trailOf = (deposit: OpenDeposit) =>
  query<{ actor_id: string | null; action: string; detail: Record<string, unknown> }>(
    deposits.pool,
    sql`select actor_id, action, detail from audit.entry
        where (subject = ${deposit.orderId} or detail->>'workflowId' = ${deposit.handle.workflowId}) and actor = 'staff' order by id`,
  );

test('staff close an unpaid order with a pass; the trail says who, why and by which pass', async () => {
  const deposit = await waiting();
  expect(await deposit.isTold(await deposit.passToClose())).toEqual(CLOSED);
  expect(await deposit.order()).toMatchObject({ status: 'expired', closedAt: expect.any(Date) });
  const trail = await trailOf(deposit);
  expect(trail.map(({ actor_id, action }) => [actor_id, action])).toEqual([
    [STAFF, 'pass.issued'],
    [STAFF, 'pass.used'],
    [STAFF, 'deposit.closed'],
  ]);
  expect(trail[2]?.detail).toEqual({ reason: 'player-asked', pass: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect((await deposits.letters(deposit.orderId)).map(({ key }) => key.split(':').at(-1))).toEqual([
    'open',
    'expired',
  ]);
});

test('a payment that was on its way when the order was closed is credited', async () => {
  const deposit = await waiting();
  await deposit.isTold(await deposit.passToClose());
  await deposit.pays();
  expect(await deposit.result()).toEqual({ status: 'credited', late: true });
  expect(await deposits.cashOf(deposit.player)).toBe(2_500n);
});

test('an order that was closed and never paid ends when no late payment is waited for any more', async () => {
  const deposit = await waiting({ expiresInMs: 2_000, lateWindowMs: 100 });
  await deposit.isTold(await deposit.passToClose());
  expect(await deposit.result()).toEqual({ status: 'expired' });
});

test('closing ends the retrying when a provider is down', async () => {
  deposits.invoices.outage = true;
  const deposit = await deposits.open({ patienceMs: 300 });
  await deposit.shows('Attention', 'retrying');
  expect(await deposit.isTold(await deposit.passToClose('rail-in-trouble'))).toEqual(CLOSED);
  await deposit.shows('Attention', undefined);
  deposits.invoices.outage = false;
  expect(await deposit.order()).toMatchObject({ status: 'expired', invoiceLink: undefined });
});

test('what is no decision with a pass is refused before it is written into the history, and says what to do', async () => {
  const deposit = await waiting();
  const { pass } = await deposit.passToClose();
  const wrong: unknown[] = [
    undefined,
    null,
    'nonsense',
    [],
    {},
    { reason: 'player-asked' },
    { pass: 'player-asked', reason: 'player-asked' },
    { pass: 5, reason: 'player-asked' },
    { pass },
    { pass, reason: 'because' },
    { pass, reason: 'player-asked', reviewer: 'the boss' },
  ];
  for (const pasted of wrong)
    expect(await deposit.isTold(pasted)).toEqual({
      refused: 'not-a-decision',
      because: expect.stringContaining('Take a pass for deposit.close from the staff desk'),
    });
  const { events } = await deposit.handle.fetchHistory();
  expect(events?.filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes)).toEqual([]);
  await deposit.pays();
  expect(await deposit.result()).toMatchObject({ status: 'credited' });
});

test('a pass that is not good for this is refused, whoever sends it, and the workflow goes on', async () => {
  const [deposit, other] = [await waiting(), await waiting()];
  const ofOther = await other.passToClose();
  const edited = { ...(await deposit.passToClose()), reason: 'suspected-fraud' };
  const unknown = { pass: 'pass_AAAAAAAAAAAAAAAAAAAAAA', reason: 'player-asked' };
  const old = await deposit.passToClose();
  const run = (statement: string) => deposits.asSuperuser(statement);
  await run(`update identity.pass set issued_at = issued_at - interval '1 hour', expires_at = expires_at - interval '1 hour'
    where id in (select id from identity.pass where workflow_id = '${deposit.handle.workflowId}' order by issued_at desc limit 1)`);
  for (const [pasted, refused] of [
    [ofOther, 'pass-other-case'],
    [edited, 'pass-other-case'],
    [unknown, 'pass-unknown'],
    [old, 'pass-expired'],
  ])
    expect(await deposit.isTold(pasted)).toMatchObject({ refused });
  expect((await trailOf(deposit)).filter(({ action }) => action === 'pass.refused')).toHaveLength(4);
  await deposit.pays();
  expect(await deposit.result()).toMatchObject({ status: 'credited' });
  expect(await other.isTold(ofOther)).toEqual(CLOSED);
});

test('an update sent again under its own id is answered as before; another one does not close what is closed', async () => {
  const deposit = await waiting();
  const pasted = await deposit.passToClose();
  expect(await deposit.isTold(pasted, 'the-same')).toEqual(CLOSED);
  expect(await deposit.isTold(pasted, 'the-same')).toEqual(CLOSED);
  expect(await deposit.isTold(pasted)).toMatchObject({ refused: 'too-late', because: 'The order is closed already.' });
  expect((await trailOf(deposit)).filter(({ action }) => action === 'pass.used')).toHaveLength(1);
});

test('two of staff at once close the order once', async () => {
  const deposit = await waiting();
  const passes = [await deposit.passToClose(), await deposit.passToClose('suspected-fraud')];
  const answers = await Promise.all(passes.map((pasted) => deposit.isTold(pasted)));
  expect(answers).toContainEqual(CLOSED);
  expect((await trailOf(deposit)).filter(({ action }) => action === 'deposit.closed')).toHaveLength(1);
});

test('money that is owed, and not for the order, does not keep it from being closed', async () => {
  const deposit = await waiting();
  await deposit.pays('from-a-stranger', { payer: '99' });
  await deposit.shown('settled:from-a-stranger');
  expect(await deposit.isTold(await deposit.passToClose())).toEqual(CLOSED);
});

test('what has run out is not closed any more', async () => {
  const deposit = await deposits.open({ expiresInMs: 300 });
  await deposit.shows('Stage', 'expired');
  expect(await deposit.isTold(await deposit.passToClose())).toMatchObject({
    refused: 'too-late',
    because: 'The invoice has run out already.',
  });
});

test('a payment recorded in the very moment of closing wins: the order stays open and is credited', async () => {
  const deposit = await waiting();
  const pasted = await deposit.passToClose();
  await deposits.stopOutbox();
  await deposit.pays(); // recorded, and its workflow does not know yet
  expect(await deposit.isTold(pasted)).toMatchObject({
    refused: 'too-late',
    because: expect.stringContaining('A payment was recorded'),
  });
  deposits.restartOutbox();
  expect(await deposit.result()).toEqual({ status: 'credited', late: false });
});

test('an update sent while no worker runs is decided when one is back', async () => {
  const deposit = await waiting();
  const pasted = await deposit.passToClose();
  await deposits.stopWorker();
  const told = deposit.isTold(pasted);
  await deposits.restartWorker();
  expect(await told).toEqual(CLOSED);
});

test('a workflow that is reset after it was closed finds its pass used by itself, and nothing is done twice', async () => {
  const deposit = await waiting();
  await deposit.isTold(await deposit.passToClose(), 'the-decision');
  const { events } = await deposit.handle.fetchHistory();
  const first = events?.find((event) => event.workflowTaskCompletedEventAttributes)?.eventId ?? null;
  const { runId } = await deposits.client.workflowService.resetWorkflowExecution({
    namespace: deposits.client.options.namespace,
    workflowExecution: { workflowId: deposit.handle.workflowId },
    workflowTaskFinishEventId: first,
    requestId: 'reset-once',
    reason: 'a test',
  });
  const again = deposits.client.workflow.getHandle(deposit.handle.workflowId, runId);
  expect(await again.getUpdateHandle('the-decision').result()).toEqual(CLOSED);
  await deposit.pays();
  expect(await deposit.result()).toEqual({ status: 'credited', late: true });
  const done = (await trailOf(deposit)).map(({ action }) => action);
  expect(done).toEqual(['pass.issued', 'pass.used', 'deposit.closed']);
});

test('the workflow’s page says what to press, and by whom it was closed', async () => {
  const deposit = await waiting();
  const details = async () => (await deposit.metadata()).currentDetails ?? '';
  expect(await details()).toMatch(/take a pass for `deposit\.close` from the staff desk/);
  expect((await deposit.metadata()).definition?.updateDefinitions).toMatchObject([
    { name: 'close', description: expect.stringContaining('Closes an unpaid order before its time') },
  ]);
  await deposit.isTold(await deposit.passToClose());
  await deposit.shows('Stage', 'expired');
  expect(await details()).toContain(`was closed by \`${STAFF}\``);
});
