import { randomUUID } from 'node:crypto';
import { Telegram } from 'telegraf';
import type { Update, UserFromGetMe } from 'telegraf/types';
import type { PlayerId } from '../contracts/ids.ts';
import type { Asset } from '../domain/assets.ts';
import { jurisdictions } from '../domain/jurisdictions/index.ts';
import { money } from '../domain/money.ts';
import { assertSchema } from '../prisma/expectations.ts';
import { createPool } from '../prisma/pool.ts';
import { createTransaction, query, type Tx } from '../prisma/tx.ts';
import {
  createDepositRails,
  createPayoutRails,
  railSettingNames,
  railSettings,
  readRailEvent,
} from '../rails/registry.ts';
import { writeAddress } from '../rails/ton/address.ts';
import { pauseOf } from '../records/compliance/exclusions.ts';
import { createInboxWorker, createReceive } from '../records/delivery/inbox.ts';
import { createLease } from '../records/delivery/lease.ts';
import {
  claimOutgoing,
  createEnqueue,
  createMarkSent,
  markUndeliverable,
  resultOf,
  retryLater,
} from '../records/delivery/outbox.ts';
import { markReach } from '../records/identity/player-for.ts';
import { readJoined } from '../records/identity/tickets.ts';
import { cashOf, starsOf } from '../records/ledger/reads.ts';
import { readAttention } from '../records/payments/attention.ts';
import { moveOrderMessage } from '../records/payments/orders.ts';
import { readOrder } from '../records/payments/reads.ts';
import { readLinkedWallet } from '../records/payments/wallet-reads.ts';
import { readWithdrawal } from '../records/payments/withdrawal-reads.ts';
import { moveWithdrawalMessage } from '../records/payments/withdrawals.ts';
import { bonusMessages, forgetBonusMessage, keepBonusMessage } from '../records/play/bonus-messages.ts';
import { readGrant } from '../records/play/grant-reads.ts';
import { createGate } from '../runtime/gate.ts';
import { createLogger } from '../runtime/logger.ts';
import { type Loop, startLoop } from '../runtime/loop.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { createPokes } from '../runtime/pokes.ts';
import { createRateCache } from '../runtime/rate-cache.ts';
import { createRedis } from '../runtime/redis.ts';
import { readSettings } from '../runtime/settings.ts';
import { runMain, stopOnSignal } from '../runtime/stopping.ts';
import { createTelegramClient, type TelegramClient } from '../runtime/telegram/client.ts';
import { loadTexts } from '../runtime/texts.ts';
import { untilItAnswers } from '../runtime/until-it-answers.ts';
import { createWeekBoard } from '../runtime/week-board.ts';
import { answerPreCheckout } from '../use-cases/answer-pre-checkout.ts';
import { depositChain } from '../use-cases/deposit-chain.ts';
import { shownRates } from '../use-cases/deposit-ways.ts';
import { openGames } from '../use-cases/house-of-games.ts';
import { providerPatience, withdrawalPatience } from '../use-cases/patience.ts';
import { createPerformers } from '../use-cases/performers.ts';
import { chatPlay } from '../use-cases/play-in-chat.ts';
import { createProtection } from '../use-cases/protection.ts';
import { inboxSource, receiveUpdate, updateKinds } from '../use-cases/receive-update.ts';
import { drawNotice } from '../use-cases/send-notices.ts';
import { drawArrival } from '../use-cases/show-arrival.ts';
import { drawBonus } from '../use-cases/show-bonus.ts';
import { drawCode } from '../use-cases/show-code.ts';
import { drawVerification } from '../use-cases/show-verification.ts';
import { createBot } from './bot.ts';
import { type GatewayDeps, gateway } from './gateway.ts';
import { introduce } from './greeting.ts';
import { createPace } from './pacing.ts';
import type { Sent } from './sending.ts';
import { serveChat } from './serving.ts';
import { keepWebhook, pollUpdates } from './updates.ts';

const log = createLogger('bot', process.env.LOG_LEVEL ?? 'info');
const INBOX_WORKERS = 6;
/** A letter may take two calls, an edit and then a new message: its row is handed out again after more than that. */
const CALL_MS = 5_000;
const CLAIM_MS = 12_000;

