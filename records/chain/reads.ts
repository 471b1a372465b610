import type { RailId } from '../../contracts/rails.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

/** How far behind the clock the newest block is that we were told of, by rail. */
export const readChainLooks = (tx: Pick<Tx, 'query'>): Promise<{ rail: RailId; behindMs: number }[]> =>
  tx.query<{ rail: RailId; behindMs: number }>(sql`
    select rail, (extract(epoch from clock_timestamp() - max(head_at)) * 1000)::float8 as "behindMs"
    from chain.account where head_at is not null group by rail`);
