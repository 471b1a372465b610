import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { jurisdictions } from '../domain/jurisdictions/index.ts';
import { createDatabase } from '../prisma/client.ts';
import { assertSchema } from '../prisma/expectations.ts';
import { createPool } from '../prisma/pool.ts';
import { createTransaction, query, sql } from '../prisma/tx.ts';
import {
  createDepositRails,
  createPayoutRails,
  createToldRails,
  railSettingNames,
  railSettings,
} from '../rails/registry.ts';
import { createChainClient } from '../rails/ton/chain-client.ts';
import { keyOnChain } from '../rails/ton/key-on-chain.ts';
import { tonPlaces } from '../rails/ton/places.ts';
import { domainsOf } from '../rails/ton/proof.ts';
import { readUnsealedAge } from '../records/audit/reads.ts';
import { readChainLooks } from '../records/chain/reads.ts';
import { isOwnCase } from '../records/compliance/own-case.ts';
import { createReceive } from '../records/delivery/inbox.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { readWaiting } from '../records/delivery/reads.ts';
import { countDifferences } from '../records/payments/reads.ts';
import { createAccessTokens } from '../runtime/access-tokens.ts';
import { createGate } from '../runtime/gate.ts';
import { createLogger } from '../runtime/logger.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { EncryptionCodec } from '../runtime/payloads/codec.ts';
import { createPokes } from '../runtime/pokes.ts';
import { createRateCache } from '../runtime/rate-cache.ts';
import { createRedis } from '../runtime/redis.ts';
import { createScreening } from '../runtime/screening/screening.ts';
import { publicKeys } from '../runtime/sealing.ts';
import { readSettings, SettingError } from '../runtime/settings.ts';
import { runMain, stopOnSignal } from '../runtime/stopping.ts';
import { createTelegramClient } from '../runtime/telegram/client.ts';
import { loadTexts } from '../runtime/texts.ts';
import { untilItAnswers } from '../runtime/until-it-answers.ts';
import { createWeekBoard } from '../runtime/week-board.ts';
import { createWorkflowClient } from '../runtime/workflow-client.ts';
import { answerPreCheckout } from '../use-cases/answer-pre-checkout.ts';
import { shownRates } from '../use-cases/deposit-ways.ts';
import { documentHouse, documentSettingNames } from '../use-cases/document-house.ts';
import { exchangeState } from '../use-cases/exchange-state.ts';
import { hotWalletRules, hotWalletSettingNames } from '../use-cases/hot-wallet-rules.ts';
import { depositPatience, providerPatience, withdrawalPatience } from '../use-cases/patience.ts';
import { protectedSeams } from '../use-cases/protected-seams.ts';
import { createProtection } from '../use-cases/protection.ts';
import { receiveEvent } from '../use-cases/receive-event.ts';
import { receiveUpdate } from '../use-cases/receive-update.ts';
import { askingRates } from '../use-cases/who-asks.ts';
import { withdrawalSeams } from '../use-cases/withdrawal-seams.ts';
import { createApi } from './app.ts';
import { createFace } from './bot-face.ts';
import { actLimits } from './guard.ts';
import { createLogins } from './logins.ts';
import { watchLag } from './middleware/shed.ts';
import { servePeople, staffSpans } from './people.ts';
import { noteRate } from './refusals.ts';
import { createWalletApps } from './wallet-apps.ts';

/** A file of 10 MB over a poor line. Whatever is no upload is given less: see `hurry`. */
const SLOWEST_UPLOAD_MS = 180_000;

const log = createLogger('api', process.env.LOG_LEVEL ?? 'info');

