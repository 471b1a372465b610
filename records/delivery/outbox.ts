import type { ChatDelivery, WorkflowSignal, WorkflowStart } from '../../contracts/outbox.ts';
import { createBatcher } from '../../prisma/batcher.ts';
import type { Pool } from '../../prisma/pool.ts';
import { query, sql, type Tx } from '../../prisma/tx.ts';
import type { Topic } from '../../runtime/pokes.ts';

export type OutboxKind = 'telegram' | 'workflow-start' | 'workflow-signal';

/** A row taken out to be sent. `attempts` counts the sends that may have happened, this one included. */
export type Outgoing = {
  readonly id: bigint;
  readonly kind: OutboxKind;
  readonly key: string;
  readonly lane: string;
  readonly body: unknown;
  readonly attempts: number;
};

const PRIORITY = { code: 0, receipt: 1, promotion: 2 } as const;

export type Enqueue = ReturnType<typeof createEnqueue>;

/**
 * Writes down what must leave, in the transaction that decides it. Each is written once per key: repeating the transaction
 * repeats nothing.
 */
export function createEnqueue(poke: (topic: Topic) => void) {
  const enqueue = async (
    tx: Tx,
    kind: OutboxKind,
    key: string,
    lane: string,
    priority: number,
    body: unknown,
  ): Promise<void> => {
    await tx.query(
      sql`select delivery.enqueue(${kind}, ${key}, ${lane}, ${priority}::smallint, ${JSON.stringify(body)}::jsonb)`,
    );
    tx.afterCommit(() => poke(kind === 'telegram' ? 'outbox-telegram' : 'outbox-workflow'));
  };
  return {
    startWorkflow: (tx: Tx, start: WorkflowStart) =>
      enqueue(tx, 'workflow-start', `start:${start.workflowId}`, start.workflowId, PRIORITY.receipt, start),
    signalWorkflow: (tx: Tx, key: string, signal: WorkflowSignal) =>
      enqueue(tx, 'workflow-signal', key, signal.workflowId, PRIORITY.receipt, signal),
    showInChat: (tx: Tx, key: string, delivery: ChatDelivery, urgency: keyof typeof PRIORITY = 'receipt') =>
      enqueue(tx, 'telegram', key, chatLane(delivery.bot, delivery.chat), PRIORITY[urgency], delivery),
    /** Has what SQL functions wrote down themselves looked at as soon as it is true. */
    wake: (tx: Pick<Tx, 'afterCommit'>, topic: 'outbox-telegram' | 'outbox-workflow') =>
      tx.afterCommit(() => poke(topic)),
  };
}

/** Everything to one chat stays in order. */
export const chatLane = (bot: string, chat: string): string => `${bot}:${chat}`;

/** Takes what is due. Rows not finished within `forMs` are handed out again: their taker has died. */
export async function claimOutgoing(
  pool: Pool,
  kinds: readonly OutboxKind[],
  limit: number,
  forMs: number,
): Promise<Outgoing[]> {
  const rows = await query<Outgoing & Record<string, unknown>>(
    pool,
    sql`select id, kind, key, lane, body, attempts from delivery.claim(${kinds}::text[], ${limit}, ${`${forMs} milliseconds`}::interval) order by id`,
  );
  return rows;
}

export type SentRow = {
  readonly id: bigint;
  /** What later rows may need, as a message's id. */
  readonly result?: unknown;
};

/** The body is emptied: what was said is not kept. Rows that leave in the same moment share one commit. */
export const createMarkSent = (pool: Pool) =>
  createBatcher<SentRow, void>(async (rows) => {
    await query(
      pool,
      sql`update delivery.outbox o set status = 'done', body = null, done_at = clock_timestamp(), last_error = null, result = s.result::jsonb
          from unnest(${rows.map(({ id }) => id)}::bigint[], ${rows.map(({ result = null }) => JSON.stringify(result))}::text[]) as s(id, result)
          where o.id = s.id`,
    );
    return rows.map(() => undefined);
  });

/** @param proven it certainly did not happen, so that it does not count as an attempt */
export async function retryLater(pool: Pool, id: bigint, waitMs: number, why: string, proven: boolean): Promise<void> {
  await query(
    pool,
    sql`update delivery.outbox set status = 'pending', attempts = attempts - ${proven ? 1 : 0}, last_error = ${why.slice(0, 500)}, next_at = clock_timestamp() + ${`${waitMs} milliseconds`}::interval where id = ${id}`,
  );
}

/** Stays visible with its reason until a person has looked. */
export async function markUndeliverable(pool: Pool, id: bigint, why: string): Promise<void> {
  await query(
    pool,
    sql`update delivery.outbox set status = 'dead', last_error = ${why.slice(0, 500)}, done_at = clock_timestamp() where id = ${id}`,
  );
}

/** What the row under this key came to, once it is sent. */
export async function resultOf<T>(pool: Pool, key: string): Promise<T | undefined> {
  const [row] = await query<{ result: T | null }>(
    pool,
    sql`select result from delivery.outbox where key = ${key} and status = 'done'`,
  );
  return row?.result ?? undefined;
}
