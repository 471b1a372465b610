/**
 * Writes the histories of withdrawals that workflows/replay.test.ts replays: `npm run soak -- record-withdrawal-histories`. Run it
 * when the workflow gains an ending; histories already committed stay, because workflows that began under them are still running
 * somewhere: each form of the workflow has a number of its own. In the second one the staff are called.
 */
import { writeFile } from 'node:fs/promises';
import proto from '@temporalio/proto';
import { afterAll, afterEach, beforeAll, test } from 'vitest';
import { testTemporal } from '../sandbox/testing/fixtures.ts';
import {
  APPROVE_ABOVE,
  neverGetsThere,
  type OpenWithdrawal,
  refuses,
  startWithdrawals,
  takesItAndPends,
  timesOutAfterDoingIt,
  type Withdrawals,
} from './test-withdrawals.ts';

let withdrawals: Withdrawals;
beforeAll(async () => {
  withdrawals = await startWithdrawals(testTemporal(), { staffChat: { bot: '1', chat: '-100', againMs: 200 } });
});
afterEach(() => withdrawals.provider.wellBehaved());
afterAll(() => withdrawals.stop());

const record = async (ending: string, w: OpenWithdrawal): Promise<void> => {
  await w.result();
  const history = proto.temporal.api.history.v1.History.encode(await w.handle.fetchHistory()).finish();
  await writeFile(new URL(`./histories/withdrawal-2-${ending}.pb`, import.meta.url), history);
};
const confirmed = async (wish: Parameters<Withdrawals['open']>[0] = {}): Promise<OpenWithdrawal> => {
  const w = await withdrawals.open(wish);
  await w.shows('Stage', 'awaiting-code');
  await w.confirms();
  return w;
};
const away = async () => Promise.reject(new Error('the provider is away'));

test('withdrawal-paid', async () => {
  await record('paid', await confirmed());
});

test('withdrawal-cancelled', async () => {
  const w = await withdrawals.open();
  await w.shows('Stage', 'awaiting-code');
  await w.denies();
  await record('cancelled', w);
});

test('withdrawal-rail-paused-then-paid', async () => {
  const w = await withdrawals.open();
  await w.shows('Stage', 'awaiting-code');
  await withdrawals.pauses(true);
  await w.confirms();
  await w.shows('Attention', 'rail-paused');
  await withdrawals.pauses(false);
  await record('rail-paused-then-paid', w);
});

test('withdrawal-refused', async () => {
  withdrawals.provider.will.send = [refuses];
  await record('refused', await confirmed());
});

test('withdrawal-lost-answer-then-paid', async () => {
  withdrawals.provider.will.send = [timesOutAfterDoingIt];
  await record('lost-answer-then-paid', await confirmed());
});

test('withdrawal-pending-then-paid-in-part', async () => {
  withdrawals.provider.will.parts = 3n;
  withdrawals.provider.will.send = [refuses, neverGetsThere, takesItAndPends];
  await record('pending-then-paid-in-part', await confirmed({ minor: 3_000n }));
});

test('withdrawal-unknown-retried-resolved', async () => {
  withdrawals.provider.will.send = [timesOutAfterDoingIt];
  withdrawals.provider.will.look = away;
  const w = await confirmed();
  await w.shows('Attention', 'unknown-outcome');
  await w.isTold('retry', await w.pass('withdrawal.retry', { reason: 'try-once-more' }));
  await w.shows('Attention', undefined);
  await w.shows('Attention', 'unknown-outcome');
  await w.isTold('resolve', await w.pass('withdrawal.resolve', { outcome: 'paid', evidence: 'provider-dashboard' }));
  await record('unknown-retried-resolved', w);
});

test('withdrawal-not-accepted-then-aborted', async () => {
  withdrawals.provider.will.send = [neverGetsThere];
  const w = await confirmed();
  await w.shows('Attention', 'not-accepted');
  await w.isTold('abort', await w.pass('withdrawal.abort', { reason: 'rail-in-trouble' }));
  await record('not-accepted-then-aborted', w);
});

const waiting = async (): Promise<OpenWithdrawal> => {
  const w = await confirmed({ minor: APPROVE_ABOVE + 1n, cash: 200_000n });
  await w.shows('Attention', 'waiting-approval');
  return w;
};
const approval = (w: OpenWithdrawal, by: 'lena' | 'ines') =>
  w.pass('withdrawal.approve', { reason: 'known-player' }, withdrawals.staff[by], 'compliance');

test('withdrawal-approved-by-two', async () => {
  const w = await waiting();
  await w.isTold('approve', await approval(w, 'lena'));
  await w.isTold('approve', await approval(w, 'lena')); // refused: the same person
  await w.isTold('approve', await approval(w, 'ines'));
  await record('approved-by-two', w);
});

test('withdrawal-declined', async () => {
  const w = await waiting();
  await w.isTold(
    'decline',
    await w.pass('withdrawal.decline', { reason: 'suspected-fraud' }, withdrawals.staff.ines, 'compliance'),
  );
  await record('declined', w);
});

test('withdrawal-expired', async () => {
  const w = await withdrawals.open();
  await w.shows('Stage', 'awaiting-code');
  await withdrawals.runsOut(w);
  await withdrawals.sweepsCodes();
  await record('expired', w);
});

test('withdrawal-unknown-resolved-refused', async () => {
  withdrawals.provider.will.send = [neverGetsThere];
  withdrawals.provider.will.look = away;
  const w = await confirmed();
  await w.shows('Attention', 'unknown-outcome');
  await w.isTold('resolve', await w.pass('withdrawal.resolve', { outcome: 'refused', evidence: 'provider-support' }));
  await record('unknown-resolved-refused', w);
});
