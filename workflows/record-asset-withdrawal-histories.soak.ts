/**
 * Writes the histories of withdrawals that arrive in another asset, which workflows/replay.test.ts replays: `npm run soak --
 * record-asset-withdrawal-histories`. Run it when the workflow gains an ending there; histories already committed stay, because
 * workflows that began under them are still running somewhere: each form of the workflow has a number of its own.
 */
import { writeFile } from 'node:fs/promises';
import proto from '@temporalio/proto';
import { afterAll, afterEach, beforeAll, test } from 'vitest';
import { testTemporal } from '../sandbox/testing/fixtures.ts';
import {
  type OpenWithdrawal,
  refuses,
  startWithdrawals,
  takesItAndPends,
  type Withdrawals,
} from './test-withdrawals.ts';

let withdrawals: Withdrawals;
beforeAll(async () => {
  withdrawals = await startWithdrawals(testTemporal(), { staffChat: { bot: '1', chat: '-100', againMs: 200 } });
  await withdrawals.topsUp(10_000_000_000n);
});
afterEach(() => withdrawals.chain.wellBehaved());
afterAll(() => withdrawals.stop());

const record = async (ending: string, w: OpenWithdrawal): Promise<void> => {
  await w.result();
  const history = proto.temporal.api.history.v1.History.encode(await w.handle.fetchHistory()).finish();
  await writeFile(new URL(`./histories/asset-withdrawal-1-${ending}.pb`, import.meta.url), history);
};
const rate = (text: string, goodForMs?: number) => withdrawals.house.rates('TON', text, { goodForMs });
/** Confirmed when the rate is this, and for so long. */
const confirmed = async (at: string, goodForMs?: number): Promise<OpenWithdrawal> => {
  await rate('4.95');
  const w = await withdrawals.open({ rail: 'ton' });
  await w.shows('Stage', 'awaiting-code');
  await rate(at, goodForMs);
  await w.confirms();
  return w;
};

test('asset-withdrawal-pending-then-paid', async () => {
  withdrawals.chain.will.send = [takesItAndPends];
  await record('pending-then-paid', await confirmed('5.00'));
});

test('asset-withdrawal-refused', async () => {
  withdrawals.chain.will.send = [refuses];
  await record('refused', await confirmed('5.00'));
});

test('asset-withdrawal-rate-moved', async () => {
  await record('rate-moved', await confirmed('5.10'));
});

test('asset-withdrawal-no-rate-then-paid', async () => {
  const w = await confirmed('4.95', 1);
  await w.shows('Attention', 'no-rate');
  await rate('4.95');
  await record('no-rate-then-paid', w);
});

test('asset-withdrawal-rail-short-then-aborted', async () => {
  const left = -(await withdrawals.positions()).chain;
  await withdrawals.topsUp(BigInt(-left));
  const w = await confirmed('4.95');
  await w.shows('Attention', 'rail-short');
  await w.isTold('abort', await w.pass('withdrawal.abort', { reason: 'rail-in-trouble' }));
  await record('rail-short-then-aborted', w);
});
