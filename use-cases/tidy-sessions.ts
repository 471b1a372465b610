import type { Pool } from '../prisma/pool.ts';
import { type EndedSession, endOverdueSessions, lateSessions } from '../records/identity/sessions.ts';
import type { Gate } from '../runtime/gate.ts';
import type { EndDeps } from './end-sessions.ts';

/** Longer than an access token lives, and so than anything is kept of a session. */
const KEPT_MS = 10 * 60_000;
const TELL_EVERY_MS = 15_000;
const TOLD_AT_ONCE = 1_000;

type Deps = Pick<EndDeps, 'onEnded'> & { gate: Pick<Gate, 'forget'>; pool: Pool };

/** Ends sessions whose time is over, or that nobody used for their idle time. Safe to repeat. Answers how many ended. */
export const tidySessions =
  ({ pool, gate, onEnded }: Deps) =>
  async (atMost: number): Promise<number> => {
    const ended = await endOverdueSessions(pool, atMost);
    await gate.forget(ended);
    onEnded(ended);
    return ended.length;
  };

/**
 * Tells once more which sessions ended of late: Redis, or a process with a line of theirs, may have been away when that was
 * first said. However often it is called, it does so every 15 seconds and for a thousand of them at most; of more, the next
 * time goes on behind them, and at their end it begins anew.
 */
export function tellEndedAgain({ pool, gate, onEnded, now }: Deps & { now: () => number }): () => Promise<void> {
  let nextAt = Number.NEGATIVE_INFINITY;
  let last: EndedSession | undefined;
  return async () => {
    if (now() < nextAt) return;
    nextAt = now() + TELL_EVERY_MS;
    const late = await lateSessions(pool, KEPT_MS, last, TOLD_AT_ONCE);
    const ids = late.map(({ id }) => id);
    const isHeard = await gate.forget(ids);
    onEnded(ids);
    if (isHeard) last = late.length === TOLD_AT_ONCE ? late.at(-1) : undefined;
  };
}
