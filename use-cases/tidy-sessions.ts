import type { Pool } from '../prisma/pool.ts';
import { endIdleSessions, lateSessions } from '../records/identity/sessions.ts';
import type { Gate } from '../runtime/gate.ts';
import type { EndDeps } from './end-sessions.ts';

/** Longer than an access token lives, and so than anything is kept of a session. */
const KEPT_MS = 10 * 60_000;

/**
 * Ends sessions nobody used for their idle time, and lets Redis forget once more what ended of late: it may have been away
 * when that was first said. Safe to repeat. Answers how many ended.
 */
export const tidySessions =
  ({ pool, gate, onEnded }: Omit<EndDeps, 'gate'> & { gate: Pick<Gate, 'forget'>; pool: Pool }) =>
  async (atMost: number): Promise<number> => {
    const idle = await endIdleSessions(pool, atMost);
    const ended = idle.map(({ id }) => id);
    const late = await lateSessions(pool, KEPT_MS);
    await gate.forget(late);
    onEnded(late); // whoever did not hear of it then, hears of it now
    return ended.length;
  };
