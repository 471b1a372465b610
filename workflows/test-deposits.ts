import { randomUUID } from 'node:crypto';
import type { Client, WorkflowHandle } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { DefaultLogger, makeTelemetryFilterString, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createActivities } from '../activities/activities.ts';
import { depositWorkflowId, type OrderId, type StaffId } from '../contracts/ids.ts';
import type { Decision } from '../contracts/staff-actions.ts';
import type { DepositResult } from '../contracts/workflows.ts';
import { type ExchangeRate, parseRate } from '../domain/exchange-rates.ts';
import { FREE } from '../domain/fees.ts';
import { type Money, money } from '../domain/money.ts';
import { outboxWorkflows } from '../loops/outbox-workflows.ts';
import { createPool } from '../prisma/pool.ts';
import { runScript } from '../prisma/test-databases.ts';
import { createTransaction, query, sql } from '../prisma/tx.ts';
import type { DepositRail } from '../rails/deposit-rail.ts';
import { noDepositRails, noPayoutRails, noRefundRails } from '../rails/test-rails.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import type { Player } from '../records/identity/player-for.ts';
import { findFaults } from '../records/ledger/faults.ts';
import { cashOf } from '../records/ledger/reads.ts';
import { createSettle } from '../records/payments/charges.ts';
import { keepRate } from '../records/payments/rates.ts';
import { type OrderView, readOrder } from '../records/payments/reads.ts';
import { employ } from '../records/test-house.ts';
import { createLogger } from '../runtime/logger.ts';
import { startLoop } from '../runtime/loop.ts';
import { createDataConverter } from '../runtime/payloads/data-converter.ts';
import { loadTexts } from '../runtime/texts.ts';
import { createWorkflowClient } from '../runtime/workflow-client.ts';
import { type TestTemporal, testDatabase, testWorkflows } from '../sandbox/testing/fixtures.ts';
import { admitPlayer } from '../use-cases/admit-player.ts';
import { issuePass } from '../use-cases/issue-pass.ts';
import { openDeposit } from '../use-cases/open-deposit.ts';
import { usualWithdrawalPatience } from '../use-cases/patience.ts';
import { recordPayment } from '../use-cases/record-payment.ts';
import { unbound } from '../use-cases/test-protection.ts';
import { openSeams } from '../use-cases/withdrawal-seams.ts';
import { noKyc } from './test-kyc-deps.ts';
import { noWagers } from './test-wager-deps.ts';

/** Deposits on the real database and the real Temporal, with a rail that a test can break and durations of its choosing. */
export type Deposits = Awaited<ReturnType<typeof startDeposits>>;

export type Durations = { readonly expiresInMs: number; readonly lateWindowMs: number; readonly patienceMs: number };

/** The key of every test and of the committed histories: it protects nothing. */
export const KEYS = [{ id: 'test', key: Buffer.alloc(32, 7) }];
const quiet = createLogger('test', 'error');

let installed = false;

/** Before the first worker of a process. */
export function hush(): void {
  const quietCore = { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } };
  if (!installed)
    Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: quietCore, shutdownSignals: [] });
  installed = true;
}

