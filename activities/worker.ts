import { randomUUID } from 'node:crypto';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { jurisdictions } from '../domain/jurisdictions/index.ts';
import { assertSchema } from '../prisma/expectations.ts';
import { createPool } from '../prisma/pool.ts';
import { createTransaction, query } from '../prisma/tx.ts';
import {
  createDepositRails,
  createPayoutRails,
  createRefundRails,
  railSettingNames,
  railSettings,
} from '../rails/registry.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { createVault } from '../records/identity/vault.ts';
import { createSettle } from '../records/payments/charges.ts';
import { createLogger } from '../runtime/logger.ts';
import { createDataConverter } from '../runtime/payloads/data-converter.ts';
import { createPokes } from '../runtime/pokes.ts';
import { createRedis } from '../runtime/redis.ts';
import { createScreening } from '../runtime/screening/screening.ts';
import { readSettings, staffChatOf, thresholdsOf } from '../runtime/settings.ts';
import { runMain, stopOnSignal } from '../runtime/stopping.ts';
import { createTelegramClient } from '../runtime/telegram/client.ts';
import { loadTexts } from '../runtime/texts.ts';
import { untilItAnswers } from '../runtime/until-it-answers.ts';
import { holdersOf, openDestination } from '../use-cases/destinations.ts';
import { providerPatience, withdrawalPatience } from '../use-cases/patience.ts';
import { protectedSeams } from '../use-cases/protected-seams.ts';
import { createProtection } from '../use-cases/protection.ts';
import { sentDocuments } from '../use-cases/sent-documents.ts';
import { kycWaits } from '../use-cases/tell-verification.ts';
import { withdrawalSeams } from '../use-cases/withdrawal-seams.ts';
import { createActivities } from './activities.ts';
import { temporalLogger } from './temporal-logger.ts';
import { workflowSource } from './workflow-source.ts';

const log = createLogger('worker', process.env.LOG_LEVEL ?? 'info');

await runMain(log, async () => {
  const settings = readSettings(process.env, [
    ...railSettingNames,
    'DATABASE_URL',
    'JURISDICTION',
    'REDIS_URL',
    'TEMPORAL_ADDRESS',
    'TEMPORAL_NAMESPACE',
    'TEMPORAL_TASK_QUEUE',
    'TEMPORAL_TASK_TIMEOUT_MS',
    'PAYLOAD_KEYS',
    'TELEGRAM_BOT_TOKEN',
    'TELEGRAM_API_ROOT',
    'WITHDRAWAL_APPROVE_ABOVE',
    'UNPROVEN_WALLET_ABOVE',
    'STAFF_ALERT_CHAT',
    'STAFF_ALERT_AGAIN_MINUTES',
    'PAYOUT_LOOK_UPS',
    'DATA_KEYS',
    'SANCTIONS_LISTS',
  ]);
  const pool = createPool(settings.DATABASE_URL, { max: 12, name: 'cage-worker' });
  await untilItAnswers('PostgreSQL', log, () => assertSchema(pool));
  const profile = jurisdictions[settings.JURISDICTION];
  const redis = createRedis(settings.REDIS_URL, log);
  const pokes = createPokes(redis, settings.TEMPORAL_NAMESPACE);
  const protection = createProtection({
    enqueue: createEnqueue(pokes.poke),
    hint: pokes.hint,
    bot: settings.TELEGRAM_BOT_TOKEN[0]?.botId,
    profile,
    now: Date.now,
  });
  const bots = settings.TELEGRAM_BOT_TOKEN.map((bot) =>
    createTelegramClient({ ...bot, apiRoot: settings.TELEGRAM_API_ROOT, timeoutMs: settings.PROVIDER_TIMEOUT_MS }),
  );

  Runtime.install({ logger: temporalLogger(log), shutdownSignals: [] });
  const connection = await untilItAnswers('Temporal', log, () =>
    NativeConnection.connect({ address: settings.TEMPORAL_ADDRESS }),
  );
  const worker = await Worker.create({
    connection,
    namespace: settings.TEMPORAL_NAMESPACE,
    taskQueue: settings.TEMPORAL_TASK_QUEUE,
    identity: `worker-${process.pid}-${randomUUID().slice(0, 8)}`,
    ...workflowSource,
    dataConverter: createDataConverter(settings.PAYLOAD_KEYS),
    activities: createActivities({
      transaction: createTransaction(pool),
      query: (statement) => query(pool, statement),
      rails: createDepositRails(bots, railSettings(settings)),
      payoutRails: createPayoutRails(railSettings(settings), {
        openDestination: openDestination({ query: (statement) => query(pool, statement) }, settings.DATA_KEYS),
        query: (statement) => query(pool, statement),
      }),
      refundRails: createRefundRails(bots, railSettings(settings), (statement) => query(pool, statement)),
      sendingWaits: withdrawalPatience(providerPatience(settings)),
      seams: protectedSeams(withdrawalSeams, profile, Date.now),
      protection,
      now: Date.now,
      rules: {
        approveAbove: thresholdsOf(settings.WITHDRAWAL_APPROVE_ABOVE),
        unprovenAbove: thresholdsOf(settings.UNPROVEN_WALLET_ABOVE),
      },
      enqueue: createEnqueue(pokes.poke),
      staffChat: staffChatOf(settings),
      settle: createSettle(pool, ({ player, order }) => {
        pokes.hint(player, { what: 'deposit', id: order });
        pokes.hint(player, { what: 'balances' });
      }),
      hint: pokes.hint,
      texts: loadTexts(),
      kyc: {
        transaction: createTransaction(pool),
        query: (statement) => query(pool, statement),
        enqueue: createEnqueue(pokes.poke),
        hint: pokes.hint,
        waits: kycWaits,
        bot: settings.TELEGRAM_BOT_TOKEN[0]?.botId,
        profile,
        vault: createVault(settings.DATA_KEYS),
        dataKeys: settings.DATA_KEYS,
        documents: sentDocuments,
        screening: createScreening({ places: settings.SANCTIONS_LISTS, now: Date.now }),
        holdersOf: holdersOf(settings.DATA_KEYS),
        now: Date.now,
      },
      wagers: {
        transaction: createTransaction(pool),
        enqueue: createEnqueue(pokes.poke),
        hint: pokes.hint,
        bot: settings.TELEGRAM_BOT_TOKEN[0]?.botId,
        now: Date.now,
      },
    }),
    stickyQueueScheduleToStartTimeout: settings.TEMPORAL_TASK_TIMEOUT_MS,
    shutdownGraceTime: '2s',
    shutdownForceTime: '3s',
    maxConcurrentLocalActivityExecutions: 100,
    maxConcurrentActivityTaskExecutions: 50,
  });

  const running = worker.run();
  const stop = stopOnSignal(log, [
    {
      name: 'worker',
      stop: () => {
        worker.shutdown();
        return running;
      },
    },
    { name: 'temporal', stop: () => connection.close() },
    { name: 'pokes', stop: () => pokes.close() },
    { name: 'redis', stop: () => redis.disconnect() },
    { name: 'postgres', stop: () => pool.end() },
  ]);
  running.catch((err) => {
    log.error({ err }, 'the worker ended');
    return stop('the worker ended');
  });
  log.info({ taskQueue: settings.TEMPORAL_TASK_QUEUE }, 'ready');
});
