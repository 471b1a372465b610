import type { Clock } from '../../ground/clock.ts';
import type { Table, Tables } from '../../ground/durable-tables.ts';

/** What lies at the bridge for somebody: `message` is sealed (nacl box), the bridge cannot read it. */
export type BridgeMessage = {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly message: string;
  readonly traceId?: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
};

export type Post = Pick<BridgeMessage, 'from' | 'to' | 'message' | 'traceId'> & { readonly ttlMs: number };

export type BridgeMessages = {
  /** Kept before the answer: who reconnects right after it finds the message. */
  post(post: Post): BridgeMessage;
  /** What is kept for these and newer than `after`, oldest first; then each new one. The answer stops. */
  listen(to: readonly string[], after: number, hear: (message: BridgeMessage) => void): () => void;
};

/**
 * The store of a TON Connect bridge. A message stays until its time is over, read or not: a client says what it saw by
 * its last event id. Ids grow over restarts, as a client's last one does.
 */
export function createMessages({ clock, tables }: { clock: Clock; tables: Tables }): BridgeMessages {
  const kept: Table<BridgeMessage> = tables.table('bridge-messages');
  const listeners = new Set<(message: BridgeMessage) => void>();
  let lastId = Math.max(0, ...[...kept.values()].map(({ id }) => id));

  const forgetExpired = (): void => {
    for (const { id, expiresAt } of [...kept.values()]) if (expiresAt <= clock.now()) kept.remove(String(id));
  };

  return {
    post({ ttlMs, ...post }) {
      forgetExpired();
      lastId = Math.max(lastId + 1, clock.now() * 1_000); // microseconds, as the reference counts
      const message = { ...post, id: lastId, expiresAt: clock.now() + ttlMs };
      kept.put(String(message.id), message);
      for (const hear of [...listeners]) hear(message);
      return message;
    },
    listen(to, after, hear) {
      forgetExpired();
      for (const message of [...kept.values()].sort((a, b) => a.id - b.id))
        if (to.includes(message.to) && message.id > after) hear(message);
      const listener = (message: BridgeMessage): void => {
        if (to.includes(message.to)) hear(message);
      };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
