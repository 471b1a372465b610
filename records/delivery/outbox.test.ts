import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ChatDelivery, WorkflowStart } from '../../contracts/outbox.ts';
import { sql, type Tx } from '../../prisma/tx.ts';
import { type House, openHouse } from '../test-house.ts';
import {
  claimOutgoing,
  createEnqueue,
  createMarkSent,
  markUndeliverable,
  type OutboxKind,
  resultOf,
  retryLater,
} from './outbox.ts';
import { sweepDelivered } from './sweep.ts';
import { AT_ONCE_MS } from './test-inbox.ts';

let house: House;
const pokes: string[] = [];
const markSent = (pool: House['app'], id: bigint, result?: unknown) => createMarkSent(pool)({ id, result });
const enqueue = createEnqueue((topic) => void pokes.push(topic));
beforeAll(async () => {
  house = await openHouse({ processes: 4 });
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.asSuperuser('truncate delivery.outbox');
  pokes.length = 0;
});

const HOUR = 3_600_000;
const startOf = (workflowId: string): WorkflowStart => ({
  type: 'deposit',
  workflowId,
  input: {},
  summary: '',
  details: '',
  attributes: {},
});
const letterTo = (chat: string): ChatDelivery => ({
  show: 'call',
  bot: '1',
  chat,
  method: 'sendMessage',
  payload: { text: 'hello' },
});
const write = (key: string, { chat = '7', urgency = 'receipt' as 'code' | 'receipt' | 'promotion' } = {}) =>
  house.transaction((tx) => enqueue.showInChat(tx, key, letterTo(chat), urgency));
const claim = async ({ limit = 100, forMs = HOUR, process = 0, kinds = ['telegram'] as OutboxKind[] } = {}) =>
  claimOutgoing(house.process(process).pool, kinds, limit, forMs);
const keys = (rows: readonly { key: string }[]) => rows.map((row) => row.key);
const only = async () => {
  const [row] = await claim();
  if (!row) throw new Error('nothing to claim');
  return row;
};
const timePasses = () => house.asSuperuser('update delivery.outbox set next_at = now()');

test('what leaves is written once per key, however often its transaction is repeated', async () => {
  await Promise.all(Array.from({ length: 50 }, () => write('letter')));
  expect(keys(await claim())).toEqual(['letter']);
});

