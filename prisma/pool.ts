import pg from 'pg';

export type Pool = pg.Pool;

const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === pg.types.builtins.INT8) return BigInt;
    return pg.types.getTypeParser(oid, format as 'text');
  },
} as pg.CustomTypesConfig;

type PoolWish = {
  readonly max: number;
  readonly name: string;
  readonly statementMs?: number;
  readonly connectMs?: number;
};

/**
 * A pool for the application role. A statement that hangs, or waits for a lock that is not given back, fails instead of
 * holding a connection: whoever asked repeats it under the same ids.
 * @param options.statementMs for a command that reads at length; callers who are waited for have five seconds
 * @param options.connectMs how long to wait for a free connection
 */
export function createPool(url: string, options: PoolWish): Pool {
  const statementMs = options.statementMs ?? 5_000;
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    application_name: options.name,
    connectionTimeoutMillis: options.connectMs ?? 3_000,
    keepAlive: true,
    // The limits below are kept by the server, and over a line that went dead nobody hears of them.
    query_timeout: statementMs + 3_000,
    options: `-c statement_timeout=${statementMs} -c lock_timeout=2000 -c idle_in_transaction_session_timeout=20000`,
    types,
  });
  // A connection that dies is replaced by the pool, and fails the next statement of whoever holds it. Without a listener
  // it would end the process: on the pool while it is idle, on the connection itself between two statements.
  pool.on('error', () => undefined);
  pool.on('connect', (connection) => void connection.on('error', () => undefined));
  return pool;
}
