import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ShowAttention } from '../contracts/outbox.ts';
import { sql } from '../prisma/tx.ts';
import { testTemporal } from '../sandbox/testing/fixtures.ts';
import {
  APPROVE_ABOVE,
  type OpenWithdrawal,
  startWithdrawals,
  timesOutAfterDoingIt,
  type Withdrawals,
} from './test-withdrawals.ts';

let withdrawals: Withdrawals;
beforeAll(async () => {
  withdrawals = await startWithdrawals(testTemporal(), { staffChat: { bot: '1', chat: '-100', againMs: 200 } });
});
afterEach(() => withdrawals.provider.wellBehaved());
afterAll(async () => {
  const faults = await withdrawals.faults();
  await withdrawals.stop();
  expect(faults).toEqual([]);
});

/** What stands in the queue of the staff about it, and what became of it. */
const callsFor = (w: OpenWithdrawal) =>
  withdrawals.house.read<{
    id: string;
    attention: string;
    isOpen: boolean;
    ended_by: string | null;
    ended_how: string | null;
  }>(sql`
    select id, attention, ended_at is null as "isOpen", ended_by, ended_how from payments.attention
    where subject = ${w.handle.workflowId} order by since`);
/** The letters to the staff's chat about it. */
const letters = (call: string) =>
  withdrawals.house.read<{ key: string; body: ShowAttention }>(sql`
    select key, body from delivery.outbox where key like ${`attention:${call}:%`} order by id`);
const until = async (look: () => Promise<boolean>): Promise<void> => {
  while (!(await look())) await new Promise((resolve) => setTimeout(resolve, 15));
};
const away = async () => Promise.reject(new Error('the provider is away'));
const PAID = { outcome: 'paid', evidence: 'provider-dashboard' } as const;

test('who is parked stands in the queue, the chat is told once and then again, and all of it says when it is over', async () => {
  withdrawals.provider.will.send = [timesOutAfterDoingIt];
  withdrawals.provider.will.look = away;
  const w = await withdrawals.open();
  await w.confirms();
  await w.shows('Attention', 'unknown-outcome');
  await until(async () => (await callsFor(w)).length > 0);
  const [call] = await callsFor(w);
  expect(call).toMatchObject({ attention: 'unknown-outcome', isOpen: true });
  const id = call?.id ?? '';
  await until(async () => (await letters(id)).length >= 2);
  await w.isTold('resolve', await w.pass('withdrawal.resolve', PAID));
  expect(await w.result()).toEqual({ status: 'paid' });
  expect(await callsFor(w)).toMatchObject([
    { isOpen: false, ended_by: withdrawals.staff.ops, ended_how: 'withdrawal.resolve' },
  ]);
  const sent = await letters(id);
  const told = sent.filter(({ body }) => body.sentAs === null);
  expect(told.map(({ key }) => key)).toEqual(told.map((_, nth) => `attention:${id}:${nth}`));
  expect(sent.filter(({ body }) => body.sentAs !== null).map(({ body }) => body.sentAs)).toEqual(
    told.map(({ key }) => key),
  );
  // Ids alone: what is in them is read when it is drawn.
  expect(Object.keys(told[0]?.body ?? {}).sort()).toEqual(['attentionId', 'bot', 'chat', 'nth', 'sentAs', 'show']);
});

test('who waits for approval stands in the queue until two have approved, and it says who was the second', async () => {
  const minor = APPROVE_ABOVE + 1n;
  const w = await withdrawals.open({ minor, cash: minor + 10_000n });
  await w.confirms();
  await until(async () => (await callsFor(w)).length > 0);
  for (const who of ['lena', 'ines'] as const) {
    expect(await callsFor(w)).toMatchObject([{ attention: 'waiting-approval', isOpen: true }]);
    await w.isTold(
      'approve',
      await w.pass('withdrawal.approve', { reason: 'known-player' }, withdrawals.staff[who], 'compliance'),
    );
  }
  expect(await w.result()).toEqual({ status: 'paid' });
  expect(await callsFor(w)).toMatchObject([{ ended_by: withdrawals.staff.ines, ended_how: 'withdrawal.approve' }]);
});

test('while its rail is paused nothing is sent, whoever presses, and it goes on by itself when the rail does', async () => {
  await withdrawals.pauses(true);
  const w = await withdrawals.open().catch((error: Error) => error.message);
  expect(w).toContain('blocked'); // a new one is not even asked for
  await withdrawals.pauses(false);

  const before = await withdrawals.open();
  await before.shows('Stage', 'awaiting-code');
  await withdrawals.pauses(true);
  await before.confirms();
  await before.shows('Attention', 'rail-paused');
  expect(await before.details()).toContain('goes on by itself');
  await until(async () => (await callsFor(before)).length === 1);
  await before.isTold('retry', await before.pass('withdrawal.retry', { reason: 'try-once-more' }));
  await until(async () => (await callsFor(before)).length === 2);
  expect(withdrawals.provider.sendingsOf(await before.part())).toBe(0);
  expect(await withdrawals.pauses(false)).toBe(true);
  expect(await before.result()).toEqual({ status: 'paid' });
  expect(withdrawals.provider.sendingsOf(await before.part())).toBe(1);
  const calls = await callsFor(before);
  expect(calls).toMatchObject([
    { attention: 'rail-paused', isOpen: false, ended_how: 'withdrawal.retry' },
    { attention: 'rail-paused', isOpen: false, ended_by: null },
  ]);
  for (const { id } of calls) expect(await letters(id)).toEqual([]); // whoever paused it knows
});

test('one that waits for a paused rail can be given up, and its money is free again', async () => {
  const w = await withdrawals.open();
  await w.shows('Stage', 'awaiting-code');
  await withdrawals.pauses(true);
  await w.confirms();
  await w.shows('Attention', 'rail-paused');
  await w.isTold('abort', await w.pass('withdrawal.abort', { reason: 'player-asked' }));
  expect(await w.result()).toEqual({ status: 'refused' });
  expect([await w.cash(), await w.held()]).toEqual([3_500n, 0]);
  await withdrawals.pauses(false);
});
