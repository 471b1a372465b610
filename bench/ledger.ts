import { randomInt } from 'node:crypto';
import type { TransferId } from '../contracts/ids.ts';
import { createPool, type Pool } from '../prisma/pool.ts';
import { query, sql } from '../prisma/tx.ts';
import { isDone } from '../records/ledger/commands.ts';
import { createLedger } from '../records/ledger/execute.ts';
import { newId } from '../runtime/ids.ts';
import { testDatabase } from '../sandbox/testing/fixtures.ts';
import type { Bench } from './bench.ts';
import { tpcb } from './rivals/tpcb.ts';
import { openServers } from './servers.ts';

export const CALLERS = 16;
const RUN_MS = 5_000;
const PLAYERS = 10_000;

/** Transfers of many players into one house account, beside what PostgreSQL's own benchmark does with its one branch. */
export const bench: Bench = {
  name: 'ledger',
  unit: 'transfers/s',
  async prepare(say) {
    say('starting servers');
    const servers = await openServers(say);
    const pool = createPool((await testDatabase()).appUrl, { max: 8, name: 'bench' });
    const { players, house } = await openAccounts(pool, PLAYERS);
    const rival = await tpcb((await testDatabase()).superuserUrl, { clients: CALLERS, runMs: RUN_MS });
    const pay = payers(pool, players, house);
    await pay(1_000);
    return {
      note: `rival: ${rival.name}; ours: ${CALLERS} callers, each one transfer of a player's cash into one account at a time`,
      ours: () => pay(RUN_MS),
      rival: () => rival.run(),
      async close() {
        await pool.end();
        await rival.close();
        await servers.stop();
      },
    };
  },
};

/** Players with plenty of cash, and the account everybody pays into: one row, whoever writes to it. */
export async function openAccounts(pool: Pool, count: number): Promise<{ players: bigint[]; house: bigint }> {
  const rows = await query<{ id: bigint }>(
    pool,
    sql`select ledger.open_account('player-cash', gen_random_uuid(), null, 'EUR') as id from generate_series(1, ${count}::int)`,
  );
  const [at] = await query<{ house: bigint; source: bigint }>(
    pool,
    sql`select ledger.open_account('fees', null, 'bench', 'EUR') as house, ledger.open_account('clearing', null, 'bench', 'EUR') as source`,
  );
  if (!at) throw new Error('no accounts');
  const ledger = createLedger(pool);
  const players = rows.map((row) => row.id);
  for (let from = 0; from < players.length; from += 200) {
    const answers = await Promise.all(
      players.slice(from, from + 200).map((account) => ledger.do(transfer(at.source, account, 1_000_000_000n))),
    );
    if (!answers.every(isDone)) throw new Error('a player was not given money');
  }
  return { players, house: at.house };
}

/** Transfers of random players into the house, by 16 callers at once; answers how many a second. */
export const payers = (pool: Pool, players: readonly bigint[], house: bigint) => {
  const ledger = createLedger(pool);
  return (runMs: number): Promise<number> =>
    inTurns(runMs, async () => {
      const from = players[randomInt(players.length)] as bigint;
      const answer = await ledger.do(transfer(from, house, BigInt(1 + randomInt(100))));
      if (!isDone(answer)) throw new Error(`a transfer was refused: ${answer.reason}`);
    });
};

/** What 16 callers get done in this time, each doing one after another; a second. */
export async function inTurns(runMs: number, one: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  let done = 0;
  const caller = async (): Promise<void> => {
    for (; performance.now() - startedAt < runMs; done++) await one();
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return done / ((performance.now() - startedAt) / 1_000);
}

const transfer = (from: bigint, to: bigint, amount: bigint) => ({
  action: 'post' as const,
  id: newId(Date.now()) as TransferId,
  kind: 'bench',
  subject: null,
  legs: [
    { account: from, amount: -amount },
    { account: to, amount },
  ],
});
