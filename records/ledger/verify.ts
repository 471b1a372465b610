import type { Pool } from '../../prisma/pool.ts';
import { query, sql } from '../../prisma/tx.ts';

export type Fault = { readonly fault: string; readonly where: string };

/**
 * Reads the books from the beginning and names what does not add up: a transfer whose entries do not sum to zero in an
 * asset or has fewer than two, an account whose balance or version is not what its entries make it, an entry whose running
 * balance is not its forerunner's plus itself. Empty means that every unit is accounted for.
 */
export async function findFaults(pool: Pool): Promise<Fault[]> {
  return query<Fault>(
    pool,
    sql`
    select 'transfer does not sum to zero in ' || a.asset as fault, e.transfer_id::text as where
    from ledger.entry e join ledger.account a on a.id = e.account_id group by e.transfer_id, a.asset having sum(e.amount) <> 0
    union all
    select 'transfer has fewer than two entries', t.id::text
    from ledger.transfer t left join ledger.entry e on e.transfer_id = t.id group by t.id having count(e.amount) < 2
    union all
    select 'balance is not the sum of its entries', 'account ' || a.id
    from ledger.account a left join (select account_id, sum(amount) as total, count(*) as entries from ledger.entry group by account_id) e
      on e.account_id = a.id
    where a.balance <> coalesce(e.total, 0) or a.version <> coalesce(e.entries, 0)
    union all
    select 'entry does not follow its forerunner', e.transfer_id || ' on account ' || e.account_id
    from (select *, lag(balance_after, 1, 0::bigint) over w as before, lag(version, 1, 0::bigint) over w as last
          from ledger.entry window w as (partition by account_id order by version)) e
    where e.balance_after <> e.before + e.amount or e.version <> e.last + 1`,
  );
}
