import { createPool, type Pool } from '../prisma/pool.ts';
import { query, sql } from '../prisma/tx.ts';
import { findFaults } from '../records/ledger/faults.ts';
import { withClient } from '../sandbox/stack/postgres-roles.ts';
import { testDatabase } from '../sandbox/testing/fixtures.ts';
import type { Bench } from './bench.ts';
import { openAccounts, payers } from './ledger.ts';
import { openServers } from './servers.ts';

const RUN_MS = 5_000;
const PLAYERS = 4_000;
const FEW = 10_000;
const MANY = 10_000_000;

/** The same work on long books and on short ones. */
export const bench: Bench = {
  name: 'ledger-growth',
  unit: 'transfers/s',
  async prepare(say) {
    say('starting servers');
    const servers = await openServers(say);
    const long = await openBooks(MANY, say);
    const short = await openBooks(FEW, say);
    await long.pay(3_000);
    await short.pay(3_000);
    return {
      note: `ours: ${MANY.toLocaleString('en')} entries; rival: the same on ${FEW.toLocaleString('en')}; ${PLAYERS.toLocaleString('en')} players in both`,
      ours: () => long.pay(RUN_MS),
      rival: () => short.pay(RUN_MS),
      async also() {
        const startedAt = performance.now();
        const faults = await findFaults(long.pool);
        if (faults.length > 0) throw new Error(`the books do not add up: ${faults[0]?.what}`);
        const seconds = (performance.now() - startedAt) / 1_000;
        return [{ name: 'reading the long books from the beginning', value: seconds, unit: 's' }];
      },
      async close() {
        await Promise.all([long.pool.end(), short.pool.end()]);
        await servers.stop();
      },
    };
  },
};

async function openBooks(entries: number, say: (doing: string) => void) {
  const { appUrl, superuserUrl } = await testDatabase();
  const pool = createPool(appUrl, { max: 8, name: 'bench' });
  const { players, house } = await openAccounts(pool, PLAYERS);
  await withClient(superuserUrl, async (client) => {
    const startedAt = performance.now();
    await client.query(history(players, house, (entries - 2 * PLAYERS) / 2));
    await client.query('vacuum analyze');
    await client.query('checkpoint');
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    say(`${(await countEntries(pool)).toLocaleString('en')} entries, written as sets in ${seconds} s`);
  });
  return { pool, pay: payers(pool, players, house) };
}

async function countEntries(pool: Pool): Promise<number> {
  const [row] = await query<{ entries: bigint }>(pool, sql`select count(*) as entries from ledger.entry`);
  return Number(row?.entries ?? 0n);
}

/** Transfers of one unit with ids of a whole year, each player in turn, as the ledger would have written them; indexes are made at the end. */
const history = (players: readonly bigint[], house: bigint, transfers: number): string => `
  set session_replication_role = replica;
  alter table ledger.entry drop constraint entry_pkey;
  drop index ledger.entry_transfer_id_account_id_key;
  create temporary table made as
    select n, uuidv7(interval '-1 year' + n * (interval '364 days' / ${transfers})) as id, p.account, 2 + (n - 1) / ${players.length} as version
    from generate_series(1, ${transfers}) n
      join unnest('{${players.join()}}'::bigint[]) with ordinality as p(account, at) on p.at = 1 + (n - 1) % ${players.length};
  insert into ledger.transfer (id, action, kind, posted_at)
    select id, 'post', 'bench', clock_timestamp() from made order by n;
  insert into ledger.entry (account_id, version, transfer_id, asset, amount, held, balance_before, balance_after, held_after)
    select account, version, id, 'EUR', -1, 0, 1000000000 - version + 2, 1000000000 - version + 1, 0 from made
    union all
    select ${house}, n, id, 'EUR', 1, 0, n - 1, n, 0 from made;
  update ledger.account a set version = m.version, balance = 1000000000 - m.version + 1
    from (select account, max(version) as version from made group by account) m where a.id = m.account;
  update ledger.account set version = ${transfers}, balance = ${transfers} where id = ${house};
  alter table ledger.entry add constraint entry_pkey primary key (account_id, version);
  create unique index entry_transfer_id_account_id_key on ledger.entry (transfer_id, account_id);
  drop table made`;
