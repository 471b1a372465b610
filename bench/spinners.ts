import { randomBytes } from 'node:crypto';
import autocannon from 'autocannon';
import type { PlayerId, RoundId } from '../contracts/ids.ts';
import { createPool, type Pool } from '../prisma/pool.ts';
import { createTransaction, query, sql } from '../prisma/tx.ts';
import { createSeeds } from '../records/play/seeds.ts';
import { createAccessTokens } from '../runtime/access-tokens.ts';
import { createGate } from '../runtime/gate.ts';
import { newId } from '../runtime/ids.ts';
import { createLogger } from '../runtime/logger.ts';
import { createRedis } from '../runtime/redis.ts';
import { readSettings } from '../runtime/settings.ts';
import { TOKEN } from '../runtime/telegram/test-bot-api.ts';
import { withClient } from '../sandbox/stack/postgres-roles.ts';
import { type TestDatabase, testDatabase, testRedis, testTemporal } from '../sandbox/testing/fixtures.ts';
import { freePort, startPart } from '../sandbox/testing/house.ts';
import { beginAsGuest } from '../use-cases/sign-in.ts';
import { grantSome } from './spinners-grants.ts';
import { type Steady, steadily } from './steady.ts';

export const PLAYERS = 1_000;
const CONNECTIONS = 64;

/** What each of them has at the beginning, in cents. */
export const CASH = 1_000_000_000n;

/** What each of them stakes on a turn of the reels, in cents. */
export const STAKE = 100n;

const BODY = JSON.stringify({
  game: 'brass-orchard',
  stake: { asset: 'EUR', minor: STAKE.toString() },
  choices: {},
});

export type Spinners = {
  readonly database: TestDatabase;
  readonly pool: Pool;
  readonly players: readonly PlayerId[];
  /** The API starts and everybody signs in: from here on tokens live half an hour. */
  open(): Promise<void>;
  /** Everybody's spins, as fast as they are answered: how many a second. */
  spin(seconds: number): Promise<number>;
  spinSteadily(perSecond: number, seconds: number): Promise<Steady>;
  close(): Promise<void>;
};

/**
 * A house in which a thousand play, with every rule of play at work: verified up to the level that their law asks for, each with a
 * limit of loss and one of time, every fifth with an active bonus, all of it in an asset that makes points. Only the API runs, in
 * a process of its own; whoever plays does so as a device does, with a token and a key for each bet.
 */
export async function openSpinners(): Promise<Spinners> {
  const [database, redis, temporal, port] = [await testDatabase(), await testRedis(), testTemporal(), await freePort()];
  const named = () => `bench:${randomBytes(32).toString('base64')}`;
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_ENV: 'production',
    DATABASE_URL: database.appUrl,
    REDIS_URL: redis.url,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    JURISDICTION: 'curacao',
    JWT_PRIVATE_KEY: named(),
    CODE_PEPPER: randomBytes(32).toString('base64'),
    PAYLOAD_KEYS: named(),
    DATA_KEYS: named(),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    PORT: String(port),
    TRUSTED_PROXIES: '1',
    // On a crowded machine it is behind: that is measured, not turned away.
    MOST_LAG_MS: '60000',
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: 'http://127.0.0.1:1',
    TELEGRAM_WEBHOOK_SECRET: randomBytes(24).toString('hex'),
  };
  const pool = createPool(database.appUrl, { max: 8, name: 'bench' });
  const { tokens, players } = await signIn(env, pool);
  await makeReady(database, pool, players, env);
  let api: ReturnType<typeof startPart> | undefined;
  let asked = 0;
  const requestOf = () => {
    const n = ++asked % players.length;
    return { headers: headersOf(tokens[n] ?? '', n), body: BODY };
  };
  const url = `http://127.0.0.1:${port}/rounds`;
  return {
    database,
    pool,
    players,
    async open() {
      api = startPart('api/main.ts', env);
      await api.ready;
    },
    async spin(seconds) {
      let refusal = '';
      const onResponse = (status: number, body: string) => {
        if (status >= 300) refusal = body;
      };
      const result = await autocannon({
        url,
        connections: CONNECTIONS,
        duration: seconds,
        requests: [{ method: 'POST', setupRequest: (request) => ({ ...request, ...requestOf() }), onResponse }],
      });
      if (result.non2xx > 0 || result.errors > 0)
        throw new Error(`${result.non2xx} refused, ${result.errors} failed of ${result.requests.total}: ${refusal}`);
      return result.requests.total / result.duration;
    },
    spinSteadily: (perSecond, seconds) =>
      steadily({ url, perSecond: Math.floor(perSecond), seconds, connections: CONNECTIONS }, requestOf),
    async close() {
      await Promise.all([api?.stop(), pool.end()]);
    },
  };
}