export async function startDeposits(temporal: TestTemporal) {
  hush();
  const database = await testDatabase();
  const pool = createPool(database.appUrl, { max: 20, name: 'test' });
  const lettersOf = (order: OrderId) =>
    query<{ key: string }>(
      pool,
      sql`select key from delivery.outbox where kind = 'telegram' and key like ${`order:${order}:%`} order by id`,
    );
  const transaction = createTransaction(pool);
  await transaction((tx) => employ(tx, { subject: 'ines.prado', name: 'Ines Prado', roles: ['ops'] }, STAFF));
  const client = createWorkflowClient({ ...temporal, keys: KEYS });
  const connection = await NativeConnection.connect({ address: temporal.address });
  const invoices = { outage: false, opened: 0 };

  let pokeOutbox = (): void => undefined;
  const enqueue = createEnqueue(() => pokeOutbox());
  const rail: DepositRail = {
    id: 'telegram-invoice',
    terms: {
      assets: { EUR: { least: 500n, most: 500_000n, fee: FREE }, USD: { least: 500n, most: 500_000n, fee: FREE } },
      validForMs: 60_000,
    },
    open: async () => {
      if (invoices.outage) throw new Error('the provider does not answer');
      invoices.opened += 1;
      return { link: `https://t.me/$${randomUUID()}` };
    },
    readEvent: () => undefined,
  };

  const activities = createActivities({
    ...noKyc({ transaction, query: (statement) => query(pool, statement), enqueue }),
    ...noWagers({ transaction, enqueue }),
    transaction,
    query: (statement) => query(pool, statement),
    rails: { ...noDepositRails, 'telegram-invoice': rail },
    refundRails: noRefundRails,
    sendingWaits: usualWithdrawalPatience,
    payoutRails: noPayoutRails,
    seams: openSeams,
    rules: { approveAbove: {}, unprovenAbove: {} },
    enqueue,
    settle: createSettle(pool),
    texts: loadTexts(),
    hint: () => undefined,
    protection: unbound,
    now: Date.now,
  });
  const startWorker = async () => {
    const worker = await Worker.create({
      connection,
      namespace: temporal.namespace,
      taskQueue: temporal.taskQueue,
      workflowBundle: testWorkflows(),
      dataConverter: createDataConverter(KEYS),
      activities,
      stickyQueueScheduleToStartTimeout: '2s',
      shutdownForceTime: '1s',
    });
    const running = worker.run();
    return async () => {
      worker.shutdown();
      await running;
    };
  };
  let stopWorker = await startWorker();
  const startOutbox = () =>
    startLoop(
      { name: 'outbox', everyMs: 20, log: quiet },
      outboxWorkflows({
        pool,
        client,
        queue: { taskQueue: temporal.taskQueue, taskTimeoutMs: 2_000 },
        log: quiet,
        held: async () => true,
        backoffMs: () => 50,
      }),
    );
  let loop = startOutbox();
  pokeOutbox = () => loop.poke();

  const open = async (
    durations: Partial<Durations> = {},
    amount: Money = money('EUR', 2_500n),
  ): Promise<OpenDeposit> => {
    const { expiresInMs, lateWindowMs, patienceMs } = {
      expiresInMs: 60_000,
      lateWindowMs: 60_000,
      patienceMs: 2_000,
      ...durations,
    };
    const terms = { ...rail.terms, validForMs: expiresInMs };
    const deps = {
      transaction,
      enqueue,
      hint: () => undefined,
      patience: { lateWindowMs, patienceMs },
      protection: unbound,
      now: Date.now,
    };
    const telegramId = String(Math.floor(Math.random() * 1e12));
    const player = await admitPlayer(deps)({ id: telegramId, language: 'en' });
    const shownIn = { bot: '1', chat: telegramId, message: 1n };
    const opened = await openDeposit({
      ...deps,
      rails: { ...noDepositRails, 'telegram-invoice': { ...rail, terms } },
    })(player.id, {
      rail: 'telegram-invoice',
      amount,
      shownIn,
    });
    if ('reason' in opened) throw new Error(`refused: ${opened.reason}`);
    const record = recordPayment(deps);
    return openDepositOf({
      client,
      orderId: opened.orderId,
      player,
      telegramId,
      amount,
      record,
      read: () => transaction((tx) => readOrder(tx, opened.orderId)),
      issue: issuePass({ transaction, now: Date.now }),
      letters: () => lettersOf(opened.orderId),
    });
  };

  return {
    client,
    pool,
    invoices,
    open,
    cashOf: async (player: Player) => (await transaction((tx) => cashOf(tx, player.id)))[0]?.minor,
    faults: () => findFaults(pool),
    letters: lettersOf,
    /** What a dollar is worth from now on, and that nobody knows any more what it was. */
    takesRate: (text: string) =>
      keepRate({ query: (statement) => query(pool, statement) }, { base: 'USD', quote: 'EUR' }, rateNow(text)),
    forgetsRates: () => runScript(database.superuserUrl, 'delete from payments.rate'),
    asSuperuser: (script: string) => runScript(database.superuserUrl, script),
    /** What is written down for workflows stays where it is. */
    stopOutbox: () => loop.stop(),
    restartOutbox: () => {
      loop = startOutbox();
    },
    stopWorker: () => stopWorker(),
    restartWorker: async () => {
      stopWorker = await startWorker();
    },
    async stop() {
      await loop.stop();
      await stopWorker().catch(() => undefined);
      await client.connection.close();
      await connection.close();
      await pool.end();
      await database.drop();
    },
  };
}

