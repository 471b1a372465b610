import { type ChildProcess, spawn } from 'node:child_process';
import { createPublicKey, randomBytes, randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Connection } from '@temporalio/client';
import { privateKeyOf } from '../../runtime/ed25519.ts';
import { publicBytes } from '../../runtime/sealing.ts';
import { startAdyen } from '../adyen/server.ts';
import { startClamd } from '../clamd/server.ts';
import { startPrices } from '../prices/server.ts';
import { openWebUi } from '../stack/web-ui.ts';
import { startStaffProvider } from '../staff/server.ts';
import { startStripe } from '../stripe/server.ts';
import { startTelegram } from '../telegram/server.ts';
import type { StartedTon } from '../ton/server.ts';
import { type Cable, layCable } from './cable.ts';
import { program, type TestDatabase, type TestTemporal, testDatabase, testRedis, testTemporal } from './fixtures.ts';

const root = path.join(import.meta.dirname, '..', '..');

const entries = {
  api: 'api/main.ts',
  bot: 'bot/main.ts',
  loops: 'loops/main.ts',
  worker: 'activities/worker.ts',
} as const;
export type PartName = keyof typeof entries;

/** A part of the product as a process of its own, as in production; it can be killed without warning. */
export type Part = {
  readonly pid: number;
  /** Resolves when it says that it is ready. */
  readonly ready: Promise<void>;
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** Its last lines, for a failing test's message. */
  lastLines(): string;
  /** All it wrote so far, but for what is very long ago. */
  wrote(): string;
};

/** The whole product in processes of its own, on a database, a Redis and a task queue of this test alone. */
export type House = Awaited<ReturnType<typeof openHouse>>;

/** What the product leans on, each on a cable that can be pulled. */
export type Leaning = 'postgres' | 'redis' | 'temporal';

export type HouseWish = {
  readonly without?: readonly PartName[];
  readonly updates?: 'webhook' | 'polling';
  /** With TON and USDT. A chain costs a second and two hundred megabytes, and each process reads it. */
  readonly chain?: boolean;
  /** Settings of the product beside those it is started with. */
  readonly settings?: Readonly<Record<string, string>>;
};

