import { randomInt } from 'node:crypto';
import pg from 'pg';
import { runTool } from '../../sandbox/stack/run-tool.ts';

export type Rival = { readonly name: string; run(): Promise<number>; close(): Promise<void> };

const ACCOUNTS = 100_000;
const TELLERS = 10;

/** PostgreSQL's own benchmark at scale 1: every transaction updates the one branch. By pgbench where there is one. */
export async function tpcb(url: string, { clients, runMs }: { clients: number; runMs: number }): Promise<Rival> {
  const pgbench = (...args: string[]) => runTool({ file: 'pgbench', args: [...args, url] });
  if ((await runTool({ file: 'pgbench', args: ['--version'] })).ok) {
    const made = await pgbench('-i', '-q', '-s', '1');
    if (!made.ok) throw new Error(made.output);
    return {
      name: `pgbench -s 1 -c ${clients} -j 2`,
      async run() {
        const { ok, output } = await pgbench('-s', '1', '-c', String(clients), '-j', '2', '-T', String(runMs / 1_000));
        const tps = /^tps = ([\d.]+)/m.exec(output)?.[1];
        if (!ok || tps === undefined) throw new Error(output);
        return Number(tps);
      },
      close: async () => undefined,
    };
  }
  return byHand(url, clients, runMs);
}

/** The same tables and statements, from here: for a machine without pgbench. */
async function byHand(url: string, clients: number, runMs: number): Promise<Rival> {
  const pool = new pg.Pool({ connectionString: url, max: clients });
  await pool.query(`
    create table pgbench_branches (bid int primary key, bbalance int, filler char(88)) with (fillfactor = 100);
    create table pgbench_tellers (tid int primary key, bid int, tbalance int, filler char(84)) with (fillfactor = 100);
    create table pgbench_accounts (aid int primary key, bid int, abalance int, filler char(84)) with (fillfactor = 100);
    create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
    insert into pgbench_branches values (1, 0);
    insert into pgbench_tellers select n, 1, 0 from generate_series(1, ${TELLERS}) n;
    insert into pgbench_accounts select n, 1, 0 from generate_series(1, ${ACCOUNTS}) n;`);
  const client = async (until: number): Promise<number> => {
    const connection = await pool.connect();
    let done = 0;
    for (; performance.now() < until; done++) {
      const [account, teller, delta] = [1 + randomInt(ACCOUNTS), 1 + randomInt(TELLERS), randomInt(10_001) - 5_000];
      await connection.query('begin');
      await connection.query(`update pgbench_accounts set abalance = abalance + ${delta} where aid = ${account}`);
      await connection.query(`select abalance from pgbench_accounts where aid = ${account}`);
      await connection.query(`update pgbench_tellers set tbalance = tbalance + ${delta} where tid = ${teller}`);
      await connection.query(`update pgbench_branches set bbalance = bbalance + ${delta} where bid = 1`);
      await connection.query(
        `insert into pgbench_history (tid, bid, aid, delta, mtime) values (${teller}, 1, ${account}, ${delta}, current_timestamp)`,
      );
      await connection.query('end');
    }
    connection.release();
    return done;
  };
  return {
    name: `the statements of pgbench -s 1 -c ${clients}, sent from Node (pgbench is not installed)`,
    async run() {
      await pool.query('vacuum pgbench_branches');
      await pool.query('vacuum pgbench_tellers');
      const startedAt = performance.now();
      const done = await Promise.all(Array.from({ length: clients }, () => client(startedAt + runMs)));
      return done.reduce((sum, each) => sum + each, 0) / ((performance.now() - startedAt) / 1_000);
    },
    close: () => pool.end(),
  };
}