/** As two sources say this very moment. */
const rateNow = (text: string) => ({
  rate: parseRate(text) as ExchangeRate,
  takenAt: new Date(),
  goodUntil: new Date(Date.now() + 600_000),
  sources: ['one', 'other'],
});

type Parts = {
  client: Client;
  orderId: OrderId;
  player: Player;
  telegramId: string;
  amount: Money;
  record: ReturnType<typeof recordPayment>;
  read: () => Promise<OrderView | undefined>;
  issue: ReturnType<typeof issuePass>;
  letters: () => Promise<{ key: string }[]>;
};

/** The one who decides in every test. */
export const STAFF = '01960000-0000-7000-8000-00000000000a' as StaffId;

export type OpenDeposit = ReturnType<typeof openDepositOf>;

function openDepositOf({ client, orderId, player, telegramId, amount, record, read, issue, letters }: Parts) {
  const handle: WorkflowHandle = client.workflow.getHandle(depositWorkflowId(orderId));
  return {
    orderId,
    player,
    handle,
    order: read,
    /** The provider reports a payment; the same charge however often it is called with the same id. */
    pays: (charge: string = randomUUID(), paid: { minor?: bigint; payer?: string } = {}) =>
      record({
        kind: 'paid',
        provider: 'telegram',
        chargeId: charge,
        orderId,
        payer: paid.payer ?? telegramId,
        asset: amount.asset,
        minor: paid.minor ?? amount.minor,
        providerRef: null,
      }),
    /** A pass to close it, as the staff desk hands it out: what is to be pasted. */
    async passToClose(reason: Decision<'deposit.close'>['reason'] = 'player-asked'): Promise<Record<string, unknown>> {
      const decided = { action: 'deposit.close', workflowId: handle.workflowId, decision: { reason } } as const;
      const handed = await issue({ id: STAFF, roles: ['ops'] }, decided);
      if ('reason' in handed) throw new Error(handed.reason);
      return JSON.parse(handed.paste);
    },
    /** What the Web UI shows of it. */
    metadata: () => handle.query<temporal.api.sdk.v1.IWorkflowMetadata>('__temporal_workflow_metadata'),
    /** Somebody pastes this into the update's dialog: the workflow's answer, or why it was refused. */
    async isTold(pasted: unknown, updateId: string = randomUUID()): Promise<unknown> {
      try {
        return await handle.executeUpdate('close', { args: [pasted], updateId });
      } catch (error) {
        const { type, message } = (error as { cause?: { type?: string; message?: string } }).cause ?? {};
        return { refused: type, because: message };
      }
    },
    /** The workflow's answer; it may not have been started yet. */
    async result(): Promise<DepositResult> {
      for (;;) {
        const known = await handle.describe().catch(() => undefined);
        if (known) return (await handle.result()) as DepositResult;
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
    },
    /** Waits until the order's row says so: the row is what everybody reads. */
    async becomes(status: OrderView['status']): Promise<OrderView> {
      for (;;) {
        const order = await read();
        if (order?.status === status) return order;
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
    },
    /** Waits until this moment of it was written down to be shown. */
    async shown(moment: string): Promise<void> {
      while (!(await letters()).some(({ key }) => key.endsWith(`:${moment}`)))
        await new Promise((resolve) => setTimeout(resolve, 15));
    },
    /** Waits until the workflow's search attributes say so. */
    async shows(name: 'Stage' | 'Attention', value: string | undefined) {
      for (;;) {
        const described = await handle.describe().catch(() => undefined);
        const attributes = described?.typedSearchAttributes;
        if (described && attributes?.get({ name, type: 'KEYWORD' }) === value) return described;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
  };
}