const headersOf = (token: string, n: number) => ({
  authorization: `Bearer ${token}`,
  'content-type': 'application/json',
  'idempotency-key': newId(Date.now()),
  'x-forwarded-for': `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`,
});

/** A session each, opened as the API opens them. Its tokens live longer than a measurement takes. */
async function signIn(env: Record<string, string | undefined>, pool: Pool) {
  const settings = readSettings(env, ['REDIS_URL', 'JWT_PRIVATE_KEY', 'PUBLIC_URL', 'TEMPORAL_NAMESPACE']);
  const log = createLogger('bench', 'warn');
  const redis = createRedis(settings.REDIS_URL, log);
  await new Promise<void>((resolve) => redis.once('ready', () => resolve()));
  const begin = beginAsGuest({
    transaction: createTransaction(pool),
    tokens: createAccessTokens({
      keys: settings.JWT_PRIVATE_KEY,
      issuer: settings.PUBLIC_URL,
      lifeMs: 3_600_000,
      codecLifeMs: 300_000,
      now: Date.now,
    }),
    gate: createGate(redis, settings.TEMPORAL_NAMESPACE, log),
    bots: [],
    launchKey: '',
    spans: { idleMs: 7_200_000, longestMs: 43_200_000 },
    onEnded: () => undefined,
    now: Date.now,
  });
  const opened = await inGroups(Array.from({ length: PLAYERS }), () => begin('en', 'bench'));
  redis.disconnect();
  return { tokens: opened.map(({ accessToken }) => accessToken), players: opened.map(({ session }) => session.player) };
}

/** Money, limits, their level, seeds, and a bonus for some. */
async function makeReady(
  { superuserUrl }: TestDatabase,
  pool: Pool,
  players: readonly PlayerId[],
  env: Record<string, string | undefined>,
): Promise<void> {
  const { DATA_KEYS } = readSettings(env, ['DATA_KEYS']);
  const seeds = createSeeds({
    query: (statement) => query(pool, statement),
    transaction: createTransaction(pool),
    dataKeys: DATA_KEYS,
    now: Date.now,
  });
  await inGroups(players, async (player) => {
    await query(
      pool,
      sql`
      select ledger.execute(array[row(${newId(Date.now())}, 'post', 'bench', null, null, null, null, null, null)::ledger.command],
        array[row(1, ledger.open_account('clearing', null, 'bench', 'EUR'), ${-CASH}::bigint)::ledger.leg,
          row(1, ledger.open_account('player-cash', ${player}, null, 'EUR'), ${CASH}::bigint)::ledger.leg])`,
    );
    await seeds.inUse(player, newId(Date.now()) as RoundId);
  });
  await withClient(superuserUrl, async (client) => {
    await client.query(`
      insert into compliance.verification (player_id, status, level, decided_at) select id, 'approved', 1, now() from identity.player;
      insert into compliance.own_limit (person_id, kind, span, value, set_at)
      select p.id, l.kind, 'day', l.value, now() from identity.player p,
        (values ('loss', ${CASH}), ('session', 1440)) as l(kind, value);`);
  });
  await grantSome(
    pool,
    players.filter((_, n) => n % 5 === 0),
  );
}

/** As many at once as a pool has connections for. */
async function inGroups<T, R>(of: readonly T[], one: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let n = 0; n < of.length; n += 20) results.push(...(await Promise.all(of.slice(n, n + 20).map(one))));
  return results;
}