export async function openHouse({ without = [], updates = 'webhook', chain = false, settings = {} }: HouseWish = {}) {
  const [database, redis, port] = await Promise.all([testDatabase(), testRedis(), freePort()]);
  const publicUrl = `http://127.0.0.1:${port}`;
  const served = testTemporal();
  const webUi = await serveWebUi(served, publicUrl);
  const temporal = { ...served, uiUrl: webUi.url };
  const clientSecret = randomBytes(24).toString('hex');
  const telegram = await startTelegram({
    pauses: { redeliverMs: 100, redeliverMostMs: 400, lateMs: 500 },
    webLogin: { clientSecret, redirectUris: [`${publicUrl}/auth/telegram/oidc/callback`] },
  });
  const staff = await startStaffProvider([`${publicUrl}/staff/auth/callback`]);
  const stripe = await startStripe({
    pauses: { redeliverMs: 100, redeliverMostMs: 400, settlesAfterMs: 3_600_000, searchLagMs: 0 },
  });
  stripe.sendEventsTo({ url: `${publicUrl}/webhooks/stripe`, secret: stripe.webhookSecret });
  const adyen = await startAdyen({
    pauses: {
      redeliverMs: 100,
      redeliverMostMs: 400,
      settlesAfterMs: 3_600_000,
      refundsAfterMs: 50,
      paysOutAfterMs: 50,
    },
  });
  adyen.sendNoticesTo({ url: `${publicUrl}/webhooks/adyen`, hmacKey: adyen.hmacKey });
  const prices = await startPrices();
  const clamd = await startClamd();
  const ton = chain ? await startChain() : undefined;
  const cables = await layCables(database.appUrl, redis.url, temporal.address);
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    DATABASE_URL: through(database.appUrl, cables.postgres),
    AUDIT_DATABASE_URL: through(database.sealerUrl, cables.postgres),
    REDIS_URL: through(redis.url, cables.redis),
    TEMPORAL_ADDRESS: `127.0.0.1:${cables.temporal.port}`,
    TEMPORAL_NAMESPACE: temporal.namespace,
    TEMPORAL_TASK_QUEUE: temporal.taskQueue,
    TEMPORAL_TASK_TIMEOUT_MS: '2000',
    JWT_PRIVATE_KEY: `test:${Buffer.alloc(32, 8).toString('base64')}`,
    PAYLOAD_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
    JURISDICTION: 'box',
    CODE_PEPPER: randomBytes(32).toString('base64'),
    AUDIT_KEY: `test:${Buffer.alloc(32, 8).toString('base64')}`,
    AUDIT_PUBLIC_KEY: `test:${publicBytes(createPublicKey(privateKeyOf(Buffer.alloc(32, 8))))}`,
    AUDIT_HEADS_FILE: path.join(tmpdir(), `cage-heads-${database.name}.jsonl`),
    CODEC_ORIGINS: temporal.uiUrl,
    PUBLIC_URL: publicUrl,
    PORT: String(port),
    MOST_LAG_MS: '10000', // several houses share few cores here, and no load is on any of them
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    TELEGRAM_LINK_ROOT: telegram.url,
    MINI_APP_FRAMES: telegram.url,
    TELEGRAM_OAUTH_ROOT: telegram.url,
    TELEGRAM_CLIENT_SECRET: clientSecret,
    TELEGRAM_LAUNCH_KEY: telegram.launchKey,
    STAFF_OIDC_ISSUER: staff.url,
    STAFF_OIDC_CLIENT_ID: staff.client.id,
    STAFF_OIDC_CLIENT_SECRET: staff.client.secret,
    TELEGRAM_PROVIDER_TOKEN: `EUR+RUB=${telegram.providerToken}`,
    PRICE_SOURCES: prices.setting,
    STRIPE_SECRET_KEY: stripe.secretKey,
    STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
    STRIPE_API_BASE: stripe.url,
    ADYEN_API_KEY: adyen.apiKey,
    ADYEN_HMAC_KEY: adyen.hmacKey,
    ADYEN_MERCHANT_ACCOUNT: adyen.merchantAccount,
    ADYEN_BALANCE_ACCOUNT: adyen.balanceAccount,
    ADYEN_API_BASE: adyen.url,
    ...ton?.settings,
    DATA_KEYS: `test:${Buffer.alloc(32, 6).toString('base64')}`,
    DOCUMENTS_DIR: path.join(tmpdir(), `cage-documents-${database.name}`),
    CLAMD_ADDRESS: clamd.address,
    TELEGRAM_WEBHOOK_SECRET: randomBytes(24).toString('hex'),
    TELEGRAM_STARS: 'on',
    TELEGRAM_UPDATES: updates,
    ...settings,
  };
  const parts = new Map<PartName, Part>();
  const start = (name: PartName, extra: Record<string, string> = {}): Part => {
    const key = name === 'loops' && ton ? { TON_HOT_WALLET_KEY: ton.hotWalletKey } : {};
    const part = startPart(entries[name], { ...key, ...env, ...extra });
    parts.set(name, part);
    return part;
  };
  const names = (Object.keys(entries) as PartName[]).filter((name) => !without.includes(name));
  await Promise.all(names.map((name) => start(name).ready));

  return {
    telegram,
    stripe,
    adyen,
    staff,
    prices,
    clamd,
    /** The chain it was opened with. */
    get ton(): StartedTon {
      if (!ton) throw new Error('this house was opened without a chain: say { chain: true }');
      return ton;
    },
    database,
    temporal,
    redis,
    cables,
    env,
    url: env.PUBLIC_URL,
    start,
    part: (name: PartName): Part => {
      const part = parts.get(name);
      if (!part) throw new Error(`${name} was not started`);
      return part;
    },
    /** Starts another worker and resolves when Temporal has it among the pollers of the task queue. */
    async replaceWorker(): Promise<void> {
      const worker = start('worker');
      await worker.ready;
      await polls(temporal, `worker-${worker.pid}-`);
    },
    async close() {
      await Promise.all([...parts.values()].map((part) => part.stop()));
      await telegram.close();
      await stripe.close();
      await adyen.close();
      await staff.close();
      await prices.close();
      await clamd.close();
      await ton?.close();
      webUi.close();
      await Promise.all(Object.values(cables).map((cable) => cable.close()));
      await database.drop();
      rmSync(env.AUDIT_HEADS_FILE, { force: true });
      rmSync(env.DOCUMENTS_DIR, { recursive: true, force: true });
    },
  } satisfies Record<string, unknown> & { database: TestDatabase };
}

