import type { OrderId, TransferId } from '../../contracts/ids.ts';
import type { Asset } from '../../domain/assets.ts';
import { createBatcher } from '../../prisma/batcher.ts';
import type { Pool } from '../../prisma/pool.ts';
import { query, sql, type Tx } from '../../prisma/tx.ts';

/** Money a provider says it took. */
export type Charge = {
  readonly provider: string;
  readonly id: string;
  readonly orderId: OrderId;
  readonly payer: string;
  readonly asset: Asset;
  readonly minor: bigint;
  readonly providerRef: string | null;
  readonly receivedAt: Date;
};

/** True when it is news. The same charge with another body throws: see the SQL function. */
export async function recordCharge(tx: Tx, c: Charge): Promise<boolean> {
  const [row] = await tx.query<{ recorded: boolean }>(
    sql`select payments.record_charge(${c.provider}, ${c.id}, ${c.orderId}, ${c.payer}, ${c.asset}, ${c.minor}, ${c.providerRef}, ${c.receivedAt}) as recorded`,
  );
  return row?.recorded === true;
}

export type ChargeToSettle = { readonly provider: string; readonly chargeId: string; readonly transferId: TransferId };
export type Settlement =
  | { readonly outcome: 'credited'; readonly late: boolean }
  | { readonly outcome: 'owed'; readonly reason: string };

/**
 * Credits the player, or books the money as owed when it is not what was asked for; each charge once. Safe to repeat: the
 * transfer's id is derived from the charge, and a settled charge answers what it answered before. Concurrent callers share
 * one statement.
 */
export const createSettle = (pool: Pool) =>
  createBatcher<ChargeToSettle, Settlement>(
    async (charges) => {
      const rows = await query<{ outcome: 'credited' | 'owed'; owed_reason: string | null; late: boolean }>(
        pool,
        sql`select outcome, owed_reason, late from payments.settle_batch(${charges.map((c) => c.provider)}::text[],
          ${charges.map((c) => c.chargeId)}::text[], ${charges.map((c) => c.transferId)}::uuid[])`,
      );
      return rows.map((row) =>
        row.outcome === 'credited'
          ? { outcome: 'credited', late: row.late }
          : { outcome: 'owed', reason: row.owed_reason ?? '' },
      );
    },
    { most: 100 },
  );

/** Charges nobody has settled since `before`: their workflow was never told, or is gone. */
export async function unsettledCharges(pool: Pool, olderThanMs: number, atMost: number) {
  return query<{ provider: string; id: string; order_id: OrderId }>(
    pool,
    sql`select provider, id, order_id from payments.charge
        where outcome is null and received_at < clock_timestamp() - ${`${olderThanMs} milliseconds`}::interval order by received_at limit ${atMost}`,
  );
}
