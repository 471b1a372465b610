import type { OrderId } from '../../contracts/ids.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

/** A wallet says it sent a message; nobody has seen it yet. */
export type SentHint = { readonly hash: string; readonly at: Date };

/** A wallet signs once, and a person tries again a few times: more is somebody's play. */
const MOST_HINTS = 5;

/** Keeps what a wallet said of an order. Answers whether it is new: one more than may be is forgotten. */
export async function keepSentHint(tx: Tx, order: OrderId, hash: string): Promise<boolean> {
  const rows = await tx.query(sql`
    insert into payments.sent_hint (order_id, hash)
    select ${order}, ${hash} where (select count(*) from payments.sent_hint where order_id = ${order}) < ${MOST_HINTS}
    on conflict do nothing returning 1`);
  return rows.length > 0;
}

/** Orders of which a wallet said that it had sent, and for which nothing came while it could: each once. */
export async function missedOrders(tx: Tx, signedForMs: number, atMost: number): Promise<OrderId[]> {
  const rows = await tx.query<{ id: OrderId }>(
    sql`select id from payments.miss_sent(${`${signedForMs} milliseconds`}::interval, ${atMost}) as g(id)`,
  );
  return rows.map(({ id }) => id);
}

/** What was said since then, the oldest first. */
export async function sentHints(reader: Pick<Tx, 'query'>, order: OrderId, since: Date): Promise<SentHint[]> {
  return reader.query<SentHint>(
    sql`select hash, told_at as at from payments.sent_hint where order_id = ${order} and told_at > ${since} order by told_at, hash`,
  );
}
