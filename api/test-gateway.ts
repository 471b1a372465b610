import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { box } from '../domain/jurisdictions/box.ts';
import type { Rate } from '../domain/rate.ts';
import { createPool } from '../prisma/pool.ts';
import { createTransaction, query, sql } from '../prisma/tx.ts';
import { createDepositRails, type ToldRails } from '../rails/registry.ts';
import { stripeTold } from '../rails/stripe/told.ts';
import { noPayoutRails, noPlaces } from '../rails/test-rails.ts';
import { createChainClient } from '../rails/ton/chain-client.ts';
import { readUnsealedAge } from '../records/audit/reads.ts';
import { createReceive } from '../records/delivery/inbox.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { goodRate } from '../records/payments/rates.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { createAccessTokens } from '../runtime/access-tokens.ts';
import { createGate } from '../runtime/gate.ts';
import type { Check } from '../runtime/health.ts';
import { createLogger } from '../runtime/logger.ts';
import { createMetrics } from '../runtime/metrics.ts';
import { EncryptionCodec } from '../runtime/payloads/codec.ts';
import type { Hint } from '../runtime/pokes.ts';
import { createRedis } from '../runtime/redis.ts';
import { publicKeys, sealingKey } from '../runtime/sealing.ts';
import type { NamedKey } from '../runtime/settings.ts';
import { tinyBotApi } from '../runtime/telegram/test-bot-api.ts';
import { TEST_LAUNCH_KEY } from '../runtime/telegram/test-launch.ts';
import { loadTexts } from '../runtime/texts.ts';
import { createWeekBoard } from '../runtime/week-board.ts';
import { testRedis } from '../sandbox/testing/fixtures.ts';
import { answerPreCheckout } from '../use-cases/answer-pre-checkout.ts';
import type { DocumentDeps } from '../use-cases/documents.ts';
import { exchangeState } from '../use-cases/exchange-state.ts';
import type { IsOwnCase } from '../use-cases/look-at-document.ts';
import { usualWithdrawalPatience } from '../use-cases/patience.ts';
import { receiveEvent } from '../use-cases/receive-event.ts';
import { receiveUpdate } from '../use-cases/receive-update.ts';
import { openFiles } from '../use-cases/test-documents.ts';
import { unbound } from '../use-cases/test-protection.ts';
import { askingRates } from '../use-cases/who-asks.ts';
import { openSeams } from '../use-cases/withdrawal-seams.ts';
import { createApi } from './app.ts';
import { actLimits } from './guard.ts';
import type { Parts } from './parts.ts';
import { servePeople } from './people.ts';
import { noteRate } from './refusals.ts';
import type { ListedWallet } from './wallet-apps.ts';

/** By which Stripe's events are signed here. */
export const STRIPE_SECRET = 'whsec_0123456789abcdef';
export const SECRET = 'the-secret-that-telegram-sends-back';
export const BOT = '123456789';
export const TOKEN = `${BOT}:AAtoken-of-the-tests-and-nobody-else`;
export const WEB_UI = 'http://127.0.0.1:8233';

/** Signs access tokens. */
export const KEY: NamedKey = { id: 'k1', key: Buffer.alloc(32, 7) };

const PLENTY = { perSecond: 1e6, burst: 1e6 };
const noLimits = Object.fromEntries(Object.keys(actLimits).map((act) => [act, PLENTY])) as typeof actLimits;
const noRates = { player: PLENTY, session: PLENTY, staff: PLENTY, codec: PLENTY, address: PLENTY };

/** A part that is up until a test says otherwise. */
export type Part = 'up' | 'down' | 'hangs';

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: Record<string, unknown> };
export type Gateway = Awaited<ReturnType<typeof openGateway>>;

/** The same bursts, and hardly a place more however long a test takes: what passes can be counted. */
const stilled = <K extends string>(rates: Readonly<Record<K, Rate>>): Record<K, Rate> =>
  Object.fromEntries(
    Object.entries<Rate>(rates).map(([name, rate]) => [name, { ...rate, perSecond: rate.perSecond / 1_000 }]),
  ) as Record<K, Rate>;

