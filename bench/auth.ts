import { randomBytes } from 'node:crypto';
import autocannon from 'autocannon';
import { createPool } from '../prisma/pool.ts';
import { createTransaction } from '../prisma/tx.ts';
import { createAccessTokens } from '../runtime/access-tokens.ts';
import { createGate } from '../runtime/gate.ts';
import { createLogger } from '../runtime/logger.ts';
import { createRedis } from '../runtime/redis.ts';
import { readSettings } from '../runtime/settings.ts';
import { TOKEN } from '../runtime/telegram/test-bot-api.ts';
import { testDatabase, testRedis, testTemporal } from '../sandbox/testing/fixtures.ts';
import { freePort, startPart } from '../sandbox/testing/house.ts';
import { beginAsGuest } from '../use-cases/sign-in.ts';
import type { Bench } from './bench.ts';
import { openServers } from './servers.ts';
import { steadily } from './steady.ts';

const SECONDS = 5;
const CONNECTIONS = 50;
const SESSIONS = 1_000;

/** `GET /balances` of a thousand signed-in players, each from an address of their own, beside a bare route that says the same. */
export const bench: Bench = {
  name: 'auth',
  unit: 'requests/s',
  async prepare(say) {
    say('starting servers, the API and the rival');
    const servers = await openServers(say);
    const [database, redis, temporal] = [await testDatabase(), await testRedis(), testTemporal()];
    const place = { PATH: process.env.PATH, HOME: process.env.HOME };
    const [ourPort, rivalPort] = [await freePort(), await freePort()];
    const named = () => `bench:${randomBytes(32).toString('base64')}`;
    const env = {
      ...place,
      NODE_ENV: 'production',
      DATABASE_URL: database.appUrl,
      REDIS_URL: redis.url,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
      JWT_PRIVATE_KEY: named(),
      CODE_PEPPER: randomBytes(32).toString('base64'),
      PAYLOAD_KEYS: named(),
      PUBLIC_URL: `http://127.0.0.1:${ourPort}`,
      PORT: String(ourPort),
      TRUSTED_PROXIES: '1',
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: 'http://127.0.0.1:1',
      TELEGRAM_WEBHOOK_SECRET: randomBytes(24).toString('hex'),
    };
    const ours = startPart('api/main.ts', env);
    await ours.ready;
    say(`signing ${SESSIONS} players in`);
    const tokens = await signIn(env);
    const first = await fetch(`http://127.0.0.1:${ourPort}/balances`, { headers: headersOf(tokens[0] ?? '', 0) });
    const rival = startPart('bench/rivals/bare-json.ts', {
      ...place,
      NODE_ENV: 'production',
      PORT: String(rivalPort),
      BODY: await first.text(),
    });
    await rival.ready;
    const fire = (port: number, seconds = SECONDS) => shoot(port, tokens, seconds);
    await fire(ourPort, 3);
    await fire(rivalPort, 2);
    return {
      note: `rival: Express with the same JSON for anybody; ${CONNECTIONS} connections, ${SESSIONS} sessions, ${SECONDS} s a run; tokens live five minutes`,
      ours: () => fire(ourPort),
      rival: () => fire(rivalPort),
      async also() {
        const { p50, p99, perSecond } = await steadily(
          {
            url: `http://127.0.0.1:${ourPort}/balances`,
            perSecond: Math.floor((await fire(ourPort)) / 2),
            seconds: SECONDS,
            connections: CONNECTIONS,
          },
          (n) => ({ headers: headersOf(tokens[n % tokens.length] ?? '', n % tokens.length) }),
        );
        return [
          { name: 'at half of the maximum', value: perSecond, unit: 'requests/s' },
          { name: 'p50', value: p50, unit: 'ms' },
          { name: 'p99', value: p99, unit: 'ms' },
        ];
      },
      async close() {
        await Promise.all([ours.stop(), rival.stop()]);
        await servers.stop();
      },
    };
  },
};

/** A session each, opened as the API opens them. */
async function signIn(env: Record<string, string | undefined>): Promise<string[]> {
  const settings = readSettings(env, [
    'DATABASE_URL',
    'REDIS_URL',
    'JWT_PRIVATE_KEY',
    'PUBLIC_URL',
    'TEMPORAL_NAMESPACE',
  ]);
  const log = createLogger('bench', 'warn');
  const pool = createPool(settings.DATABASE_URL, { max: 8, name: 'bench' });
  const redis = createRedis(settings.REDIS_URL, log);
  await new Promise<void>((resolve) => redis.once('ready', () => resolve()));
  const begin = beginAsGuest({
    transaction: createTransaction(pool),
    tokens: createAccessTokens({
      keys: settings.JWT_PRIVATE_KEY,
      issuer: settings.PUBLIC_URL,
      lifeMs: 300_000,
      codecLifeMs: 300_000,
      now: Date.now,
    }),
    gate: createGate(redis, settings.TEMPORAL_NAMESPACE, log),
    bots: [],
    launchKey: '',
    spans: { idleMs: 1_800_000, longestMs: 43_200_000 },
    onEnded: () => undefined,
    now: Date.now,
  });
  const tokens: string[] = [];
  for (let n = 0; n < SESSIONS; n += 50)
    tokens.push(
      ...(await Promise.all(Array.from({ length: 50 }, async () => (await begin('en', 'bench')).accessToken))),
    );
  redis.disconnect();
  await pool.end();
  return tokens;
}

const headersOf = (token: string, n: number) => ({
  authorization: `Bearer ${token}`,
  'x-forwarded-for': `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`,
});

let asked = 0;
/** Each request is another player's, as fast as they are answered: requests a second. */
async function shoot(port: number, tokens: readonly string[], seconds: number): Promise<number> {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}/balances`,
    connections: CONNECTIONS,
    duration: seconds,
    requests: [
      {
        method: 'GET',
        setupRequest: (request) => {
          const n = ++asked % tokens.length;
          return { ...request, headers: headersOf(tokens[n] ?? '', n) };
        },
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} refused, ${result.errors} failed of ${result.requests.total}`);
  return result.requests.total / result.duration;
}
