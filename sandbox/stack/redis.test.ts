import path from 'node:path';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { freePort } from './ports.ts';
import { redisPart, redisUrl } from './redis.ts';
import { findRedis } from './redis-binary.ts';
import { finding, testPlace } from './test-place.ts';

const here = testPlace();

test('Redis asks for its password, and starts again after a kill', async () => {
  const place = {
    dir: path.join(here.dir, 'redis'),
    port: await freePort(),
    password: 'secret',
    server: await findRedis(finding),
    databases: 4,
  };
  const part = redisPart(place);
  const first = await here.start(part);
  process.kill(first.identity.pid, 'SIGKILL');
  await first.ended;
  await here.start(part);
  expect(await ping(redisUrl(place))).toBe('PONG');
  await expect(ping(`redis://127.0.0.1:${place.port}`)).rejects.toThrow();
});

async function ping(url: string): Promise<string> {
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    enableReadyCheck: false,
  });
  redis.on('error', () => {});
  try {
    await redis.connect();
    return await redis.ping();
  } finally {
    redis.disconnect();
  }
}