/** The gateway on a real port, over a real database, as its main.ts builds it. */
export async function openGateway({
  codecOrigins = [WEB_UI],
  webAppFolder = '/nowhere',
  listed = undefined as readonly ListedWallet[] | undefined,
  publicUrl = 'http://127.0.0.1:8080',
  trustedProxies = 0,
  corsOrigins = [] as string[],
  /** As in production, or so many that no test meets them. */
  isLimited = false,
  keys = [KEY],
  payoutRails = noPayoutRails,
  /** What keeps files of players. */
  documents = (house: House, hint: Hint): DocumentDeps => openFiles(house, { hint }).deps,
  isOwnCase = (async () => false) as IsOwnCase,
  /** The chain, where one is asked. */
  ton = undefined as Parts['ton'],
  mayCancel = false,
  protection = unbound as Parts['protection'],
  logins = { player: undefined, staff: undefined } as Parts['logins'],
  spans = { idleMs: 30 * 60_000, longestMs: 12 * 3_600_000 },
} = {}) {
  const house = await openHouse();
  const telegram = await tinyBotApi();
  const nobody = createPool('postgresql://cage_app:pw@127.0.0.1:1/none', { max: 1, name: 'test' });
  const metrics = createMetrics();
  const logged: { msg: string; requestId?: string }[] = [];
  const log = createLogger('api', 'info', { write: (line) => void logged.push(JSON.parse(line)) });
  const state = {
    postgres: 'up' as Part,
    redis: 'up' as Part,
    temporal: 'up' as Part,
    stopping: false,
    pokes: 0,
    lagMs: 0,
    aheadMs: 0,
  };

  const useCases = (pool: typeof nobody) => ({
    receive: receiveUpdate({
      receive: createReceive(pool),
      answer: answerPreCheckout({ transaction: createTransaction(pool), now: Date.now }),
      playMoney: false,
      texts: loadTexts(),
      metrics,
      log,
    }),
  });
  const [present, away] = [useCases(house.app), useCases(nobody)];
  const looks = (name: 'redis' | 'temporal'): Check => ({
    name,
    needed: false,
    look: async () => {
      if (state[name] === 'hangs') await new Promise(() => undefined);
      if (state[name] === 'down') throw new Error('refused');
    },
  });

  const told: ToldRails = { stripe: stripeTold(new Stripe('sk_test_0000000000000000'), STRIPE_SECRET, false) };
  const hints: Hint[] = [];
  const hearEnded: ((sessions: readonly string[]) => void)[] = [];
  const place = await testRedis();
  const redis = createRedis(place.url, log);
  const noRedis = createRedis('redis://127.0.0.1:1', log);
  noRedis.on('error', () => undefined);
  await new Promise<void>((resolve) => (redis.status === 'ready' ? resolve() : redis.once('ready', () => resolve())));
  const [nearGate, farGate] = [createGate(redis, 'test', log), createGate(noRedis, 'test', log)];
  const gateNow = () => (state.redis === 'up' ? nearGate : farGate);
  const gate: typeof nearGate = {
    take: (wish) => gateNow().take(wish),
    keep: (...args) => gateNow().keep(...args),
    isDoubtful: () => nearGate.isDoubtful() || farGate.isDoubtful(),
    drop: (sessions) => gateNow().drop(sessions),
    forget: (sessions) => gateNow().forget(sessions),
  };
  const [nearBoard, farBoard] = [createWeekBoard(redis, 'test'), createWeekBoard(noRedis, 'test')];
  const boardNow = () => (state.redis === 'up' ? nearBoard : farBoard);
  const board: typeof nearBoard = {
    completeUntil: (week) => boardNow().completeUntil(week),
    note: (...args) => boardNow().note(...args),
    rebuild: (week) => boardNow().rebuild(week),
    first: (...args) => boardNow().first(...args),
    placeOf: (...args) => boardNow().placeOf(...args),
    remove: (...args) => boardNow().remove(...args),
  };
  const now = () => Date.now() + state.aheadMs;
  const tokens = createAccessTokens({ keys, issuer: publicUrl, lifeMs: 5 * 60_000, codecLifeMs: 15 * 60_000, now });
  const rails = createDepositRails([telegram.client()], {
    providerTokens: ['EUR+RUB=provider-token'],
    playMoneyRails: [],
    ton: ton && { ...ton, publicUrl },
  });
  const { app, close } = createApi({
    log,
    metrics,
    stopping: () => state.stopping,
    webhookSecret: SECRET,
    bots: new Map([[BOT, telegram.client()]]),
    checks: [
      {
        name: 'postgres',
        needed: true,
        look: () => query(state.postgres === 'up' ? house.app : nobody, sql`select 1`),
      },
      looks('redis'),
      looks('temporal'),
    ],
    waiting: async () => {
      if (state.postgres !== 'up') throw new Error('the database is away');
      return house.waiting();
    },
    unsealedMs: async () => {
      if (state.postgres !== 'up') throw new Error('the database is away');
      return readUnsealedAge({ query: house.read });
    },
    chainLooks: async () => [],
    exchange: exchangeState(
      { query: house.read },
      { doubts: async () => [{ about: 'RUB/EUR', why: 'jumped', times: 2 }] },
      now,
    ),
    onStored: () => {
      state.pokes += 1;
    },
    told,
    receiveEvent: async (rail, body, header) => {
      if (state.postgres !== 'up') throw new Error('the database is away');
      return receiveEvent({ receive: createReceive(house.app), metrics })(rail, body, header);
    },
    onEvent: () => {
      state.pokes += 1;
    },
    onHint: (hear) => void hints.push(hear),
    webApp: { folder: webAppFolder, frames: ['https://web.telegram.org'] },
    walletApps: { get: async () => listed },
    onEnded: (hear) => void hearEnded.push(hear),
    corsOrigins,
    trustedProxies,
    lagMs: () => state.lagMs,
    mostLagMs: 100,
    ...servePeople({
      corsOrigins,
      query: (statement) => query(state.postgres === 'up' ? house.app : nobody, statement),
      transaction: (fn) => createTransaction(state.postgres === 'up' ? house.app : nobody)(fn),
      rails,
      ton,
      chain: ton && createChainClient({ url: ton.apiUrl, apiKey: ton.apiKey, timeoutMs: ton.timeoutMs }),
      rateOf: async (pair) => (await goodRate({ query: house.read }, pair, now()))?.rate,
      enqueue: createEnqueue(() => undefined),
      hint: (player, hint) => {
        for (const hear of hints) hear(player, hint);
      },
      pokeWorkflows: () => undefined,
      patience: { lateWindowMs: 3_600_000, patienceMs: 1_000 },
      protection,
      payouts: {
        rails: payoutRails,
        seams: openSeams,
        rules: { mayCancel },
        patience: usualWithdrawalPatience,
        dataKeys: [{ id: 'd1', key: Buffer.alloc(32, 9) }],
        places: noPlaces,
        wallets: { network: 'mainnet', domains: ['cage.example'], keyOnChain: async () => undefined },
      },
      documents: documents(house, (player, hint) => {
        for (const hear of hints) hear(player, hint);
      }),
      isOwnCase,
      bots: [{ botId: BOT, token: TOKEN }],
      launchKey: TEST_LAUNCH_KEY,
      verifying: {
        profile: box,
        screening: { screen: async () => [], edition: async () => 'none', nameOf: async () => 'Somebody Listed' },
      },
      hotWallet: { boundsOf: () => ({ floor: undefined, ceiling: undefined }), dailyOf: () => undefined, reserve: 0n },
      bot: () => ({ username: 'cage_bot', link: 'https://t.me/cage_bot' }),
      linkRoot: 'https://telegram.example/',
      texts: loadTexts(),
      board,
      pepper: Buffer.alloc(32, 9),
      logins,
      slowQuery: (statement) => query(house.app, statement),
      auditKeys: publicKeys([sealingKey('a1', Buffer.alloc(32, 3))]),
      tokens,
      codec: { payloads: new EncryptionCodec([{ id: 'k1', key: Buffer.alloc(32, 1) }]), origins: codecOrigins },
      gate,
      onEnded: (sessions) => {
        for (const hear of hearEnded) hear(sessions);
      },
      spans,
      staffSpans: { idleMs: 15 * 60_000, longestMs: 10 * 3_600_000 },
      rates: isLimited ? stilled(askingRates) : noRates,
      limits: isLimited ? stilled(actLimits) : noLimits,
      notes: isLimited ? stilled({ noteRate }).noteRate : PLENTY,
      publicUrl,
      operator: { name: 'Cage <Ltd>', contact: '@cage_staff' },
      workflowsUrl: WEB_UI,
      metrics,
      log,
      now,
    }),
    receive: (bot, update) => (state.postgres === 'up' ? present : away).receive(bot, update),
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const ask = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await fetch(`${root}${path}`, init);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : { text } };
  };
  return {
    house,
    root,
    telegram,
    state,
    tokens,
    redis,
    gate,
    board,
    logged,
    ask,
    /** What Telegram would send; `body` as it is, when it is a text. */
    telegramSends: (
      update: unknown,
      { secret = SECRET as string | null, bot = BOT, headers = {} as Record<string, string> } = {},
    ) =>
      ask(`/webhooks/telegram/${bot}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(secret === null ? {} : { 'x-telegram-bot-api-secret-token': secret }),
          ...headers,
        },
        body: typeof update === 'string' || update instanceof Uint8Array ? update : JSON.stringify(update),
      }),
    stored: () => house.count(sql`select count(*) from delivery.inbox`),
    /** How often updates of a kind came to this. */
    async counted(kind: string, outcome: string): Promise<number> {
      const { values } = await metrics.updates.get();
      return values.find(({ labels }) => labels.kind === kind && labels.outcome === outcome)?.value ?? 0;
    },
    async close(): Promise<void> {
      close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      redis.disconnect();
      noRedis.disconnect();
      await nobody.end();
      await telegram.close();
      await house.close();
    },
  };
}
