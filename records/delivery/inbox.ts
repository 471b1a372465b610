import { createBatcher } from '../../prisma/batcher.ts';
import type { Pool } from '../../prisma/pool.ts';
import { query, sql, type Transaction, type Tx } from '../../prisma/tx.ts';

export type Arrival = {
  readonly source: string;
  readonly externalId: string;
  readonly lane: string;
  readonly body: unknown;
};

/** One at a time would be one commit each; arrivals of one moment share theirs. Answers false for what was known. */
export const createReceive = (pool: Pool) =>
  createBatcher<Arrival, boolean>(
    async (arrivals) => {
      const [row] = await query<{ stored: boolean[] }>(
        pool,
        sql`select delivery.receive_batch(${arrivals.map((a) => a.source)}::text[], ${arrivals.map((a) => a.externalId)}::text[],
          ${arrivals.map((a) => a.lane)}::text[], ${arrivals.map((a) => storable(a.body))}::jsonb[]) as stored`,
      );
      return row?.stored ?? [];
    },
    { writers: 2 },
  );

/**
 * JSON that PostgreSQL keeps: its text has no NUL and no half of a surrogate pair, and one such sign would have every
 * arrival of its batch refused, and sent again for ever. They become the sign that stands for what cannot be shown.
 */
const storable = (body: unknown): string =>
  JSON.stringify(body).replace(/\\(?:u0000|ud[89a-f][\da-f]{2}|.)/g, (sign) =>
    /^\\u(0000|d)/.test(sign) ? '\ufffd' : sign,
  );

export type Incoming = {
  readonly id: bigint;
  readonly externalId: string;
  readonly lane: string;
  readonly body: unknown;
  readonly attempts: number;
};

export type InboxOptions = {
  readonly source: string;
  /** After so many failures the item is laid aside, visibly, and its lane goes on. An outage of ours is never its fault. */
  readonly mostAttempts: number;
  /** Somebody the item depends on is away: no more its fault than an outage of ours. */
  readonly isAway?: (error: unknown) => boolean;
  readonly backoffMs: (attempts: number) => number;
  readonly onFailure: (error: unknown, item: Incoming, dead: boolean) => void;
};

/**
 * Works on the oldest item of some lane: handler and mark in one transaction, so that what the handler wrote is there
 * exactly when the item is done. A handler that throws writes nothing; its item waits, and only its own lane waits with it.
 * A worker that dies leaves the item as it was. Answers whether there was anything to do.
 */
export function createInboxWorker(
  pool: Pool,
  transaction: Transaction,
  options: InboxOptions,
  handle: (tx: Tx, item: Incoming) => Promise<void>,
) {
  return async function workOne(): Promise<boolean> {
    let taken: Incoming | undefined;
    try {
      return await transaction(async (tx) => {
        taken = await take(tx, options.source);
        if (!taken) return false;
        await handle(tx, taken);
        await markDone(tx, taken.id);
        return true;
      });
    } catch (error) {
      if (!taken) throw error;
      await failed(pool, options, taken, error);
      return true;
    }
  };
}

/**
 * As above, for items that must be asked about: `ask` runs before the transaction is opened, so that nobody's rows are held
 * while a provider takes its time. Two workers may ask about the same item; one of them handles it.
 */
export function createAskingInboxWorker<Found>(
  pool: Pool,
  transaction: Transaction,
  options: InboxOptions,
  ask: (item: Incoming) => Promise<Found>,
  handle: (tx: Tx, item: Incoming, found: Found) => Promise<void>,
) {
  return async function workOne(): Promise<boolean> {
    const seen = await take({ query: (statement) => query(pool, statement) }, options.source);
    if (!seen) return false;
    try {
      const found = await ask(seen);
      await transaction(async (tx) => {
        const [still] = await tx.query(
          sql`select 1 from delivery.inbox where id = ${seen.id} and status = 'pending' for update skip locked`,
        );
        if (!still) return;
        await handle(tx, seen, found);
        await markDone(tx, seen.id);
      });
    } catch (error) {
      await failed(pool, options, seen, error);
    }
    return true;
  };
}

async function markDone(tx: Tx, id: bigint): Promise<void> {
  await tx.query(
    sql`update delivery.inbox set status = 'done', body = null, done_at = clock_timestamp(), last_error = null where id = ${id}`,
  );
}

async function failed(pool: Pool, options: InboxOptions, taken: Incoming, error: unknown): Promise<void> {
  const attempts = taken.attempts + 1;
  const isItsFault = !isOutage(error) && !options.isAway?.(error);
  const dead = attempts >= options.mostAttempts && isItsFault;
  await putBack(pool, taken.id, attempts, dead, options.backoffMs(attempts), error);
  options.onFailure(error, { ...taken, attempts }, dead);
}

/** PostgreSQL's own trouble: a lost connection, no room, a lock or a statement that took too long, a shutdown. */
const isOutage = (error: unknown): boolean =>
  /^(08|53|55P03|57)/.test(String((error as { code?: unknown } | null)?.code));

async function take(tx: Pick<Tx, 'query'>, source: string): Promise<Incoming | undefined> {
  const [row] = await tx.query<{ id: bigint; external_id: string; lane: string; body: unknown; attempts: number }>(sql`
    select i.id, i.external_id, i.lane, i.body, i.attempts from delivery.inbox i
    where i.source = ${source} and i.status = 'pending' and i.next_at <= clock_timestamp()
      and not exists (select from delivery.inbox e
        where e.source = i.source and e.lane = i.lane and e.status = 'pending' and e.id < i.id)
    order by i.id limit 1 for update skip locked`);
  return row && { id: row.id, externalId: row.external_id, lane: row.lane, body: row.body, attempts: row.attempts };
}

async function putBack(
  pool: Pool,
  id: bigint,
  attempts: number,
  dead: boolean,
  waitMs: number,
  error: unknown,
): Promise<void> {
  const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  await query(
    pool,
    sql`update delivery.inbox set attempts = ${attempts}, status = ${dead ? 'dead' : 'pending'}, last_error = ${why.slice(0, 500)},
      next_at = clock_timestamp() + ${`${waitMs} milliseconds`}::interval where id = ${id} and status = 'pending'`,
  );
}
