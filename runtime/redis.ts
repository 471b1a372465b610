import { Redis } from 'ioredis';
import type { Logger } from './logger.ts';

/**
 * Redis carries hints and caches, never truth: commands fail at once when it is away, and everybody has another way.
 */
export function createRedis(url: string, log: Logger): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    enableAutoPipelining: true, // what is asked in one turn of the event loop leaves in one write
    connectTimeout: 2_000,
    commandTimeout: 1_000, // one that hangs is as good as away
    retryStrategy: (times) => Math.min(2_000, 50 * times),
  });
  let away = false;
  redis.on('error', (err) => {
    if (!away) log.warn({ err }, 'Redis is away');
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info('Redis is back');
    away = false;
  });
  return redis;
}
