/**
 * Writes the histories that workflows/replay.test.ts replays: `npm run soak -- record-histories`. Run it when a workflow
 * gains an ending; histories already committed stay, because workflows that began under them are still running somewhere.
 */
import { writeFile } from 'node:fs/promises';
import proto from '@temporalio/proto';
import { afterAll, beforeAll, test } from 'vitest';
import { money } from '../domain/money.ts';
import { testTemporal } from '../sandbox/testing/fixtures.ts';
import { type Deposits, type OpenDeposit, startDeposits } from './test-deposits.ts';

let deposits: Deposits;
beforeAll(async () => {
  deposits = await startDeposits(testTemporal());
});
afterAll(() => deposits.stop());

/** The form that is started today (contracts/workflows.ts). Histories of earlier forms are never written again. */
const FORM = 2;

const record = async (ending: string, deposit: OpenDeposit): Promise<void> => {
  await deposit.result();
  const history = proto.temporal.api.history.v1.History.encode(await deposit.handle.fetchHistory()).finish();
  await writeFile(new URL(`./histories/deposit-${FORM}-${ending}.pb`, import.meta.url), history);
};

test('deposit-credited', async () => {
  const deposit = await deposits.open();
  await deposit.becomes('awaiting-payment');
  await deposit.pays();
  await record('credited', deposit);
});

test('deposit-late', async () => {
  const deposit = await deposits.open({ expiresInMs: 300 });
  await deposit.becomes('expired');
  await deposit.pays();
  await record('late', deposit);
});

test('deposit-expired', async () => {
  await record('expired', await deposits.open({ expiresInMs: 300, lateWindowMs: 200 }));
});

test('deposit-owed', async () => {
  const deposit = await deposits.open({ expiresInMs: 1_000, lateWindowMs: 100 });
  await deposit.becomes('awaiting-payment');
  await deposit.pays('from-a-stranger', { payer: '99' });
  await record('owed', deposit);
});

test('deposit-amount-differs-then-credited', async () => {
  const deposit = await deposits.open();
  await deposit.becomes('awaiting-payment');
  await deposit.pays('too-little', { minor: 400n });
  await deposit.shows('Stage', 'awaiting-payment');
  await deposit.pays('as-asked');
  await record('amount-differs-then-credited', deposit);
});

test('deposit-provider-down-then-credited', async () => {
  deposits.invoices.outage = true;
  const deposit = await deposits.open({ patienceMs: 300 });
  await deposit.shows('Attention', 'retrying');
  deposits.invoices.outage = false;
  await deposit.becomes('awaiting-payment');
  await deposit.pays();
  await record('provider-down-then-credited', deposit);
});

test('deposit-expired-before-its-invoice', async () => {
  deposits.invoices.outage = true;
  const deposit = await deposits.open({ patienceMs: 100, expiresInMs: 600, lateWindowMs: 100 });
  await record('expired-before-its-invoice', deposit);
  deposits.invoices.outage = false;
});

test('deposit-closed', async () => {
  const deposit = await deposits.open({ expiresInMs: 2_000, lateWindowMs: 100 });
  await deposit.becomes('awaiting-payment');
  await deposit.isTold(await deposit.passToClose());
  await record('closed', deposit);
});

test('deposit-closed-then-late', async () => {
  const deposit = await deposits.open();
  await deposit.becomes('awaiting-payment');
  await deposit.isTold({ pass: 'pass_AAAAAAAAAAAAAAAAAAAAAA', reason: 'player-asked' }); // refused
  await deposit.isTold(await deposit.passToClose());
  await deposit.pays();
  await record('closed-then-late', deposit);
});

test('deposit-no-rate-then-late', async () => {
  await deposits.takesRate('0.9');
  const deposit = await deposits.open({ patienceMs: 300, expiresInMs: 1_500 }, money('USD', 10_000n));
  await deposit.becomes('expired');
  await deposits.forgetsRates();
  await deposit.pays();
  await deposit.shows('Attention', 'no-rate');
  await deposits.takesRate('0.8');
  await record('no-rate-then-late', deposit);
});
