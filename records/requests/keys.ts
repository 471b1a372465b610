import type { PlayerId } from '../../contracts/ids.ts';
import type { Pool } from '../../prisma/pool.ts';
import { query, sql, type Tx } from '../../prisma/tx.ts';

/** A wish by the key its client chose; the same key with another body is a client's mistake. */
export type KeyedWish = {
  readonly player: PlayerId;
  readonly key: string;
  readonly route: string;
  /** SHA-256 of the body. */
  readonly bodyHash: Uint8Array;
};

export type Earlier<A> = { readonly answer: A } | { readonly reason: 'key-reused' } | undefined;

/**
 * What this wish came to when it was made before; undefined when it is new. Two at once wait here for each other, until the
 * end of the transaction.
 */
export async function answeredBefore<A>(tx: Tx, { player, key, route, bodyHash }: KeyedWish): Promise<Earlier<A>> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended(${`${player}:${key}`}, 11))`);
  const [row] = await tx.query<{ answer: A; same: boolean }>(sql`
    select answer, route = ${route} and body_hash = ${bodyHash} as same from requests.idempotency_key
    where player_id = ${player} and key = ${key}`);
  if (!row) return undefined;
  return row.same ? { answer: row.answer } : { reason: 'key-reused' };
}

/** Keeps the answer beside what it answers: both are there, or neither. */
export async function keepAnswer(tx: Tx, { player, key, route, bodyHash }: KeyedWish, answer: unknown): Promise<void> {
  await tx.query(sql`
    insert into requests.idempotency_key (player_id, key, route, body_hash, answer)
    values (${player}, ${key}, ${route}, ${bodyHash}, ${JSON.stringify(answer)}::jsonb)`);
}

/** Forgets keys so old that nobody repeats them any more. Answers how many went. */
export async function sweepKeys(pool: Pool, keepMs: number, atMost: number): Promise<number> {
  const rows = await query(
    pool,
    sql`delete from requests.idempotency_key where (player_id, key) in (
          select player_id, key from requests.idempotency_key
          where created_at < clock_timestamp() - ${`${keepMs} milliseconds`}::interval limit ${atMost})
        returning 1`,
  );
  return rows.length;
}
