import type { Pool } from '../../prisma/pool.ts';
import { query, sql } from '../../prisma/tx.ts';

/**
 * True while this process may work as `name`. Renewed by asking; a holder that dies is replaced when its time is up. The
 * answer is remembered for a third of that time, so that a busy loop does not ask each round.
 */
export function createLease(pool: Pool, name: string, holder: string, ttlMs: number, now: () => number) {
  let heldUntil = 0;
  let askAgainAt = 0;
  return {
    async held(): Promise<boolean> {
      if (now() < askAgainAt) return now() < heldUntil;
      const asked = now();
      const [row] = await query<{ taken: boolean }>(
        pool,
        sql`select delivery.take_lease(${name}, ${holder}, ${`${ttlMs} milliseconds`}::interval) as taken`,
      );
      heldUntil = row?.taken ? asked + ttlMs : 0;
      askAgainAt = asked + ttlMs / 3;
      return heldUntil > now();
    },
    async release(): Promise<void> {
      heldUntil = 0;
      await query(pool, sql`delete from delivery.lease where name = ${name} and holder = ${holder}`);
    },
  };
}
