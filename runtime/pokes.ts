import type { Redis } from 'ioredis';

/** What may be waiting: work that was written down a moment ago. */
export type Topic = 'inbox' | 'outbox-workflow' | 'outbox-telegram';

export type Pokes = {
  poke(topic: Topic): void;
  on(topic: Topic, wake: () => void): Promise<void>;
  close(): Promise<void>;
};

/**
 * Wakes loops in other processes. Redis, and not NOTIFY: a NOTIFY takes a lock that every committing transaction of the
 * server shares. A poke is a hint; lost ones cost the loop's resting time and nothing else.
 */
export function createPokes(redis: Redis, prefix: string): Pokes {
  const wakes = new Map<string, (() => void)[]>();
  let subscriber: Redis | undefined;
  return {
    poke(topic) {
      redis.publish(`${prefix}:${topic}`, '').catch(() => undefined);
    },
    async on(topic, wake) {
      const channel = `${prefix}:${topic}`;
      wakes.set(channel, [...(wakes.get(channel) ?? []), wake]);
      if (!subscriber) {
        subscriber = redis.duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: null });
        subscriber.on('error', () => undefined);
        subscriber.on('message', (name) => {
          for (const each of wakes.get(name) ?? []) each();
        });
      }
      subscriber.subscribe(channel).catch(() => undefined);
    },
    async close() {
      subscriber?.disconnect();
    },
  };
}
