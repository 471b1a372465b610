import { randomBytes, randomInt } from 'node:crypto';
import autocannon from 'autocannon';
import { createPool } from '../prisma/pool.ts';
import { query, sql } from '../prisma/tx.ts';
import { TOKEN } from '../runtime/telegram/test-bot-api.ts';
import { testDatabase, testRedis, testTemporal } from '../sandbox/testing/fixtures.ts';
import { freePort, startPart } from '../sandbox/testing/house.ts';
import type { Bench } from './bench.ts';
import { openServers } from './servers.ts';

const BOT = '123456789';
const SECONDS = 5;
const CONNECTIONS = 50;

/** Updates acknowledged after a durable insert, beside a bare Express route that parses the same JSON and does nothing. */
export const bench: Bench = {
  name: 'webhook',
  unit: 'updates/s',
  async prepare(say) {
    say('starting servers, the API and the rival');
    const servers = await openServers(say);
    const [database, redis, temporal] = [await testDatabase(), await testRedis(), testTemporal()];
    const secret = randomBytes(24).toString('hex');
    const place = { PATH: process.env.PATH, HOME: process.env.HOME };
    const [ourPort, rivalPort] = [await freePort(), await freePort()];
    const ours = startPart('api/main.ts', {
      ...place,
      DATABASE_URL: database.appUrl,
      REDIS_URL: redis.url,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
      CODE_PEPPER: randomBytes(32).toString('base64'),
      JWT_PRIVATE_KEY: `bench:${randomBytes(32).toString('base64')}`,
      PAYLOAD_KEYS: `bench:${randomBytes(32).toString('base64')}`,
      PUBLIC_URL: `http://127.0.0.1:${ourPort}`,
      PORT: String(ourPort),
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: 'http://127.0.0.1:1',
      TELEGRAM_WEBHOOK_SECRET: secret,
    });
    const rival = startPart('bench/rivals/bare-express.ts', { ...place, PORT: String(rivalPort) });
    await Promise.all([ours.ready, rival.ready]);
    const fire = (port: number, options: { seconds?: number; rate?: number } = {}) => shoot(port, secret, options);
    await fire(ourPort, { seconds: 2 });
    await fire(rivalPort, { seconds: 2 });

    const pool = createPool(database.appUrl, { max: 1, name: 'bench' });
    const stored = async () => {
      const [row] = await query<{ rows: bigint }>(pool, sql`select count(*) as rows from delivery.inbox`);
      return Number(row?.rows);
    };
    return {
      note: `rival: Express with express.json() and an empty answer; ${CONNECTIONS} connections for ${SECONDS} s a run; PostgreSQL with fsync`,
      async ours() {
        const before = await stored();
        const { perSecond, answered } = await fire(ourPort);
        const kept = (await stored()) - before;
        // What was acknowledged must be there; a few more were stored and not yet answered when the time was up.
        if (kept < answered) throw new Error(`${answered} updates were acknowledged, ${kept} are stored`);
        return perSecond;
      },
      rival: async () => (await fire(rivalPort)).perSecond,
      async also() {
        const most = (await fire(ourPort)).perSecond;
        const { p50, p99, perSecond } = await fire(ourPort, { rate: Math.floor(most / 2) });
        return [
          { name: 'at half of the maximum', value: perSecond, unit: 'updates/s' },
          { name: 'p50', value: p50, unit: 'ms' },
          { name: 'p99', value: p99, unit: 'ms' },
        ];
      },
      async close() {
        await Promise.all([ours.stop(), rival.stop()]);
        await pool.end();
        await servers.stop();
      },
    };
  },
};

/** Messages of many players, each a new update, as fast as they are answered or at a rate. */
async function shoot(port: number, secret: string, { seconds = SECONDS, rate }: { seconds?: number; rate?: number }) {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}/webhooks/telegram/${BOT}`,
    connections: CONNECTIONS,
    duration: seconds,
    ...(rate === undefined ? {} : { overallRate: rate }),
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
        setupRequest: (request) => ({ ...request, body: JSON.stringify(nextUpdate()) }),
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} refused, ${result.errors} failed of ${result.requests.total}`);
  return {
    perSecond: result.requests.total / result.duration,
    answered: result['2xx'],
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}

let updates = 0;
function nextUpdate() {
  const from = { id: randomInt(1, 1_000), is_bot: false, first_name: 'Ada', language_code: 'en' };
  const update_id = ++updates;
  return {
    update_id,
    message: {
      message_id: update_id,
      date: 1,
      chat: { id: from.id, type: 'private', first_name: 'Ada' },
      from,
      text: '/balance',
    },
  };
}
