import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import type { OrderId, PlayerId } from '../contracts/ids.ts';
import type { WorkflowStart } from '../contracts/outbox.ts';
import { searchAttributes } from '../contracts/workflows.ts';
import { money } from '../domain/money.ts';
import { createPool, type Pool } from '../prisma/pool.ts';
import { createTransaction } from '../prisma/tx.ts';
import { createDepositRails } from '../rails/registry.ts';
import { createEnqueue, type Enqueue } from '../records/delivery/outbox.ts';
import { createLogger } from '../runtime/logger.ts';
import { createPokes } from '../runtime/pokes.ts';
import { createRedis } from '../runtime/redis.ts';
import { readSettings } from '../runtime/settings.ts';
import { done, TOKEN, tinyBotApi } from '../runtime/telegram/test-bot-api.ts';
import { createWorkflowClient } from '../runtime/workflow-client.ts';
import { testDatabase, testRedis, testTemporal } from '../sandbox/testing/fixtures.ts';
import { freePort, type Part, startPart } from '../sandbox/testing/house.ts';
import { admitPlayer } from '../use-cases/admit-player.ts';
import { openDeposit } from '../use-cases/open-deposit.ts';
import { depositPatience } from '../use-cases/patience.ts';
import { unbound } from '../use-cases/test-protection.ts';
import { type Bench, type Figure, quantile } from './bench.ts';
import { openServers } from './servers.ts';

/** In each run. The same lanes on both sides: so many are under way at once. */
const DEPOSITS = 400;
const LANES = 32;
const ALONE = 60;
const BOT = '123456789';

/**
 * A deposit from the start of its workflow on (invoice, payment by webhook, inbox, signal, credit, receipt) in the product's
 * own processes, beside a workflow that does nothing in a worker of its own, on one Temporal with a file.
 */
export const bench: Bench = {
  name: 'deposit',
  unit: 'deposits/s',
  async prepare(say) {
    say('starting servers, the product and the rival');
    const servers = await openServers(say);
    const house = await openProduct();
    const rival = await openRival();
    // The first of each loads code and plans statements.
    await house.deposits(await house.places(40), LANES);
    await rival.workflows(40, LANES);
    return {
      note: `rival: start, one no-op activity, a signal, two no-op activities; ${DEPOSITS} in ${LANES} lanes a run, the workflow's start within the measured time on both sides`,
      async ours() {
        const placed = await house.places(DEPOSITS);
        return perSecond(DEPOSITS, () => house.deposits(placed, LANES));
      },
      rival: () => perSecond(DEPOSITS, () => rival.workflows(DEPOSITS, LANES)),
      async also() {
        const tookMs = await house.deposits(await house.places(ALONE), 1);
        const figure = (name: string, value: number): Figure => ({ name, value, unit: 'ms' });
        return [
          figure('webhook to credited, one at a time, p50', quantile(tookMs, 0.5)),
          figure('webhook to credited, one at a time, p99', quantile(tookMs, 0.99)),
        ];
      },
      async close() {
        await Promise.all([house.close(), rival.close()]);
        await servers.stop();
      },
    };
  },
};

async function perSecond(count: number, run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return count / ((performance.now() - startedAt) / 1_000);
}

async function inLanes(count: number, lanes: number, one: () => Promise<void>): Promise<void> {
  let left = count;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (left-- > 0) await one();
    }),
  );
}

function commonSettings() {
  const temporal = testTemporal();
  return {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    TEMPORAL_TASK_QUEUE: temporal.taskQueue,
    CODE_PEPPER: randomBytes(32).toString('base64'),
    JWT_PRIVATE_KEY: `bench:${randomBytes(32).toString('base64')}`,
    PAYLOAD_KEYS: `bench:${randomBytes(32).toString('base64')}`,
    AUDIT_KEY: `bench:${randomBytes(32).toString('base64')}`,
    LOG_LEVEL: 'info',
  };
}