await runMain(log, async () => {
  const settings = readSettings(process.env, [
    ...railSettingNames,
    ...hotWalletSettingNames,
    ...documentSettingNames,
    'PAYOUT_LOOK_UPS',
    'DATABASE_URL',
    'REDIS_URL',
    'TEMPORAL_ADDRESS',
    'TEMPORAL_NAMESPACE',
    'PAYLOAD_KEYS',
    'CODEC_ORIGINS',
    'PORT',
    'HOST',
    'TELEGRAM_BOT_TOKEN',
    'TELEGRAM_API_ROOT',
    'TELEGRAM_LINK_ROOT',
    'TELEGRAM_LAUNCH_KEY',
    'TELEGRAM_WEBHOOK_SECRET',
    'MINI_APP_FRAMES',
    'WITHDRAWAL_CANCEL',
    'TRUSTED_PROXIES',
    'MOST_LAG_MS',
    'CORS_ORIGINS',
    'JWT_PRIVATE_KEY',
    'SESSION_IDLE_MINUTES',
    'SESSION_HOURS',
    'TEMPORAL_UI_URL',
    'JURISDICTION',
    'CODE_PEPPER',
    'OPERATOR',
    'SUPPORT_CONTACT',
    'AUDIT_PUBLIC_KEY',
    'TELEGRAM_OAUTH_ROOT',
    'TELEGRAM_CLIENT_SECRET',
    'STAFF_OIDC_ISSUER',
    'STAFF_OIDC_CLIENT_ID',
    'STAFF_OIDC_CLIENT_SECRET',
    'STAFF_ROLES_CLAIM',
    'STAFF_ROLES',
    'STAFF_TELEGRAM_CLAIM',
    'SANCTIONS_LISTS',
    'TON_API_URL',
    'TONCONNECT_WALLETS_URL',
  ]);
  if (settings.STAFF_OIDC_ISSUER !== undefined && settings.AUDIT_PUBLIC_KEY.length === 0) {
    throw new SettingError(
      'AUDIT_PUBLIC_KEY must be set where staff sign in: exports of the trail name the keys they are checked by; "npm run -s audit -- keys" prints them',
    );
  }
  const pool = createPool(settings.DATABASE_URL, { max: 10, name: 'cage-api' });
  await untilItAnswers('PostgreSQL', log, () => assertSchema(pool));
  const slow = createPool(settings.DATABASE_URL, { max: 2, name: 'cage-api-slow', statementMs: 600_000 });
  const database = createDatabase(settings.DATABASE_URL, { max: 2, name: 'cage-api-reads' });
  const redis = createRedis(settings.REDIS_URL, log);
  const pokes = createPokes(redis, settings.TEMPORAL_NAMESPACE);
  const metrics = createMetrics();
  const client = createWorkflowClient({
    address: settings.TEMPORAL_ADDRESS,
    namespace: settings.TEMPORAL_NAMESPACE,
    keys: settings.PAYLOAD_KEYS,
  });
  const clients = settings.TELEGRAM_BOT_TOKEN.map((bot) =>
    createTelegramClient({ ...bot, apiRoot: settings.TELEGRAM_API_ROOT, timeoutMs: 5_000 }),
  );
  const bots = new Map(clients.map((bot) => [bot.botId, bot]));
  const rails = createDepositRails(clients, railSettings(settings));
  const { ton } = railSettings(settings);
  const chain = ton && createChainClient({ url: ton.apiUrl, apiKey: ton.apiKey, timeoutMs: ton.timeoutMs });
  const face = createFace(clients[0], settings.TELEGRAM_LINK_ROOT, log);
  const transaction = createTransaction(pool);
  const texts = loadTexts();
  const profile = jurisdictions[settings.JURISDICTION];
  const protection = createProtection({
    enqueue: createEnqueue(pokes.poke),
    hint: pokes.hint,
    bot: settings.TELEGRAM_BOT_TOKEN[0]?.botId,
    profile,
    now: Date.now,
  });
  const lag = watchLag();
  const rateCache = createRateCache(redis, settings.TEMPORAL_NAMESPACE);
  let stopping = false;

  const receive = createReceive(pool);
  const { app, close } = createApi({
    log,
    metrics,
    bots,
    onHint: (hear) => void pokes.onHint(hear),
    webApp: {
      folder: fileURLToPath(new URL('../webapp/dist', import.meta.url)),
      frames: settings.MINI_APP_FRAMES,
    },
    walletApps: createWalletApps({
      url: settings.TON_API_URL === undefined ? undefined : settings.TONCONNECT_WALLETS_URL,
      log,
      now: Date.now,
    }),
    onEnded: (hear) => void pokes.onEnded(hear),
    corsOrigins: settings.CORS_ORIGINS,
    trustedProxies: settings.TRUSTED_PROXIES,
    lagMs: lag.lagMs,
    mostLagMs: settings.MOST_LAG_MS,
    ...servePeople({
      corsOrigins: settings.CORS_ORIGINS,
      query: (statement) => query(pool, statement),
      transaction,
      rails,
      ton,
      chain,
      rateOf: shownRates(rateCache, { query: (statement) => query(pool, statement) }, Date.now),
      enqueue: createEnqueue(pokes.poke),
      hint: pokes.hint,
      pokeWorkflows: () => pokes.poke('outbox-workflow'),
      patience: depositPatience,
      protection,
      payouts: {
        rails: createPayoutRails(railSettings(settings)),
        seams: protectedSeams(withdrawalSeams, profile, Date.now),
        rules: { mayCancel: settings.WITHDRAWAL_CANCEL === 'on' },
        patience: withdrawalPatience(providerPatience(settings)),
        dataKeys: settings.DATA_KEYS,
        places: tonPlaces(settings.TON_NETWORK, ton),
        wallets: ton &&
          chain && {
            network: ton.network,
            domains: domainsOf([settings.PUBLIC_URL, ...settings.CORS_ORIGINS]),
            keyOnChain: keyOnChain(chain),
          },
      },
      hotWallet: hotWalletRules(settings),
      documents: documentHouse(settings, { transaction, hint: pokes.hint, log, now: Date.now }),
      isOwnCase,
      verifying: { profile, screening: createScreening({ places: settings.SANCTIONS_LISTS, now: Date.now }) },
      bots: settings.TELEGRAM_BOT_TOKEN,
      launchKey: settings.TELEGRAM_LAUNCH_KEY,
      bot: face.get,
      linkRoot: settings.TELEGRAM_LINK_ROOT,
      texts,
      board: createWeekBoard(redis, settings.TEMPORAL_NAMESPACE),
      pepper: settings.CODE_PEPPER,
      logins: createLogins(settings),
      slowQuery: (statement) => query(slow, statement),
      auditKeys: publicKeys([], settings.AUDIT_PUBLIC_KEY),
      tokens: createAccessTokens({
        keys: settings.JWT_PRIVATE_KEY,
        issuer: settings.PUBLIC_URL,
        lifeMs: 5 * 60_000,
        codecLifeMs: staffSpans.idleMs,
        now: Date.now,
      }),
      codec: { payloads: new EncryptionCodec(settings.PAYLOAD_KEYS), origins: settings.CODEC_ORIGINS },
      gate: createGate(redis, settings.TEMPORAL_NAMESPACE, log),
      onEnded: pokes.ended,
      spans: { idleMs: settings.SESSION_IDLE_MINUTES * 60_000, longestMs: settings.SESSION_HOURS * 3_600_000 },
      staffSpans,
      rates: askingRates,
      limits: actLimits,
      notes: noteRate,
      publicUrl: settings.PUBLIC_URL,
      operator: { name: settings.OPERATOR, contact: settings.SUPPORT_CONTACT },
      workflowsUrl: settings.TEMPORAL_UI_URL,
      metrics,
      log,
      now: Date.now,
    }),
    stopping: () => stopping,
    webhookSecret: settings.TELEGRAM_WEBHOOK_SECRET,
    checks: [
      { name: 'postgres', needed: true, look: () => query(pool, sql`select 1`) },
      { name: 'redis', needed: false, look: () => redis.ping() },
      { name: 'temporal', needed: false, look: () => client.connection.workflowService.getSystemInfo({}) },
    ],
    waiting: async () => [
      ...(await readWaiting(database)),
      ...(await countDifferences({ query: (statement) => query(pool, statement) })),
    ],
    unsealedMs: () => readUnsealedAge({ query: (statement) => query(pool, statement) }),
    chainLooks: () => readChainLooks({ query: (statement) => query(pool, statement) }),
    exchange: exchangeState({ query: (statement) => query(pool, statement) }, rateCache, Date.now),
    onStored: () => pokes.poke('inbox'),
    told: createToldRails(railSettings(settings)),
    receiveEvent: receiveEvent({ receive, metrics }),
    onEvent: () => pokes.poke('inbox-provider'),
    receive: receiveUpdate({
      receive,
      answer: answerPreCheckout({ transaction, now: Date.now }),
      playMoney: settings.PLAY_MONEY_RAILS.includes('telegram-invoice'),
      texts,
      metrics,
      log,
    }),
  });

  const server = createServer({ requestTimeout: SLOWEST_UPLOAD_MS, headersTimeout: 10_000 }, app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(settings.PORT, settings.HOST, resolve);
  });
  stopOnSignal(log, [
    // Unready first, so that a balancer stops sending; then what is under way is finished.
    {
      name: 'http',
      stop: () =>
        new Promise((resolve) => {
          stopping = true;
          face.stop();
          lag.stop();
          close();
          server.close(resolve);
          server.closeIdleConnections();
        }),
    },
    { name: 'temporal', stop: () => client.connection.close() },
    { name: 'pokes', stop: () => pokes.close() },
    { name: 'redis', stop: () => redis.disconnect() },
    { name: 'postgres', stop: () => Promise.all([pool.end(), slow.end(), database.$disconnect()]) },
  ]);
  log.info({ port: settings.PORT }, 'ready');
});
