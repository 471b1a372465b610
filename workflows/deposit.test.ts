import { afterAll, beforeAll, expect, test } from 'vitest';
import { signalNames } from '../contracts/workflows.ts';
import { money } from '../domain/money.ts';
import { query, sql } from '../prisma/tx.ts';
import { testTemporal } from '../sandbox/testing/fixtures.ts';
import { type Deposits, startDeposits } from './test-deposits.ts';

let deposits: Deposits;
beforeAll(async () => {
  deposits = await startDeposits(testTemporal());
});
afterAll(async () => {
  const faults = await deposits.faults();
  await deposits.stop();
  expect(faults).toEqual([]);
});

test('a paid invoice credits the player once and ends the workflow', async () => {
  const deposit = await deposits.open();
  await deposit.becomes('awaiting-payment');
  await deposit.pays();
  expect(await deposit.result()).toEqual({ status: 'credited', late: false });
  expect(await deposits.cashOf(deposit.player)).toBe(2_500n);
  expect(await deposit.order()).toMatchObject({ status: 'credited', late: false });
});

test('the same charge reported a hundred times, at once, credits once', async () => {
  const deposit = await deposits.open();
  await deposit.becomes('awaiting-payment');
  const news = await Promise.all(Array.from({ length: 100 }, () => deposit.pays('one-charge')));
  expect(news.filter(Boolean)).toHaveLength(1);
  expect(await deposit.result()).toMatchObject({ status: 'credited' });
  expect(await deposits.cashOf(deposit.player)).toBe(2_500n);
});

test('a payment that comes after the invoice expired is credited, and says that it was late', async () => {
  const deposit = await deposits.open({ expiresInMs: 300 });
  await deposit.becomes('expired');
  await deposit.pays();
  expect(await deposit.result()).toEqual({ status: 'credited', late: true });
  expect(await deposits.cashOf(deposit.player)).toBe(2_500n);
});

test('an invoice nobody pays ends as expired, and says so in its message once', async () => {
  const deposit = await deposits.open({ expiresInMs: 300, lateWindowMs: 200 });
  expect(await deposit.result()).toEqual({ status: 'expired' });
  expect(await deposits.cashOf(deposit.player)).toBe(0n);
  const keys = (await deposits.letters(deposit.orderId)).map(({ key }) => key.split(':').at(-1));
  expect(keys).toEqual(['open', 'expired']);
});

test('a payment that comes when even the late window is over is still credited', async () => {
  const deposit = await deposits.open({ expiresInMs: 200, lateWindowMs: 100 });
  expect(await deposit.result()).toEqual({ status: 'expired' });
  await deposit.pays();
  await deposit.becomes('credited');
  expect(await deposits.cashOf(deposit.player)).toBe(2_500n);
});

test('a second charge for a paid order is owed, not credited', async () => {
  const deposit = await deposits.open();
  await deposit.becomes('awaiting-payment');
  await deposit.pays('first');
  await deposit.becomes('credited');
  await deposit.pays('second');
  await deposit.shows('Stage', 'owed');
  expect(await deposits.cashOf(deposit.player)).toBe(2_500n);
  expect((await deposits.letters(deposit.orderId)).map(({ key }) => key.split(':').slice(2).join(':'))).toEqual([
    'open',
    'settled:first',
    'settled:second',
  ]);
});

test('less than the rail takes is owed, and the order stays open for the right payment', async () => {
  const deposit = await deposits.open();
  await deposit.becomes('awaiting-payment');
  await deposit.pays('too-little', { minor: 400n });
  await deposit.pays('as-asked');
  expect(await deposit.result()).toMatchObject({ status: 'credited' });
  expect(await deposits.cashOf(deposit.player)).toBe(2_500n);
});

