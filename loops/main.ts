import { randomUUID } from 'node:crypto';
import type { PayoutId } from '../contracts/ids.ts';
import { assert } from '../domain/assert.ts';
import { jurisdictions } from '../domain/jurisdictions/index.ts';
import { assertSchema } from '../prisma/expectations.ts';
import { createPool } from '../prisma/pool.ts';
import { createTransaction, query, type Tx } from '../prisma/tx.ts';
import { createDepositRails, createToldRails, railSettingNames, railSettings } from '../rails/registry.ts';
import type { PayoutNews } from '../rails/told-rail.ts';
import { tonSettings } from '../rails/ton/settings.ts';
import { createHeadsFile } from '../records/audit/heads-file.ts';
import { sealsOf } from '../records/audit/sealed.ts';
import { createLease } from '../records/delivery/lease.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { createVault } from '../records/identity/vault.ts';
import { createLedger } from '../records/ledger/execute.ts';
import { announceBonuses, sweepNotices } from '../records/play/notices.ts';
import { createGate } from '../runtime/gate.ts';
import { newId } from '../runtime/ids.ts';
import { createLogger } from '../runtime/logger.ts';
import { startLoop } from '../runtime/loop.ts';
import { createPokes } from '../runtime/pokes.ts';
import { createRateCache } from '../runtime/rate-cache.ts';
import { createRedis } from '../runtime/redis.ts';
import { createScreening } from '../runtime/screening/screening.ts';
import { sealingKey } from '../runtime/sealing.ts';
import { readSettings, staffChatOf } from '../runtime/settings.ts';
import { runMain, stopOnSignal } from '../runtime/stopping.ts';
import { createTelegramClient } from '../runtime/telegram/client.ts';
import { untilItAnswers } from '../runtime/until-it-answers.ts';
import { createWeekBoard } from '../runtime/week-board.ts';
import { createWorkflowClient } from '../runtime/workflow-client.ts';
import { documentHouse, documentSettingNames } from '../use-cases/document-house.ts';
import { tellRefund, tellRefundOf } from '../use-cases/give-back.ts';
import { hotWalletRules, hotWalletSettingNames } from '../use-cases/hot-wallet-rules.ts';
import { openGames } from '../use-cases/house-of-games.ts';
import { mayPay } from '../use-cases/may-pay.ts';
import { depositPatience, providerPatience, withdrawalPatience } from '../use-cases/patience.ts';
import { recordNews } from '../use-cases/record-news.ts';
import { recordPayment } from '../use-cases/record-payment.ts';
import { reportPayout } from '../use-cases/report-payout.ts';
import { rescreen } from '../use-cases/rescreen.ts';
import { sendNotices } from '../use-cases/send-notices.ts';
import { kycWaits } from '../use-cases/tell-verification.ts';
import { tellEndedAgain, tidySessions } from '../use-cases/tidy-sessions.ts';
import { auditSealer } from './audit-sealer.ts';
import { startChainLoops } from './chain/start.ts';
import { startChainWriter } from './chain-writer.ts';
import { documentsLoop } from './documents.ts';
import { hotWallet } from './hot-wallet.ts';
import { leaderboard } from './leaderboard.ts';
import { LEFT_FOR_MS, leftRounds } from './left-rounds.ts';
import { noticesLoop } from './notices.ts';
import { outboxWorkflows } from './outbox-workflows.ts';
import { paymentLookUps } from './payment-look-ups.ts';
import { createPriceSources } from './prices/sources.ts';
import { providerInbox } from './provider-inbox.ts';
import { rates } from './rates.ts';
import { rescreening } from './rescreening.ts';
import { starsComparison } from './stars-comparison.ts';
import { sweeper } from './sweeper.ts';

const log = createLogger('loops', process.env.LOG_LEVEL ?? 'info');
const HOUR_MS = 3_600_000;