/** As the launcher serves it: what runs here is shared by many houses, and each has a codec of its own. */
async function serveWebUi(
  { uiUrl }: TestTemporal,
  publicUrl: string,
): Promise<{ readonly url: string; close(): void }> {
  const port = await freePort();
  const webUi = await openWebUi({ port, behindPort: Number(new URL(uiUrl).port), codecUrl: `${publicUrl}/codec` });
  return { url: `http://127.0.0.1:${port}`, close: webUi.close };
}

/** Loaded where it is wanted alone: its machine is large. */
const startChain = async (): Promise<StartedTon> => (await import('../ton/server.ts')).startTon({ blockMs: 50 });

const READY_MS = 120_000; // two seconds on a machine of its own

/** A run that is given up must leave nothing behind. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

async function layCables(postgres: string, redis: string, temporal: string): Promise<Record<Leaning, Cable>> {
  const lay = (url: string): Promise<Cable> => {
    const { hostname, port } = new URL(url);
    return layCable({ host: hostname, port: Number(port) });
  };
  return { postgres: await lay(postgres), redis: await lay(redis), temporal: await lay(`tcp://${temporal}`) };
}

function through(url: string, cable: Cable): string {
  const changed = new URL(url);
  changed.port = String(cable.port);
  return changed.href;
}

/** A program of ours as a process of its own; it is ready when it says so. */
export function startPart(file: string, env: Record<string, string | undefined>): Part {
  const child = spawn(process.execPath, program(file), {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const lines: string[] = [];
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<void>((resolve, reject) => {
    const tooLong = setTimeout(
      () => reject(new Error(`${file} is not ready after ${READY_MS} ms:\n${lines.slice(-12).join('\n')}`)),
      READY_MS,
    );
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        if (lines.length > 20_000) lines.shift();
        if (!line.includes('"msg":"ready"')) return;
        clearTimeout(tooLong);
        resolve();
      });
    }
    child.once('exit', () => clearTimeout(tooLong));
    child.once('exit', (code) =>
      reject(new Error(`${file} ended with ${code} before it was ready:\n${lines.slice(-12).join('\n')}`)),
    );
  });
  ready.catch(() => undefined);
  const pid = child.pid ?? 0;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (hasEnded(child)) return;
    child.kill(signal);
    await gone;
  };
  return {
    pid,
    ready,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    lastLines: () => lines.slice(-60).join('\n'),
    wrote: () => lines.join('\n'),
  };
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Asks until a poller of this identity is there: saying that it runs is not yet asking for work. */
async function polls({ address, namespace, taskQueue }: TestTemporal, identity: string): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    for (;;) {
      const { pollers } = await connection.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name: taskQueue },
        taskQueueType: 1,
      });
      if (pollers?.some((poller) => poller.identity?.startsWith(identity))) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    await connection.close();
  }
}

/** Below those that the system gives to whoever connects: one of them may be gone before it is used, or while a part is killed. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const isFree = await new Promise<boolean>((resolve) => {
      const server = createServer().once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}
