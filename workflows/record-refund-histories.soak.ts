/**
 * Writes the histories of refunds that workflows/replay.test.ts replays: `npm run soak -- record-refund-histories`. Run it when the
 * workflow gains an ending; histories already committed stay, because workflows that began under them are still running somewhere.
 */
import { writeFile } from 'node:fs/promises';
import proto from '@temporalio/proto';
import { afterAll, afterEach, beforeAll, test } from 'vitest';
import { testTemporal } from '../sandbox/testing/fixtures.ts';
import { type OpenRefund, type Refunds, startRefunds } from './test-refunds.ts';
import { neverGetsThere, refuses, takesItAndPends, timesOutAfterDoingIt } from './test-withdrawals.ts';

let refunds: Refunds;
let byHand: Refunds;
beforeAll(async () => {
  refunds = await startRefunds(testTemporal());
  byHand = await startRefunds(testTemporal(), { canSend: false });
});
afterEach(() => refunds.provider.wellBehaved());
afterAll(() => Promise.all([refunds.stop(), byHand.stop()]));

const record = async (ending: string, r: OpenRefund): Promise<void> => {
  await r.result();
  const history = proto.temporal.api.history.v1.History.encode(await r.handle.fetchHistory()).finish();
  await writeFile(new URL(`./histories/refund-1-${ending}.pb`, import.meta.url), history);
};
const away = async () => Promise.reject(new Error('the provider is away'));
const PAID = { outcome: 'paid', evidence: 'provider-dashboard' } as const;

test('refund-paid', async () => {
  await record('paid', await refunds.owes());
});

test('refund-lost-answer-then-paid', async () => {
  refunds.provider.will.send = [timesOutAfterDoingIt];
  await record('lost-answer-then-paid', await refunds.owes());
});

test('refund-pending-then-paid', async () => {
  refunds.provider.will.send = [takesItAndPends];
  await record('pending-then-paid', await refunds.owes());
});

test('refund-unknown-retried-resolved', async () => {
  refunds.provider.will.send = [timesOutAfterDoingIt];
  refunds.provider.will.look = away;
  const r = await refunds.owes();
  await r.shows('Attention', 'unknown-outcome');
  await r.isTold('retry', await r.pass('refund.retry', { reason: 'try-once-more' }));
  await r.shows('Attention', undefined);
  await r.shows('Attention', 'unknown-outcome');
  await r.isTold('resolve', await r.pass('refund.resolve', PAID));
  await record('unknown-retried-resolved', r);
});

test('refund-not-accepted-then-resolved', async () => {
  refunds.provider.will.send = [neverGetsThere];
  const r = await refunds.owes();
  await r.shows('Attention', 'not-accepted');
  await r.isTold('resolve', await r.pass('refund.resolve', PAID));
  await record('not-accepted-then-resolved', r);
});

test('refund-refused-then-by-hand', async () => {
  refunds.provider.will.send = [refuses];
  const r = await refunds.owes();
  await r.shows('Attention', 'refund-by-hand');
  await r.isTold('resolve', await r.pass('refund.resolve', PAID));
  await record('refused-then-by-hand', r);
});

test('refund-refused-then-went-back', async () => {
  refunds.provider.will.send = [refuses];
  const r = await refunds.owes();
  await r.shows('Attention', 'refund-by-hand');
  await r.wentBack();
  await record('refused-then-went-back', r);
});

test('refund-rail-off-then-by-hand', async () => {
  const r = await byHand.owes();
  await r.shows('Attention', 'refund-by-hand');
  await r.isTold('resolve', await r.pass('refund.resolve', PAID));
  await record('rail-off-then-by-hand', r);
});