await runMain(log, async () => {
  const settings = readSettings(process.env, [
    'DATABASE_URL',
    'JURISDICTION',
    'REDIS_URL',
    'TEMPORAL_ADDRESS',
    'TEMPORAL_NAMESPACE',
    'TEMPORAL_TASK_QUEUE',
    'TEMPORAL_TASK_TIMEOUT_MS',
    'PAYLOAD_KEYS',
    'AUDIT_DATABASE_URL',
    'AUDIT_KEY',
    'AUDIT_HEADS_FILE',
    'PRICE_SOURCES',
    'RATE_GOOD_SECONDS',
    'RATE_APART_BPS',
    'RATE_JUMP_BPS',
    'TELEGRAM_API_ROOT',
    'PAYOUT_LOOK_UPS',
    'TON_HOT_WALLET_KEY',
    'TON_MOST_LAG_SECONDS',
    ...railSettingNames,
    'TELEGRAM_BOT_TOKEN',
    ...hotWalletSettingNames,
    ...documentSettingNames,
    'SANCTIONS_LISTS',
    'STAFF_ALERT_CHAT',
    'STAFF_ALERT_AGAIN_MINUTES',
  ]);
  const pool = createPool(settings.DATABASE_URL, { max: 8, name: 'cage-loops' });
  await untilItAnswers('PostgreSQL', log, () => assertSchema(pool));
  const sealers = createPool(settings.AUDIT_DATABASE_URL, { max: 1, name: 'cage-sealer' });
  const redis = createRedis(settings.REDIS_URL, log);
  const pokes = createPokes(redis, settings.TEMPORAL_NAMESPACE);
  const client = createWorkflowClient({
    address: settings.TEMPORAL_ADDRESS,
    namespace: settings.TEMPORAL_NAMESPACE,
    keys: settings.PAYLOAD_KEYS,
  });
  const holder = `loops-${process.pid}-${randomUUID().slice(0, 8)}`;
  const leases = {
    outbox: lease('outbox-workflows'),
    sweeper: lease('sweeper'),
    sealer: lease('audit-sealer'),
    lookUps: lease('payment-look-ups'),
    rates: lease('rates'),
    stars: lease('stars-comparison'),
    chain: lease('chain-scanner'),
    arrivals: lease('arrivals'),
    hotWallet: lease('hot-wallet'),
    writer: lease('chain-writer'),
    documents: lease('documents'),
    rescreening: lease('rescreening'),
    leaderboard: lease('leaderboard'),
    notices: lease('notices'),
    leftRounds: lease('left-rounds'),
  };
  function lease(name: string) {
    return createLease(pool, name, holder, 3_000, () => performance.now());
  }

  const outbox = startLoop(
    { name: 'outbox-workflows', everyMs: 250, log },
    outboxWorkflows({
      pool,
      client,
      queue: { taskQueue: settings.TEMPORAL_TASK_QUEUE, taskTimeoutMs: settings.TEMPORAL_TASK_TIMEOUT_MS },
      log,
      held: leases.outbox.held,
      backoffMs: (n) => Math.min(5_000, 100 * 2 ** Math.min(n, 10)),
    }),
  );
  await pokes.on('outbox-workflow', outbox.poke);
  const ending = { pool, gate: createGate(redis, settings.TEMPORAL_NAMESPACE, log), onEnded: pokes.ended };
  const sweeping = startLoop(
    { name: 'sweeper', everyMs: 15_000, worstMs: 60_000, log },
    sweeper({
      pool,
      transaction: createTransaction(pool),
      ledger: createLedger(pool),
      tidySessions: tidySessions(ending),
      tellEndedAgain: tellEndedAgain({ ...ending, now: () => performance.now() }),
      enqueue: createEnqueue(pokes.poke),
      hint: pokes.hint,
      bot: settings.TELEGRAM_BOT_TOKEN[0]?.botId,
      patience: depositPatience,
      sendingWaits: withdrawalPatience(providerPatience(settings)),
      held: leases.sweeper.held,
      log,
      now: Date.now,
      unsettledMs: 60_000,
      overdueMs: 10 * 60_000,
      keepMs: 48 * HOUR_MS,
    }),
  );
  const transaction = createTransaction(pool);
  const enqueue = createEnqueue(pokes.poke);
  const recording = {
    enqueue,
    staffChat: staffChatOf(settings),
    hint: pokes.hint,
    patience: depositPatience,
    now: Date.now,
  };
  const refunds = { enqueue, patience: withdrawalPatience(providerPatience(settings)) };
  // Each event is worked on once, in the transaction that says so: whoever is told by it is told once.
  const payoutMoved = async (tx: Tx, { reference }: PayoutNews): Promise<void> => {
    await reportPayout({ transaction: (fn) => fn(tx), enqueue })(reference as PayoutId, newId(Date.now()));
  };
  const refundMoved: Parameters<typeof recordNews>[0]['refundMoved'] = (tx, moved) =>
    'reference' in moved
      ? tellRefund(refunds, tx, moved.reference, newId(Date.now()))
      : tellRefundOf(refunds, tx, moved, newId(Date.now()));
  const told = Object.values(createToldRails(railSettings(settings))).flatMap((rail) => (rail ? [rail] : []));
  const hearing = told.map((rail) =>
    startLoop(
      { name: `inbox-${rail.id}`, everyMs: 1_000, log },
      providerInbox({
        pool,
        transaction,
        rail,
        recordNews: (within) => recordNews({ ...recording, transaction: within, payoutMoved, refundMoved }),
        log,
        backoffMs: (attempts) => Math.min(60_000, 250 * 2 ** Math.min(attempts, 10)),
      }),
    ),
  );
  await pokes.on('inbox-provider', () => {
    for (const loop of hearing) loop.poke();
  });
  const rails = createDepositRails([], railSettings(settings));
  const asking = startLoop(
    { name: 'payment-look-ups', everyMs: 5_000, worstMs: 60_000, log },
    paymentLookUps({
      pool,
      rails,
      recordPayment: recordPayment({ ...recording, transaction }),
      held: leases.lookUps.held,
      log,
      giveUpMs: 72 * HOUR_MS,
    }),
  );
  const pricing = startLoop(
    { name: 'rates', everyMs: 30_000, worstMs: 60_000, log },
    settings.PRICE_SOURCES.length === 0
      ? async () => 'rest'
      : rates({
          sources: createPriceSources(settings.PRICE_SOURCES, 5_000),
          reader: { query: (statement) => query(pool, statement) },
          cache: createRateCache(redis, settings.TEMPORAL_NAMESPACE),
          held: leases.rates.held,
          log,
          rules: {
            leastSources: 2,
            mostApartBps: BigInt(settings.RATE_APART_BPS),
            mostJumpBps: BigInt(settings.RATE_JUMP_BPS),
          },
          goodForMs: settings.RATE_GOOD_SECONDS * 1_000,
          rememberedMs: HOUR_MS,
          now: Date.now,
        }),
  );
  const bots = settings.TELEGRAM_BOT_TOKEN.map((bot) =>
    createTelegramClient({ ...bot, apiRoot: settings.TELEGRAM_API_ROOT, timeoutMs: settings.PROVIDER_TIMEOUT_MS }),
  );
  const comparing = startLoop(
    { name: 'stars-comparison', everyMs: 60_000, worstMs: 5 * 60_000, log },
    starsComparison({
      pool,
      transaction,
      bots,
      recordPayment: async (tx, paid) =>
        void (await recordPayment({ ...recording, transaction: (fn) => fn(tx) })(paid)),
      recordTakeBack: (tx, news) =>
        recordNews({ ...recording, transaction: (fn) => fn(tx), payoutMoved, refundMoved })([news]),
      held: leases.stars.held,
      log,
      settleMs: 2 * 60_000,
      now: Date.now,
    }),
  );
  const standing = [
    startLoop(
      { name: 'leaderboard', everyMs: 1_000, worstMs: 30_000, log },
      leaderboard({
        reader: { query: (statement) => query(pool, statement) },
        board: createWeekBoard(redis, settings.TEMPORAL_NAMESPACE),
        held: leases.leaderboard.held,
        log,
      }),
    ),
    startLoop(
      { name: 'notices', everyMs: 1_000, worstMs: 30_000, log },
      noticesLoop({
        announce: (atMost) => announceBonuses(pool, new Date(), atMost),
        send: sendNotices({ transaction, enqueue, bot: settings.TELEGRAM_BOT_TOKEN[0]?.botId, now: Date.now }),
        forget: (atMost) => sweepNotices(pool, 30 * 24 * HOUR_MS, atMost),
        held: leases.notices.held,
      }),
    ),
  ];
  const files = documentHouse(settings, { transaction, hint: pokes.hint, log, now: Date.now });
  const filing = files
    ? [
        startLoop(
          { name: 'documents', everyMs: 5_000, worstMs: 60_000, log },
          documentsLoop({ ...files, held: leases.documents.held }),
        ),
      ]
    : [];
  if (settings.DATA_KEYS.length > 0 && settings.SANCTIONS_LISTS.length > 0) {
    const screen = rescreen({
      transaction,
      query: (statement) => query(pool, statement),
      enqueue,
      hint: pokes.hint,
      waits: kycWaits,
      bot: settings.TELEGRAM_BOT_TOKEN[0]?.botId,
      vault: createVault(settings.DATA_KEYS),
      screening: createScreening({ places: settings.SANCTIONS_LISTS, now: Date.now }),
      profile: jurisdictions[settings.JURISDICTION],
      now: Date.now,
    });
    filing.push(
      startLoop(
        { name: 'rescreening', everyMs: 60_000, worstMs: 10 * 60_000, log },
        rescreening(screen, leases.rescreening.held),
      ),
    );
  }
  const games = openGames({
    query: (statement) => query(pool, statement),
    transaction,
    dataKeys: settings.DATA_KEYS,
    profile: jurisdictions[settings.JURISDICTION],
    hint: pokes.hint,
    pokeWorkflows: () => pokes.poke('outbox-workflow'),
    now: Date.now,
  });
  if (games) {
    const { endLeftRounds } = games;
    filing.push(
      startLoop(
        { name: 'left-rounds', everyMs: 60_000, worstMs: 10 * 60_000, log },
        leftRounds({ held: leases.leftRounds.held, endLeftRounds, leftForMs: LEFT_FOR_MS }),
      ),
    );
  }
  const ton = tonSettings(settings);
  const chain = ton
    ? startChainLoops({
        ...recording,
        pool,
        transaction,
        ton,
        rails,
        scanning: leases.chain.held,
        receiving: leases.arrivals.held,
        log,
      })
    : [];
  const rulesOfWallet = hotWalletRules(settings);
  if (ton)
    chain.push(
      startLoop(
        { name: 'hot-wallet', everyMs: 2_000, worstMs: 30_000, log },
        hotWallet({
          transaction,
          query: (statement) => query(pool, statement),
          enqueue,
          staffChat: staffChatOf(settings),
          rules: rulesOfWallet,
          mostLagMs: settings.TON_MOST_LAG_SECONDS * 1_000,
          settleMs: 5_000,
          held: leases.hotWallet.held,
          log,
          now: Date.now,
        }),
      ),
    );
  const [hotWalletKey] = settings.TON_HOT_WALLET_KEY ?? [];
  if (ton && hotWalletKey)
    chain.push(
      await startChainWriter({
        ...recording,
        pool,
        transaction,
        ton,
        key: hotWalletKey,
        reserve: rulesOfWallet.reserve,
        mostLagMs: settings.TON_MOST_LAG_SECONDS * 1_000,
        mayPay: mayPay({ query: (statement) => query(pool, statement), dailyOf: rulesOfWallet.dailyOf, now: Date.now }),
        held: leases.writer.held,
        log,
      }),
    );
  const [newest] = settings.AUDIT_KEY;
  assert(newest, 'there is a key to sign with');
  const sealing = startLoop(
    // Twice a second: nothing waits longer than a second for its seal, and a quiet day makes no more seals than it must.
    { name: 'audit-sealer', everyMs: 500, log },
    auditSealer({
      transaction: createTransaction(sealers),
      key: sealingKey(newest.id, newest.key),
      heads: createHeadsFile(settings.AUDIT_HEADS_FILE, sealsOf(pool), log),
      held: leases.sealer.held,
      log,
    }),
  );

  stopOnSignal(log, [
    {
      name: 'loops',
      stop: () =>
        Promise.all(
          [outbox, sweeping, sealing, asking, pricing, comparing, ...hearing, ...standing, ...filing, ...chain].map(
            (loop) => loop.stop(),
          ),
        ),
    },
    { name: 'leases', stop: () => Promise.all(Object.values(leases).map((each) => each.release())) },
    { name: 'temporal', stop: () => client.connection.close() },
    { name: 'pokes', stop: () => pokes.close() },
    { name: 'redis', stop: () => redis.disconnect() },
    { name: 'postgres', stop: () => Promise.all([pool.end(), sealers.end()]) },
  ]);
  log.info('ready');
});
