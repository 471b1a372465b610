import type { Pool } from '../../prisma/pool.ts';
import { query, sql } from '../../prisma/tx.ts';

export type Waiting = { readonly queue: string; readonly status: string; readonly rows: number };

/** How much waits and how much was laid aside, by queue: what ops look at first. */
export async function readWaiting(pool: Pool): Promise<Waiting[]> {
  const rows = await query<{ queue: string; status: string; rows: bigint }>(
    pool,
    sql`select 'inbox' as queue, status, count(*) as rows from delivery.inbox where status in ('pending', 'dead') group by status
        union all
        select 'outbox ' || kind, status, count(*) from delivery.outbox where status in ('pending', 'sending', 'dead') group by kind, status`,
  );
  return rows.map((row) => ({ ...row, rows: Number(row.rows) }));
}