test('what a transaction that failed wanted to say is not said, and nobody is woken for it', async () => {
  const failing = house.transaction(async (tx: Tx) => {
    await enqueue.showInChat(tx, 'letter', letterTo('7'));
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await claim()).toEqual([]);
  expect(pokes).toEqual([]);
});

test('each kind wakes those who work on it, after the commit', async () => {
  const start = startOf('w');
  await house.transaction(async (tx) => {
    await enqueue.showInChat(tx, 'letter', letterTo('7'));
    await enqueue.startWorkflow(tx, start);
    await enqueue.signalWorkflow(tx, 'signal', { workflowId: 'w', signal: 's', input: {}, start });
    expect(pokes).toEqual([]);
  });
  expect(pokes).toEqual(['outbox-telegram', 'outbox-workflow', 'outbox-workflow']);
});

test('a start goes before the signals of its workflow, and each workflow is started once', async () => {
  const start = startOf('w1');
  await house.transaction((tx) => enqueue.startWorkflow(tx, start));
  await house.transaction((tx) => enqueue.startWorkflow(tx, start));
  await house.transaction((tx) => enqueue.signalWorkflow(tx, 's', { workflowId: 'w1', signal: 's', input: 1, start }));
  const kinds: OutboxKind[] = ['workflow-start', 'workflow-signal'];
  const [first, ...others] = await claim({ kinds });
  expect(others).toEqual([]);
  expect(first).toMatchObject({ kind: 'workflow-start', body: start, attempts: 1 });
  await markSent(house.app, first?.id ?? 0n);
  expect(await claim({ kinds })).toMatchObject([{ kind: 'workflow-signal', key: 's' }]);
});

test('two who claim never get the same row', async () => {
  await Promise.all(Array.from({ length: 200 }, (_, n) => write(`letter ${n}`, { chat: `${n}` })));
  const claimed: string[] = [];
  const claimAll = async (process: number) => {
    for (let rows = await claim({ limit: 7, process }); rows.length > 0; rows = await claim({ limit: 7, process }))
      claimed.push(...keys(rows));
  };
  await Promise.all([0, 1, 2, 3, 0, 1, 2, 3].map(claimAll));
  expect(claimed).toHaveLength(200);
  expect(new Set(claimed).size).toBe(200);
});

test('no more than asked for is handed out', async () => {
  for (const chat of ['1', '2', '3']) await write(`to ${chat}`, { chat });
  expect(await claim({ limit: 2 })).toHaveLength(2);
});

test('a row that nobody reports on comes back when its time is up, and counts one attempt more', async () => {
  await write('letter');
  expect(await claim({ forMs: HOUR })).toMatchObject([{ attempts: 1 }]);
  expect(await claim()).toEqual([]);
  await timePasses();
  expect(await claim()).toMatchObject([{ key: 'letter', attempts: 2 }]);
});

test('to one chat the urgent goes first, then what was written first, one at a time', async () => {
  await write('promotion', { urgency: 'promotion' });
  await write('first receipt');
  await write('second receipt');
  await write('code', { urgency: 'code' });
  const said: string[] = [];
  for (let rows = await claim(); rows.length > 0; rows = await claim()) {
    expect(rows).toHaveLength(1);
    said.push(...keys(rows));
    await markSent(house.app, rows[0]?.id ?? 0n);
  }
  expect(said).toEqual(['code', 'first receipt', 'second receipt', 'promotion']);
});

test('a letter that has to wait holds up its own chat and no other', async () => {
  await write('to seven', { chat: '7' });
  await retryLater(house.app, (await only()).id, HOUR, 'asked to wait', true);
  await write('to seven again', { chat: '7' });
  await write('to eight', { chat: '8' });
  const toEight = await only();
  expect(toEight.key).toBe('to eight');
  await markSent(house.app, toEight.id);
  await timePasses();
  expect(keys(await claim())).toEqual(['to seven']);
});

test('only a send that may have happened counts as an attempt', async () => {
  await write('letter');
  await retryLater(house.app, (await only()).id, AT_ONCE_MS, 'it never left', true);
  await retryLater(house.app, (await only()).id, AT_ONCE_MS, 'no answer', false);
  expect(await only()).toMatchObject({ attempts: 2 });
});

test('a letter that cannot be delivered is laid aside where it is seen, and its chat goes on', async () => {
  await write('impossible');
  await write('possible');
  await markUndeliverable(house.app, (await only()).id, 'chat not found');
  expect(keys(await claim())).toEqual(['possible']);
  expect(await house.waiting()).toContainEqual({ queue: 'outbox telegram', status: 'dead', rows: 1 });
  const [row] = await house.read(
    sql`select last_error, body is not null as kept from delivery.outbox where key = 'impossible'`,
  );
  expect(row).toEqual({ last_error: 'chat not found', kept: true });
});

test('what was said is not kept, but what came of it is', async () => {
  await write('letter');
  const { id } = await only();
  expect(await resultOf(house.app, 'letter')).toBeUndefined();
  await markSent(house.app, id, { message: 12 });
  expect(await resultOf(house.app, 'letter')).toEqual({ message: 12 });
  expect(await resultOf(house.app, 'never written')).toBeUndefined();
  const [row] = await house.read(sql`select body, status from delivery.outbox where key = 'letter'`);
  expect(row).toEqual({ body: null, status: 'done' });
});

test('a row that is done is not done again by a late report of failure', async () => {
  await write('letter');
  const { id } = await only();
  await markSent(house.app, id, { message: 12 });
  await retryLater(house.app, id, 0, 'a report from the grave', false).catch(() => undefined);
  await markUndeliverable(house.app, id, 'a report from the grave').catch(() => undefined);
  expect(await claim()).toEqual([]);
  expect(await resultOf(house.app, 'letter')).toEqual({ message: 12 });
});

test('what was done long ago is forgotten; what waits, was laid aside or is fresh is not', async () => {
  for (const key of ['old', 'fresh', 'dead', 'waiting']) {
    await write(key, { chat: key });
  }
  for (const row of await claim()) {
    if (row.key === 'dead') await markUndeliverable(house.app, row.id, 'no');
    else if (row.key !== 'waiting') await markSent(house.app, row.id);
  }
  await house.asSuperuser(
    `update delivery.outbox set done_at = now() - interval '3 hours', created_at = now() - interval '3 hours' where key <> 'fresh'`,
  );
  expect(await sweepDelivered(house.app, HOUR, 100)).toBe(1);
  const left = await house.read<{ key: string }>(sql`select key from delivery.outbox order by key`);
  expect(left.map((row) => row.key)).toEqual(['dead', 'fresh', 'waiting']);
});

test('a day’s worth is forgotten in parts, so that nobody waits for the broom', async () => {
  for (let n = 0; n < 5; n++) await write(`letter ${n}`, { chat: `${n}` });
  for (const row of await claim()) await markSent(house.app, row.id);
  await house.asSuperuser(`update delivery.outbox set done_at = now() - interval '3 hours'`);
  expect(await sweepDelivered(house.app, HOUR, 3)).toBe(3);
  expect(await sweepDelivered(house.app, HOUR, 3)).toBe(2);
  expect(await sweepDelivered(house.app, HOUR, 3)).toBe(0);
});
