import type { OrderId, PlayerId, TransferId } from '../../contracts/ids.ts';
import type { Asset } from '../../domain/assets.ts';
import { createBatcher } from '../../prisma/batcher.ts';
import type { Pool } from '../../prisma/pool.ts';
import { again, query, sql, type Tx } from '../../prisma/tx.ts';

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

export type ChargeToSettle = {
  readonly provider: string;
  readonly chargeId: string;
  /** The order it is believed to be of. */
  readonly orderId: OrderId;
  readonly transferId: TransferId;
};
/** How often a call is sent whose answer was lost, or that PostgreSQL undid. */
const ATTEMPTS = 4;

export type Settlement =
  | { readonly outcome: 'credited'; readonly late: boolean }
  | { readonly outcome: 'owed'; readonly reason: string }
  /** It must be exchanged by the rate of its minute, and nobody knows that yet: to be asked for again. */
  | { readonly outcome: 'no-rate' }
  /** No such charge was recorded for this order: somebody told of it by mistake. */
  | { readonly outcome: 'unknown' };

/**
 * Credits the player what arrived, or books the money as owed where it cannot be theirs; each charge once. Safe to repeat: the
 * transfer's id is derived from the charge, and a settled charge answers what it answered before. Concurrent callers share
 * one statement.
 */
export const createSettle = (pool: Pool, onSettled: (settled: Settled) => void = () => undefined) =>
  createBatcher<ChargeToSettle, Settlement>(
    async (charges) => {
      const statement = sql`select s.*, o.player_id from payments.settle_batch(${charges.map((c) => c.provider)}::text[],
            ${charges.map((c) => c.chargeId)}::text[], ${charges.map((c) => c.transferId)}::uuid[]) s
          join payments."order" o on o.id = s.order_id`;
      const rows = await again(ATTEMPTS, () => query<SettlementRow>(pool, statement), { together: charges.length > 1 });
      for (const row of rows) if (row.outcome) onSettled({ player: row.player_id, order: row.order_id });
      return charges.map(({ provider, chargeId, orderId }): Settlement => {
        const row = rows.find((each) => each.provider === provider && each.charge_id === chargeId);
        if (row?.order_id !== orderId) return { outcome: 'unknown' };
        if (row.outcome === null) return { outcome: 'no-rate' };
        return row.outcome === 'credited'
          ? { outcome: 'credited', late: row.late }
          : { outcome: 'owed', reason: row.owed_reason ?? '' };
      });
    },
    { most: 100 },
  );

/** Whose books were just settled for which order. Told again when a settlement is repeated. */
export type Settled = { readonly player: PlayerId; readonly order: OrderId };

type SettlementRow = {
  player_id: PlayerId;
  order_id: OrderId;
  provider: string;
  charge_id: string;
  outcome: 'credited' | 'owed' | null;
  owed_reason: string | null;
  late: boolean;
};

/** Charges nobody has settled for so long, and whose workflow nobody is about to tell: it never heard, or is gone. */
export async function unsettledCharges(pool: Pool, olderThanMs: number, atMost: number) {
  return query<{ provider: string; id: string; order_id: OrderId }>(
    pool,
    sql`select provider, id, order_id from payments.charge
        where outcome is null and received_at < clock_timestamp() - ${`${olderThanMs} milliseconds`}::interval
          and not exists (select from delivery.outbox t where t.kind = 'workflow-signal' and t.status in ('pending', 'sending')
            and t.lane = 'deposit-' || order_id)
        order by received_at limit ${atMost}`,
  );
}