test('a stranger who pays the order credits nobody', async () => {
  const deposit = await deposits.open({ expiresInMs: 1_000, lateWindowMs: 100 });
  await deposit.becomes('awaiting-payment');
  await deposit.pays('from-a-stranger', { payer: '99' });
  expect(await deposit.result()).toEqual({ status: 'owed', reason: 'paid-by-another' });
  const begun = sql`select state from payments.refund where order_id = ${deposit.orderId}`;
  expect(await query(deposits.pool, begun)).toHaveLength(1); // it goes back to whoever paid
  expect(await deposits.cashOf(deposit.player)).toBe(0n);
});

test('while the provider is down the workflow says so and goes on trying, and the invoice is opened when it is back', async () => {
  deposits.invoices.outage = true;
  const deposit = await deposits.open({ patienceMs: 300 });
  await deposit.shows('Attention', 'retrying');
  deposits.invoices.outage = false;
  await deposit.becomes('awaiting-payment');
  await deposit.shows('Attention', undefined);
  await deposit.pays();
  expect(await deposit.result()).toMatchObject({ status: 'credited' });
});

test('late money that nobody knows the rate of waits and says so, and is credited when somebody does', async () => {
  await deposits.takesRate('0.9');
  const deposit = await deposits.open({ patienceMs: 300, expiresInMs: 1_500 }, money('USD', 10_000n));
  await deposit.becomes('expired');
  await deposits.forgetsRates();
  await deposit.pays();
  const described = await deposit.shows('Attention', 'no-rate');
  expect(described.status.name).toBe('RUNNING');
  expect(await deposits.cashOf(deposit.player)).toBe(0n);
  await deposits.takesRate('0.8');
  expect(await deposit.result()).toEqual({ status: 'credited', late: true });
  expect(await deposits.cashOf(deposit.player)).toBe(8_000n);
  await deposit.shows('Attention', undefined);
});

test('an order expires although its invoice could never be opened', async () => {
  deposits.invoices.outage = true;
  const deposit = await deposits.open({ patienceMs: 100, expiresInMs: 600, lateWindowMs: 100 });
  expect(await deposit.result()).toEqual({ status: 'expired' });
  deposits.invoices.outage = false;
  expect(await deposit.order()).toMatchObject({ status: 'expired', invoiceLink: undefined });
  await deposit.shows('Attention', undefined);
});

test('payments that come while no worker runs are credited when one is back', async () => {
  const deposit = await deposits.open();
  await deposit.becomes('awaiting-payment');
  await deposits.stopWorker();
  await deposit.pays();
  await deposits.restartWorker();
  expect(await deposit.result()).toMatchObject({ status: 'credited' });
});

test('the Web UI reads a story: what is waited for, until when, and in encrypted payloads', async () => {
  const deposit = await deposits.open();
  const described = await deposit.shows('Stage', 'awaiting-payment');
  expect(described.typedSearchAttributes.get({ name: 'Rail', type: 'KEYWORD' })).toBe('telegram-invoice');
  expect(described.typedSearchAttributes.get({ name: 'PlayerId', type: 'KEYWORD' })).toBe(deposit.player.id);
  expect(await described.staticSummary()).toBe('Deposit of 25.00 EUR by telegram-invoice');
  const history = JSON.stringify((await deposit.handle.fetchHistory()).events);
  expect(history).not.toContain(Buffer.from(deposit.orderId).toString('base64').slice(0, 40));
  await deposit.pays();
  await deposit.result();
});

test('whatever a person sends by hand as a payment, the real one is credited', async () => {
  const [deposit, other] = await Promise.all([deposits.open(), deposits.open()]);
  await deposit.becomes('awaiting-payment');
  await other.pays('of-another-order');
  await other.becomes('credited');
  const slips = [undefined, null, 'nonsense', {}, { provider: 'telegram' }];
  const strays = [
    { provider: 'telegram', chargeId: 'nobody recorded this' },
    { provider: 'telegram', chargeId: 'of-another-order' },
  ];
  for (const slip of [...slips, ...strays]) await deposit.handle.signal(signalNames.paymentSeen, slip);
  await deposit.pays();
  expect(await deposit.result()).toEqual({ status: 'credited', late: false });
  expect(await deposit.order()).toMatchObject({ status: 'credited' });
});