/** The product in its processes, with a Bot API of a few lines in front of it: the time of a stand-in is not ours. */
async function openProduct() {
  const [database, redisPlace, port, telegram] = [
    await testDatabase(),
    await testRedis(),
    await freePort(),
    await tinyBotApi(),
  ];
  let messages = 0;
  telegram.answers(({ method }) => {
    if (method === 'getMe') return done({ id: 123456789, is_bot: true, first_name: 'Cage', username: 'cage_bot' });
    if (method === 'createInvoiceLink') return done(`https://t.me/$${randomUUID()}`);
    if (method === 'getWebhookInfo') return done({ url: '', pending_update_count: 0 });
    return done(method === 'sendMessage' ? { message_id: ++messages } : true);
  });
  const secret = randomBytes(24).toString('hex');
  const folder = mkdtempSync(path.join(tmpdir(), 'cage-bench-'));
  const env = {
    ...commonSettings(),
    AUDIT_HEADS_FILE: path.join(folder, 'heads.jsonl'),
    DATABASE_URL: database.appUrl,
    AUDIT_DATABASE_URL: database.sealerUrl,
    REDIS_URL: redisPlace.url,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    PORT: String(port),
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    TELEGRAM_PROVIDER_TOKEN: 'bench-provider',
    TELEGRAM_WEBHOOK_SECRET: secret,
  };
  const parts = await started(['api/main.ts', 'bot/main.ts', 'loops/main.ts', 'activities/worker.ts'], env);

  const log = createLogger('bench', 'error');
  const pool = createPool(database.appUrl, { max: 10, name: 'bench' });
  const redis = createRedis(redisPlace.url, log);
  const pokes = createPokes(redis, env.TEMPORAL_NAMESPACE);
  const wallets = await creditedWallets(pokes);
  const place = ordersIn(pool);
  const transaction = createTransaction(pool);
  const enqueue = createEnqueue(pokes.poke);
  let updates = 1_000;

  /** The workflow is started, its invoice waited for, the payment told by webhook and its credit waited for. */
  const one = async ({ order, player, payer, start }: Placed): Promise<number> => {
    const invoiced = wallets.invoiced(order);
    await transaction((tx) => enqueue.startWorkflow(tx, start));
    await invoiced;
    const credited = wallets.credited(player);
    const startedAt = performance.now();
    const response = await fetch(`${env.PUBLIC_URL}/webhooks/telegram/${BOT}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
      body: JSON.stringify(paymentUpdate(++updates, payer, order)),
    });
    if (!response.ok) throw new Error(`the webhook answered ${response.status}`);
    await response.arrayBuffer();
    await credited;
    return performance.now() - startedAt;
  };
  return {
    async places(count: number): Promise<Placed[]> {
      const placed: Placed[] = [];
      await inLanes(count, 8, async () => void placed.push(await place()));
      return placed;
    },
    /** Each from the start of its workflow to the credit; answers how long each took from its webhook on. */
    async deposits(placed: Placed[], lanes: number): Promise<number[]> {
      const tookMs: number[] = [];
      const queue = [...placed];
      await inLanes(placed.length, lanes, async () => void tookMs.push(await one(queue.pop() as Placed)));
      return tookMs;
    },
    async close() {
      await Promise.all(parts.map((part) => part.stop()));
      await pokes.close();
      redis.disconnect();
      await pool.end();
      await telegram.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** What players' screens are told: an invoice is there, the money is in. */
async function creditedWallets(pokes: ReturnType<typeof createPokes>) {
  const waiting = new Map<string, () => void>();
  let heard = (): void => undefined;
  const listening = new Promise<void>((resolve) => (heard = resolve));
  await pokes.onHint((player, hint) => {
    heard();
    const key = hint.what === 'deposit' ? `deposit:${hint.id}` : `${hint.what}:${player}`;
    waiting.get(key)?.();
    waiting.delete(key);
  });
  const wait = (key: string) => new Promise<void>((resolve) => void waiting.set(key, resolve));
  // A subscription takes a moment; what is said before it is lost.
  const knocking = setInterval(() => pokes.hint('nobody' as PlayerId, { what: 'preferences' }), 5);
  await listening;
  clearInterval(knocking);
  return {
    credited: (player: PlayerId) => wait(`balances:${player}`),
    invoiced: (order: OrderId) => wait(`deposit:${order}`),
  };
}

type Placed = {
  readonly order: OrderId;
  readonly player: PlayerId;
  readonly payer: number;
  readonly start: WorkflowStart;
};

/** Orders of new players, as a deposit's request leaves them; their workflows are held back until they are measured. */
function ordersIn(pool: Pool) {
  const transaction = createTransaction(pool);
  const shop = { botId: BOT } as never;
  const rails = createDepositRails([shop], { providerTokens: ['bench-provider'], playMoneyRails: [] });
  const admit = admitPlayer({ transaction, now: Date.now });
  return async (): Promise<Placed> => {
    const payer = randomInt(1, 2 ** 40);
    const player = await admit({ id: String(payer), language: 'en' });
    const held: WorkflowStart[] = [];
    const enqueue = { startWorkflow: async (_tx: unknown, start: WorkflowStart) => void held.push(start) };
    const ask = openDeposit({
      transaction,
      rails,
      enqueue: enqueue as unknown as Enqueue,
      hint: () => undefined,
      patience: depositPatience,
      protection: unbound,
      now: Date.now,
    });
    const shownIn = { bot: BOT, chat: String(payer), yet: 'nothing' } as const;
    const outcome = await ask(player.id, { rail: 'telegram-invoice', amount: money('EUR', 2_500n), shownIn });
    const [start] = held;
    if ('reason' in outcome || !start) throw new Error('a deposit was refused');
    return { order: outcome.orderId, player: player.id, payer, start };
  };
}

const paymentUpdate = (id: number, payer: number, order: OrderId) => ({
  update_id: id,
  message: {
    message_id: 1,
    date: 1,
    chat: { id: payer, type: 'private', first_name: 'Ada' },
    from: { id: payer, is_bot: false, first_name: 'Ada', language_code: 'en' },
    successful_payment: {
      currency: 'EUR',
      total_amount: 2_500,
      invoice_payload: order,
      telegram_payment_charge_id: randomUUID(),
      provider_payment_charge_id: randomUUID(),
    },
  },
});

async function openRival() {
  const env = commonSettings();
  const parts = await started(['bench/rivals/bare-worker.ts'], env);
  const settings = readSettings(env, ['TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE', 'TEMPORAL_TASK_QUEUE', 'PAYLOAD_KEYS']);
  const client: Client = createWorkflowClient({
    address: settings.TEMPORAL_ADDRESS,
    namespace: settings.TEMPORAL_NAMESPACE,
    keys: settings.PAYLOAD_KEYS,
  });
  const one = async (): Promise<void> => {
    const handle = await client.workflow.start('bare', {
      taskQueue: settings.TEMPORAL_TASK_QUEUE,
      workflowId: `bare-${randomUUID()}`,
      args: [{ orderId: randomUUID(), expiresAtMs: Date.now() + 900_000, lateWindowMs: 1, patienceMs: 1 }],
      typedSearchAttributes: [
        { key: searchAttributes.stage, value: 'opening' },
        { key: searchAttributes.rail, value: 'telegram-invoice' },
        { key: searchAttributes.playerId, value: randomUUID() },
      ],
    });
    await handle.signal('paid');
    await handle.result();
  };
  return {
    workflows: (count: number, lanes: number) => inLanes(count, lanes, one),
    async close() {
      await Promise.all(parts.map((part) => part.stop()));
      await client.connection.close();
    },
  };
}

async function started(files: readonly string[], env: Record<string, string>): Promise<Part[]> {
  const parts = files.map((file) => startPart(path.normalize(file), env));
  await Promise.all(parts.map((part) => part.ready));
  return parts;
}
