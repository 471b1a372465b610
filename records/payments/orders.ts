import type { OrderId, PlayerId, QuoteId } from '../../contracts/ids.ts';
import type { RailId } from '../../contracts/rails.ts';
import type { Asset } from '../../domain/assets.ts';
import { type Money, money } from '../../domain/money.ts';
import type { DepositQuote } from '../../domain/quotes.ts';
import type { Pool } from '../../prisma/pool.ts';
import { query, sql, type Tx } from '../../prisma/tx.ts';

/**
 * The message in a chat that is this order's own: known by its number, or by the outbox row that will send it. With neither
 * the order was opened outside the chat, and nothing of it is said there before its receipt.
 */
export type ShownIn = { readonly bot: string; readonly chat: string } & (
  | { readonly message: bigint }
  | { readonly key: string }
  | { readonly yet: 'nothing' }
);

export type NewOrder = {
  readonly id: OrderId;
  readonly quoteId: QuoteId;
  readonly player: PlayerId;
  readonly rail: RailId;
  readonly quote: DepositQuote;
  readonly shownIn: ShownIn | undefined;
};

/** Writes the promise and the order it is for. */
export async function placeOrder(tx: Tx, { id, quoteId, player, rail, quote, shownIn }: NewOrder): Promise<void> {
  const fixedAt = new Date(quote.fixedAtMs);
  const { fee, least, spreadBps = 0n } = quote.terms;
  await tx.query(sql`
    insert into payments.quote (id, player_id, rail, pay_asset, pay_minor, fee_minor, rate, credit_asset, credit_minor, fixed_at, expires_at,
      fee_fixed, fee_bps, fee_least, fee_most, least_minor, spread_bps)
    values (${quoteId}, ${player}, ${rail}, ${quote.pay.asset}, ${quote.pay.minor}, ${quote.fee.minor}, ${quote.rate},
      ${quote.credit.asset}, ${quote.credit.minor}, ${fixedAt}, ${new Date(quote.expiresAtMs)},
      ${fee.fixed}, ${fee.bps}, ${fee.least ?? null}, ${fee.most ?? null}, ${least}, ${spreadBps})`);
  const message = shownIn && 'message' in shownIn ? shownIn.message : null;
  const key = shownIn && 'key' in shownIn ? shownIn.key : null;
  await tx.query(sql`
    insert into payments."order" (id, player_id, rail, quote_id, status, shown_bot, shown_chat, shown_message, shown_key, opened_at)
    values (${id}, ${player}, ${rail}, ${quoteId}, 'opening', ${shownIn?.bot ?? null}, ${shownIn?.chat ?? null}, ${message}, ${key}, ${fixedAt})`);
}

/** How long a payment may be told of by itself before its provider is asked. */
const FIRST_LOOK = '1 minute';

/**
 * Keeps the first invoice of an order and answers it: an invoice made again after a crash is forgotten, so that the player
 * is shown one. Undefined when the order is past waiting.
 */
export async function keepInvoice(
  tx: Tx,
  order: OrderId,
  { link, providerRef }: { link: string; providerRef?: string },
): Promise<{ link: string; isFirst: boolean } | undefined> {
  const [kept] = await tx.query(sql`
    update payments."order" set invoice_link = ${link}, status = 'awaiting-payment',
      provider_ref = ${providerRef ?? null}, look_at = case when ${providerRef ?? null}::text is not null then clock_timestamp() + ${FIRST_LOOK}::interval end
    where id = ${order} and status = 'opening' returning 1`);
  if (kept) return { link, isFirst: true };
  const [row] = await tx.query<{ invoice_link: string | null; status: string }>(
    sql`select invoice_link, status from payments."order" where id = ${order}`,
  );
  return row?.status === 'awaiting-payment' && row.invoice_link
    ? { link: row.invoice_link, isFirst: false }
    : undefined;
}

/** Closes an order nobody paid. Safe to repeat; answers whether this call closed it. A charge that is not settled yet keeps it open: it is about to be credited. One that is owed does not. */
export async function expireOrder(tx: Tx, order: OrderId): Promise<boolean> {
  const rows = await tx.query(sql`
    update payments."order" o set status = 'expired'
    where o.id = ${order} and o.status in ('opening', 'awaiting-payment')
      and not exists (select from payments.charge c where c.order_id = o.id and c.outcome is distinct from 'owed')
    returning 1`);
  return rows.length > 0;
}

/** `closed`: nobody can pay it any more. `paid`: a charge is recorded, and the order is about to be credited. `ran-out`: its time was over. */
export type Closing = 'closed' | 'paid' | 'ran-out';

