import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { assert } from '../domain/assert.ts';
import type { Pool } from './pool.ts';

export type Sql = { readonly text: string; readonly values: readonly unknown[] };

/** Values become parameters, never text. */
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  return { text: strings.reduce((text, part, n) => `${text}$${n}${part}`), values };
}

export type Row = Record<string, unknown>;

/** One open transaction. What must happen after it is true, and only then, is handed to `afterCommit`. */
export type Tx = {
  query<R extends Row = Row>(statement: Sql): Promise<R[]>;
  afterCommit(then: () => void): void;
};

export type Transaction = <T>(fn: (tx: Tx) => Promise<T>) => Promise<T>;

/**
 * Serialization failure, deadlock, a lock that was not given in time: PostgreSQL undid it all and asks for another try. So does a transfer's id that another
 * session used in this very moment: the next try finds it there.
 */
const isWorthAnotherTry = (error: unknown): boolean => {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return (
    code === '40001' || code === '40P01' || code === '55P03' || (code === '23505' && constraint === 'transfer_pkey')
  );
};
const ATTEMPTS = 4;

/**
 * READ COMMITTED, one connection, commit or nothing. `fn` may run again after a deadlock, so it holds database work only:
 * nothing leaves the process before `afterCommit`. A connection lost during COMMIT throws, and whether it was committed is
 * unknown: callers repeat under ids of their own making.
 */
export const createTransaction =
  (pool: Pool): Transaction =>
  async (fn) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(pool, fn);
      } catch (error) {
        if (attempt >= ATTEMPTS || !isWorthAnotherTry(error)) throw error;
      }
    }
  };

async function once<T>(pool: Pool, fn: (tx: Tx) => Promise<T>): Promise<T> {
  const connection = await pool.connect();
  const committed: (() => void)[] = [];
  let broken = true;
  try {
    await connection.query('begin');
    const result = await fn({
      query: async <R extends Row>(statement: Sql) => (await connection.query<R>(prepared(statement))).rows,
      afterCommit: (then) => void committed.push(then),
    });
    // PostgreSQL answers a COMMIT of a transaction in which a statement failed with ROLLBACK, and no error.
    const { command } = await connection.query('commit');
    assert(command === 'COMMIT', 'a statement failed and was passed over: nothing was committed');
    broken = false;
    for (const then of committed) then();
    return result;
  } catch (error) {
    broken = await connection.query('rollback').then(
      () => false,
      () => true,
    );
    throw error;
  } finally {
    connection.release(broken);
  }
}

/**
 * What `fn` did is taken back, in the database and of what was to follow the commit, when its answer is a refusal; the
 * transaction goes on. What it throws ends the transaction, as ever.
 */
export async function unlessRefused<T>(
  tx: Tx,
  fn: (tx: Tx) => Promise<T>,
  isRefusal: (answer: T) => boolean,
): Promise<T> {
  const committed: (() => void)[] = [];
  await tx.query(sql`savepoint attempt`);
  const answer = await fn({ query: tx.query, afterCommit: (then) => void committed.push(then) });
  if (isRefusal(answer)) await tx.query(sql`rollback to savepoint attempt`);
  else for (const then of committed) tx.afterCommit(then);
  await tx.query(sql`release savepoint attempt`);
  return answer;
}

/** The line to PostgreSQL broke, or it is going down or coming up. Whether it did what it was asked is unknown. */
const LOST =
  /^(08...|57P0[123]|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$|Connection terminated|timeout exceeded when trying to connect/;

/** A lock that was not given in time. */
const isLockedOut = (error: unknown): boolean => (error as { code?: unknown } | undefined)?.code === '55P03';

/**
 * Asks again when PostgreSQL undid it or its answer was lost. For what has one effect however often it is asked.
 * @param options.together it is asked for several, of whom one alone may be locked out: that is thrown at once, so that they are asked for apart
 */
export async function again<T>(
  attempts: number,
  ask: () => Promise<T>,
  { pauseMs = 50, together = false } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      const { code, message } = error as { code?: unknown; message?: unknown };
      const isLost = LOST.test(String(code)) || (code === undefined && LOST.test(String(message)));
      if (attempt >= attempts || !(isLost || isWorthAnotherTry(error)) || (together && isLockedOut(error))) throw error;
      // A failover takes a moment; a deadlock is over.
      if (isLost) await sleep(pauseMs * 4 ** (attempt - 1));
    }
  }
}

/** A single statement is its own transaction. */
export const query = async <R extends Row = Row>(pool: Pick<Pool, 'query'>, statement: Sql): Promise<R[]> =>
  (await pool.query<R>(prepared(statement))).rows;

const names = new Map<string, string>();

/** Named by its text, so that each connection plans a statement once. The texts are literals of ours: a bounded set. */
function prepared({ text, values }: Sql): { name: string; text: string; values: unknown[] } {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 32);
    names.set(text, name);
  }
  return { name, text, values: [...values] };
}