await runMain(log, async () => {
  const settings = readSettings(process.env, [
    ...railSettingNames,
    'PAYOUT_LOOK_UPS',
    'DATABASE_URL',
    'REDIS_URL',
    'TEMPORAL_NAMESPACE',
    'JURISDICTION',
    'CODE_PEPPER',
    'DATA_KEYS',
    'SUPPORT_CONTACT',
    'TELEGRAM_BOT_TOKEN',
    'TELEGRAM_API_ROOT',
    'TELEGRAM_WEBHOOK_SECRET',
    'TELEGRAM_UPDATES',
    'TEMPORAL_UI_URL',
    'TON_NETWORK',
  ]);
  const pool = createPool(settings.DATABASE_URL, {
    max: INBOX_WORKERS * settings.TELEGRAM_BOT_TOKEN.length + 6,
    name: 'cage-bot',
  });
  await untilItAnswers('PostgreSQL', log, () => assertSchema(pool));
  const transaction = createTransaction(pool);
  const redis = createRedis(settings.REDIS_URL, log);
  const pokes = createPokes(redis, settings.TEMPORAL_NAMESPACE);
  const enqueue = createEnqueue(pokes.poke);
  const gate = createGate(redis, settings.TEMPORAL_NAMESPACE, log);
  const texts = loadTexts();
  const now = Date.now;
  const elapsed = () => performance.now(); // a clock set back must not make us believe we hold a lease we lost
  const holder = `bot-${process.pid}-${randomUUID().slice(0, 8)}`;
  const stopping = new AbortController();
  const loops: Loop[] = [];
  const leases: ReturnType<typeof createLease>[] = [];
  const lease = (name: string) => {
    const made = createLease(pool, name, holder, 3_000, elapsed);
    leases.push(made);
    return made.held;
  };
  const backoffMs = (attempts: number): number => Math.min(30_000, 250 * 2 ** Math.min(attempts, 10));

  const clients = settings.TELEGRAM_BOT_TOKEN.map((bot) =>
    createTelegramClient({ ...bot, apiRoot: settings.TELEGRAM_API_ROOT, timeoutMs: CALL_MS }),
  );
  const rails = createDepositRails(clients, railSettings(settings));
  const { ton } = railSettings(settings);

  const payoutRails = createPayoutRails(railSettings(settings));
  const profile = jurisdictions[settings.JURISDICTION];
  const reader: Pick<Tx, 'query'> = { query: (statement) => query(pool, statement) };
  const games = openGames({
    ...reader,
    transaction,
    dataKeys: settings.DATA_KEYS,
    profile,
    hint: pokes.hint,
    pokeWorkflows: () => pokes.poke('outbox-workflow'),
    now,
  });
  const canWithdraw = Object.values(payoutRails).some((rail) => rail !== undefined);
  const serving = serveChat({
    reader,
    rails,
    ton,
    readRailEvent: (update) => readRailEvent(rails, update),
    payoutRails,
    canWithdraw,
    patience: withdrawalPatience(providerPatience(settings)),
    protection: createProtection({
      enqueue,
      hint: pokes.hint,
      bot: settings.TELEGRAM_BOT_TOKEN[0]?.botId,
      profile,
      now,
    }),
    rateOf: shownRates(createRateCache(redis, settings.TEMPORAL_NAMESPACE), reader, now),
    performers: createPerformers({ gate, onEnded: pokes.ended, hint: pokes.hint, enqueue }),
    play: chatPlay(games, now),
    board: createWeekBoard(redis, settings.TEMPORAL_NAMESPACE),
    markReach,
    pauseOf,
    readGrant,
    keepBonusMessage: (tx, grant, message) => keepBonusMessage(tx, { grant, ...message }),
    support: settings.SUPPORT_CONTACT,
    gate,
    enqueue,
    hint: pokes.hint,
    texts,
    now,
  });

  /** Where Telegram opens the app; undefined until it said so. */
  let appAt: string | undefined;
  const serve = async (telegram: TelegramClient, token: string): Promise<void> => {
    const me = (await telegram.call('getMe', undefined)) as UserFromGetMe;
    // How the bot presents itself is worth a try and a line, not its service.
    const address = new URL('/app/', settings.PUBLIC_URL).href;
    const opensApp = await introduce(telegram, texts, {
      appUrl: address,
      canWithdraw,
      canPlay: games !== undefined,
    }).catch((err) => {
      log.warn({ err }, 'the command menu could not be set');
      return address.startsWith('https://');
    });
    appAt = opensApp ? address : undefined;
    const bot = createBot(
      new Telegram(token, { apiRoot: settings.TELEGRAM_API_ROOT, webhookReply: false }),
      me,
      serving({ botId: telegram.botId, appUrl: appAt }),
    );

    const workOne = createInboxWorker(
      pool,
      transaction,
      {
        source: inboxSource(telegram.botId),
        mostAttempts: 12,
        backoffMs,
        onFailure: (err, item, dead) =>
          log.error(
            { err, updateId: item.externalId, attempts: item.attempts, dead },
            dead ? 'an update was laid aside' : 'an update could not be handled yet',
          ),
      },
      async (tx, item) => {
        const { answerTap } = await bot.handle(tx, item.body as Update);
        // After the commit, and not waited for: a tap's answer only stops the spinner.
        if (answerTap)
          tx.afterCommit(
            () =>
              void telegram.try('answerCallbackQuery', {
                callback_query_id: answerTap.id,
                ...(answerTap.text ? { text: answerTap.text } : {}),
              }),
          );
      },
    );
    const workers = Array.from({ length: INBOX_WORKERS }, (_, n) =>
      startLoop({ name: `inbox-${n}`, everyMs: 300, log }, async () => ((await workOne()) ? 'again' : 'rest')),
    );
    loops.push(...workers);
    await pokes.on('inbox', () => {
      for (const worker of workers) worker.poke();
    });

    if (settings.TELEGRAM_UPDATES === 'webhook') {
      const url = new URL(`/webhooks/telegram/${telegram.botId}`, settings.PUBLIC_URL).href;
      loops.push(
        startLoop(
          { name: 'webhook', everyMs: 60_000, worstMs: 30_000, log },
          keepWebhook(telegram, { url, secret: settings.TELEGRAM_WEBHOOK_SECRET, kinds: updateKinds }, log),
        ),
      );
      return;
    }
    const receive = receiveUpdate({
      receive: createReceive(pool),
      answer: answerPreCheckout({ transaction, now }),
      playMoney: settings.PLAY_MONEY_RAILS.includes('telegram-invoice'),
      texts,
      metrics: createMetrics(),
      log,
    });
    const poll = pollUpdates(
      telegram,
      { kinds: updateKinds, seconds: 25, held: lease(`polling:${telegram.botId}`), stopping: stopping.signal },
      async (update) => {
        const outcome = await receive(telegram, update);
        if (outcome === 'stored') pokes.poke('inbox');
      },
    );
    loops.push(startLoop({ name: 'polling', everyMs: 500, log }, poll));
  };

  const bots = new Map(
    clients.map((telegram) => [
      telegram.botId,
      { telegram, pace: createPace({ perSecond: 28, burst: 28, now: elapsed }) },
    ]),
  );
  /** What a player holds of an asset, cash or Stars; one who never held it has no account in it yet. */
  const cashIn = async (player: PlayerId, asset: Asset) =>
    [...(await cashOf(reader, player)), ...[(await starsOf(reader, player)) ?? []].flat()].find(
      (amount) => amount.asset === asset,
    ) ?? money(asset, 0n);
  const chainOf = depositChain({ ton, reader, now });
  const markSent = createMarkSent(pool);
  const deps: GatewayDeps = {
    claim: () => claimOutgoing(pool, ['telegram'], 25, CLAIM_MS),
    markSent: (id, sent) => markSent({ id, result: sent }),
    retryLater: (id, waitMs, why, proven) => retryLater(pool, id, waitMs, why, proven),
    markUndeliverable: (id, why) => markUndeliverable(pool, id, why),
    messageSentAs: async (key) => (await resultOf<Sent>(pool, key))?.message,
    readOrder: async (id) => {
      const order = await readOrder(reader, id);
      return order && { order, cash: await cashIn(order.player, order.credit.asset), chain: await chainOf(order) };
    },
    readArrival: (id, claimedBy) => drawArrival(reader, id, claimedBy),
    readWithdrawal: async (id) => {
      const withdrawal = await readWithdrawal(reader, id);
      return withdrawal && { withdrawal, cash: await cashIn(withdrawal.player, withdrawal.amount.asset) };
    },
    moveWithdrawalMessage: (id, message) => moveWithdrawalMessage(reader, id, BigInt(message)),
    moveOrderMessage: (order, message) => moveOrderMessage(reader, order, BigInt(message)),
    readCode: drawCode({ ...reader, pepper: settings.CODE_PEPPER }),
    readJoined: (ticket) => readJoined(reader, ticket),
    readLinkedWallet: async (id) => {
      const wallet = await readLinkedWallet(reader, id);
      return wallet && { ...wallet, address: writeAddress(wallet.address, settings.TON_NETWORK) };
    },
    readVerification: drawVerification({ ...reader, now }),
    bonusMessages: {
      of: (place) => bonusMessages(reader, place),
      keep: (place) => keepBonusMessage(reader, place),
      forget: (place) => forgetBonusMessage(reader, place),
    },
    readBonus: drawBonus({ ...reader, now }),
    readAttention: (id) => readAttention(reader, id),
    readNotice: drawNotice(reader, now),
    staffPlaces: { workflows: settings.TEMPORAL_UI_URL, desk: new URL('/staff/', settings.PUBLIC_URL).href },
    markUnreachable: (user) => transaction((tx) => markReach(tx, user, false)),
    botOf: (id) => bots.get(id),
    textsOf: texts.of,
    appUrl: () => appAt,
    explorer: ton?.explorer,
    backoffMs,
    held: lease('telegram-gateway'),
    log,
  };
  const outgoing = startLoop({ name: 'telegram-gateway', everyMs: 250, log }, gateway(deps));
  loops.push(outgoing);
  await pokes.on('outbox-telegram', outgoing.poke);

  stopOnSignal(log, [
    {
      name: 'loops',
      stop: () => {
        stopping.abort();
        return Promise.all(loops.map((loop) => loop.stop()));
      },
    },
    { name: 'leases', stop: () => Promise.all(leases.map((each) => each.release())) },
    { name: 'pokes', stop: () => pokes.close() },
    { name: 'redis', stop: () => redis.disconnect() },
    { name: 'postgres', stop: () => pool.end() },
  ]);
  // Telegram may be away while we start: until it answers, nobody can write to us either.
  await Promise.all(
    settings.TELEGRAM_BOT_TOKEN.map(({ token }, n) =>
      untilItAnswers('Telegram', log, () => serve(clients[n] as TelegramClient, token)),
    ),
  );
  log.info({ updates: settings.TELEGRAM_UPDATES }, 'ready');
});