/** Closes an unpaid order before its time. Safe to repeat: answers the same, and says that this was not the first. */
export async function closeOrder(tx: Tx, order: OrderId): Promise<{ closing: Closing; isFirst: boolean }> {
  const [closed] = await tx.query(sql`
    update payments."order" o set status = 'expired', closed_at = clock_timestamp()
    where o.id = ${order} and o.status in ('opening', 'awaiting-payment')
      and not exists (select from payments.charge c where c.order_id = o.id and c.outcome is distinct from 'owed')
    returning 1`);
  if (closed) return { closing: 'closed', isFirst: true };
  const [row] = await tx.query<{ status: string; closed_at: Date | null }>(
    sql`select status, closed_at from payments."order" where id = ${order}`,
  );
  if (row?.closed_at) return { closing: 'closed', isFirst: false };
  return { closing: row?.status === 'expired' ? 'ran-out' : 'paid', isFirst: false };
}

/** The message turned out to be another one: the first could not be edited any more. */
export async function moveOrderMessage(tx: Pick<Tx, 'query'>, order: OrderId, message: bigint): Promise<void> {
  await tx.query(sql`update payments."order" set shown_message = ${message}, shown_key = null where id = ${order}`);
}

/** A message that told of its money before there was an order becomes its own; where none was sent, nothing changes. */
export async function takeMessageOver(tx: Tx, order: OrderId, key: string): Promise<void> {
  await tx.query(sql`
    update payments."order" set shown_key = ${key}
    where id = ${order} and shown_bot is not null and shown_message is null and shown_key is null
      and exists (select from delivery.outbox o where o.key = ${key})`);
}

/** The order whose own message this is. */
export async function orderShownIn(tx: Tx, shownIn: ShownIn | undefined): Promise<OrderId | undefined> {
  if (!shownIn || !('message' in shownIn)) return undefined;
  const [row] = await tx.query<{ id: OrderId }>(sql`
    select id from payments."order"
    where shown_bot = ${shownIn.bot} and shown_chat = ${shownIn.chat} and shown_message = ${shownIn.message}`);
  return row?.id;
}

/** Until the end of the transaction nobody else opens an order for this player. */
export async function lockOrdersOf(tx: Tx, player: PlayerId): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended(${player}, 13))`);
}

/** Orders a player could still pay. */
export async function countOpenOrders(tx: Tx, player: PlayerId): Promise<number> {
  const [row] = await tx.query<{ open: bigint }>(sql`
    select count(*) as open from payments."order" o join payments.quote q on q.id = o.quote_id
    where o.player_id = ${player} and o.status in ('opening', 'awaiting-payment') and q.expires_at > clock_timestamp()`);
  return Number(row?.open ?? 0n);
}

/** What the open and unexpired orders of these players would be credited with of an asset: it is reserved of their limits. */
export async function reservedBy(tx: Tx, players: readonly PlayerId[], asset: Asset): Promise<Money> {
  const [row] = await tx.query<{ minor: bigint }>(sql`
    select coalesce(sum(q.credit_minor), 0)::bigint as minor from payments."order" o join payments.quote q on q.id = o.quote_id
    where o.player_id = any(${[...players]}::uuid[]) and o.status in ('opening', 'awaiting-payment')
      and q.expires_at > clock_timestamp() and q.credit_asset = ${asset}`);
  return money(asset, row?.minor ?? 0n);
}

/** Orders of these players that nobody has paid yet, and could. */
export async function unpaidOrders(tx: Tx, players: readonly PlayerId[]): Promise<OrderId[]> {
  const rows = await tx.query<{ id: OrderId }>(sql`
    select id from payments."order" where player_id = any(${[...players]}::uuid[]) and status in ('opening', 'awaiting-payment') order by id`);
  return rows.map(({ id }) => id);
}

/** Orders that should have been closed `overdueMs` ago: their workflow is gone, or has been kept from its work. */
export async function overdueOrders(pool: Pool, overdueMs: number, atMost: number): Promise<OrderId[]> {
  const rows = await query<{ id: OrderId }>(
    pool,
    sql`select o.id from payments."order" o join payments.quote q on q.id = o.quote_id
        where o.status in ('opening', 'awaiting-payment') and q.expires_at < clock_timestamp() - ${`${overdueMs} milliseconds`}::interval
        order by o.opened_at limit ${atMost}`,
  );
  return rows.map((row) => row.id);
}

/** An order of which the provider is to be asked whether it was paid. */
export type OrderToLookUp = { readonly id: OrderId; readonly rail: RailId; readonly providerRef: string };

export async function ordersToLookUp(pool: Pool, atMost: number): Promise<OrderToLookUp[]> {
  return query<OrderToLookUp>(
    pool,
    sql`select id, rail, provider_ref as "providerRef" from payments."order"
        where look_at <= clock_timestamp() and provider_ref is not null order by look_at limit ${atMost}`,
  );
}

/** The next look comes after as long again as the order is old; never again once it is credited or older than `giveUpMs`. */
export async function lookedUp(pool: Pool, order: OrderId, giveUpMs: number): Promise<void> {
  await query(
    pool,
    sql`update payments."order" o set look_at = case
          when o.status <> 'credited' and o.opened_at > clock_timestamp() - ${`${giveUpMs} milliseconds`}::interval
          then clock_timestamp() + greatest(clock_timestamp() - o.opened_at, interval '1 minute') end
        where o.id = ${order}`,
  );
}
