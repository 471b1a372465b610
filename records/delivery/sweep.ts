import type { Pool } from '../../prisma/pool.ts';
import { query, sql } from '../../prisma/tx.ts';

/** Forgets what was done long ago. Telegram repeats an update for a day at most; `keepMs` must be longer. Answers how many rows went. */
export async function sweepDelivered(pool: Pool, keepMs: number, atMost: number): Promise<number> {
  const keep = `${keepMs} milliseconds`;
  const [row] = await query<{ gone: bigint }>(
    pool,
    sql`with old_in as (
          delete from delivery.inbox where id in (
            select id from delivery.inbox where status = 'done' and done_at < clock_timestamp() - ${keep}::interval limit ${atMost}) returning 1),
        old_out as (
          delete from delivery.outbox where id in (
            select id from delivery.outbox where status = 'done' and done_at < clock_timestamp() - ${keep}::interval limit ${atMost}) returning 1)
        select (select count(*) from old_in) + (select count(*) from old_out) as gone`,
  );
  return Number(row?.gone ?? 0n);
}

/**
 * Forgets what people wrote and what they were to be told, where nobody could read or deliver it and nobody mended it for so long.
 * Only what came from Telegram or goes there: payments and workflows that are laid aside wait for people however long.
 */
export async function sweepUndelivered(pool: Pool, keepMs: number, atMost: number): Promise<number> {
  const keep = `${keepMs} milliseconds`;
  const [row] = await query<{ gone: bigint }>(
    pool,
    sql`with old_in as (
          delete from delivery.inbox where id in (
            select id from delivery.inbox where status = 'dead' and source like 'telegram:%'
              and received_at < clock_timestamp() - ${keep}::interval limit ${atMost}) returning 1),
        old_out as (
          delete from delivery.outbox where id in (
            select id from delivery.outbox where status = 'dead' and kind = 'telegram'
              and done_at < clock_timestamp() - ${keep}::interval limit ${atMost}) returning 1)
        select (select count(*) from old_in) + (select count(*) from old_out) as gone`,
  );
  return Number(row?.gone ?? 0n);
}
