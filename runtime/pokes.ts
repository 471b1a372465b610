import type { Redis } from 'ioredis';
import type { PlayerHint } from '../contracts/http/events.ts';
import type { PlayerId } from '../contracts/ids.ts';

/** What may be waiting: work that was written down a moment ago. */
export type Topic = 'inbox' | 'inbox-provider' | 'outbox-workflow' | 'outbox-telegram';

export type Hint = (player: PlayerId, hint: PlayerHint) => void;

export type Pokes = {
  poke(topic: Topic): void;
  on(topic: Topic, wake: () => void): Promise<void>;
  /** Something of this player's changed: whoever looks on should ask again. */
  hint: Hint;
  onHint(hear: Hint): Promise<void>;
  /** These sessions ended: whoever serves them stops. */
  ended(sessions: readonly string[]): void;
  onEnded(hear: (sessions: readonly string[]) => void): Promise<void>;
  close(): Promise<void>;
};

/**
 * Wakes loops in other processes, and the screens of players. Redis, and not NOTIFY: a NOTIFY takes a lock that every committing transaction of the
 * server shares. A poke is a hint; lost ones cost the loop's resting time and nothing else.
 */
export function createPokes(redis: Redis, prefix: string): Pokes {
  const listeners = new Map<string, ((message: string) => void)[]>();
  let subscriber: Redis | undefined;

  const publish = (channel: string, message: string): void => {
    redis.publish(`${prefix}:${channel}`, message).catch(() => undefined);
  };
  const subscribe = (name: string, hear: (message: string) => void): void => {
    const channel = `${prefix}:${name}`;
    listeners.set(channel, [...(listeners.get(channel) ?? []), hear]);
    if (!subscriber) {
      subscriber = redis.duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: null });
      subscriber.on('error', () => undefined);
      subscriber.on('message', (from, message) => {
        for (const each of listeners.get(from) ?? []) each(message);
      });
    }
    subscriber.subscribe(channel).catch(() => undefined);
  };

  return {
    poke: (topic) => publish(topic, ''),
    on: async (topic, wake) => subscribe(topic, wake),
    hint: (player, hint) => publish('players', JSON.stringify({ player, hint })),
    onHint: async (hear) =>
      subscribe('players', (message) => {
        const { player, hint } = (heardIn(message) ?? {}) as { player?: PlayerId; hint?: PlayerHint };
        if (player && hint) hear(player, hint);
      }),
    ended(sessions) {
      if (sessions.length > 0) publish('ended', JSON.stringify(sessions));
    },
    onEnded: async (hear) =>
      subscribe('ended', (message) => {
        const sessions = heardIn(message);
        if (Array.isArray(sessions)) hear(sessions.map(String));
      }),
    async close() {
      subscriber?.disconnect();
    },
  };
}

/** Others may write into this Redis: what is no hint is none. */
function heardIn(message: string): unknown {
  try {
    return JSON.parse(message) ?? undefined;
  } catch {
    return undefined;
  }
}
