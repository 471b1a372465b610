import type { OrderId, PlayerId } from '../../contracts/ids.ts';
import type { RailId } from '../../contracts/rails.ts';
import type { Asset } from '../../domain/assets.ts';
import type { OrderAtCheckout, OrderStatus, OwedReason, OwedState } from '../../domain/checkout.ts';
import { idTails } from '../../domain/ids.ts';
import { type Money, money } from '../../domain/money.ts';
import type { TakeBackState } from '../../domain/take-backs.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

export type OrderView = {
  readonly id: OrderId;
  readonly player: PlayerId;
  readonly rail: RailId;
  readonly status: OrderStatus;
  readonly late: boolean;
  readonly pay: Money;
  readonly fee: Money;
  readonly credit: Money;
  /** What one of what is paid becomes after the fee, until `expiresAt`; an exact decimal. */
  readonly rate: string;
  /** What came and what it became; undefined until it is credited. */
  readonly credited: CreditedView | undefined;
  readonly invoiceLink: string | undefined;
  readonly openedAt: Date;
  readonly expiresAt: Date;
  readonly settledAt: Date | undefined;
  /** When staff closed it before its time. */
  readonly closedAt: Date | undefined;
  readonly language: string;
  readonly shownIn: { bot: string; chat: string; message: bigint | undefined; key: string | undefined } | undefined;
};

/** A payment as it was credited: what came may be less or more than was asked for, and late by another rate than was quoted. */
export type CreditedView = {
  readonly paid: Money;
  readonly fee: Money;
  readonly amount: Money;
  readonly rate: string;
};

/** An order as the player is shown it. */
export async function readOrder(tx: Reader, order: OrderId): Promise<OrderView | undefined> {
  const [row] = await tx.query<OrderRow>(sql`
    select o.id, o.player_id, o.rail, o.status, o.late, o.invoice_link, o.opened_at, o.settled_at, o.closed_at,
      o.shown_bot, o.shown_chat, o.shown_message, o.shown_key,
      q.pay_asset, q.pay_minor, q.fee_minor, q.rate, q.credit_asset, q.credit_minor, q.expires_at,
      c.minor as paid_minor, c.fee_minor as paid_fee_minor, c.credit_minor as credited_minor, c.rate as credited_rate,
      coalesce(p.chosen_language, p.language) as language
    from payments."order" o join payments.quote q on q.id = o.quote_id join identity.player p on p.id = o.player_id
      left join payments.charge c on c.order_id = o.id and c.outcome = 'credited'
    where o.id = ${order}`);
  return row && viewOf(row);
}

/** The player's invoices that may still be paid in time, the newest first. */
export async function openInvoices(tx: Reader, player: PlayerId): Promise<OrderView[]> {
  const rows = await tx.query<OrderRow>(sql`
    select o.id, o.player_id, o.rail, o.status, o.late, o.invoice_link, o.opened_at, o.settled_at, o.closed_at,
      o.shown_bot, o.shown_chat, o.shown_message, o.shown_key,
      q.pay_asset, q.pay_minor, q.fee_minor, q.rate, q.credit_asset, q.credit_minor, q.expires_at,
      c.minor as paid_minor, c.fee_minor as paid_fee_minor, c.credit_minor as credited_minor, c.rate as credited_rate,
      coalesce(p.chosen_language, p.language) as language
    from payments."order" o join payments.quote q on q.id = o.quote_id join identity.player p on p.id = o.player_id
      left join payments.charge c on c.order_id = o.id and c.outcome = 'credited'
    where o.player_id = ${player} and o.status = 'awaiting-payment' and q.expires_at > clock_timestamp()
    order by o.opened_at desc, o.id desc`);
  return rows.map(viewOf);
}

/** These deposits, in no order. */
export async function readDepositsNamed(tx: Reader, ids: readonly OrderId[]): Promise<DepositView[]> {
  if (ids.length === 0) return [];
  const rows = await tx.query<OrderRow>(sql`
    select o.id, o.player_id, o.rail, o.status, o.late, o.invoice_link, o.opened_at, o.settled_at, o.closed_at,
      o.shown_bot, o.shown_chat, o.shown_message, o.shown_key,
      q.pay_asset, q.pay_minor, q.fee_minor, q.rate, q.credit_asset, q.credit_minor, q.expires_at,
      c.minor as paid_minor, c.fee_minor as paid_fee_minor, c.credit_minor as credited_minor, c.rate as credited_rate, '' as language
    from payments."order" o join payments.quote q on q.id = o.quote_id
      left join payments.charge c on c.order_id = o.id and c.outcome = 'credited' where o.id = any(${[...ids]}::uuid[])`);
  return withTheirMoney(tx, rows.map(viewOf));
}

/** Money that was paid for an order and not credited. */
export type OwedView = {
  readonly reason: OwedReason;
  readonly state: OwedState;
  readonly amount: Money;
  readonly at: Date;
};

/** Money of an order that went back to its payer, and where that stands. */
export type TakenBackView = { readonly state: TakeBackState; readonly amount: Money; readonly at: Date };

/** An order with what is owed for it. */
export type DepositView = {
  readonly order: OrderView;
  readonly owed: readonly OwedView[];
  readonly takenBack: readonly TakenBackView[];
  /** The player's cash right after the credit. */
  readonly cashAfter: Money | undefined;
};

/** One deposit of this player; somebody else's is not there. */
export async function readDeposit(tx: Reader, player: PlayerId, id: OrderId): Promise<DepositView | undefined> {
  const order = await readOrder(tx, id);
  if (order?.player !== player) return undefined;
  const [view] = await withTheirMoney(tx, [order]);
  return view;
}

/** What is owed for each order, and what the cash was once it was credited. */
async function withTheirMoney(tx: Reader, orders: readonly OrderView[]): Promise<DepositView[]> {
  const ids = orders.map(({ id }) => id);
  const [owed, after, back] = [await owedFor(tx, ids), await cashAfter(tx, ids), await takenBackOf(tx, ids)];
  return orders.map((order) => ({
    order,
    owed: owed.get(order.id) ?? [],
    takenBack: back.filter((each) => each.order === order.id),
    cashAfter: after.get(order.id),
  }));
}

async function takenBackOf(
  tx: Reader,
  orders: readonly OrderId[],
): Promise<(TakenBackView & { readonly order: OrderId })[]> {
  const rows = await tx.query<{ order_id: OrderId; state: TakeBackState; asset: Asset; minor: bigint; at: Date }>(sql`
    select order_id, state, asset, minor, coalesce(ended_at, recorded_at) as at from payments.take_back
    where order_id = any(${[...orders]}::uuid[]) order by recorded_at, id`);
  return rows.map(({ order_id, state, asset, minor, at }) => ({
    order: order_id,
    state,
    amount: money(asset, minor),
    at,
  }));
}

async function cashAfter(tx: Reader, orders: readonly OrderId[]): Promise<Map<OrderId, Money>> {
  const rows = await tx.query<{ subject: OrderId; asset: Asset; balance_after: bigint }>(sql`
    select t.subject, a.asset, e.balance_after
    from ledger.transfer t join ledger.entry e on e.transfer_id = t.id join ledger.account a on a.id = e.account_id
    where t.subject = any(${[...orders]}::uuid[]) and t.kind = 'deposit' and a.kind in ('player-cash', 'player-stars')`);
  return new Map(rows.map(({ subject, asset, balance_after }) => [subject, money(asset, balance_after)]));
}

/** The player's deposits, the newest first, from the one after `after` on. */
export async function readDeposits(
  tx: Reader,
  player: PlayerId,
  { after, atMost }: { after: OrderId | undefined; atMost: number },
): Promise<DepositView[]> {
  const rows = await tx.query<OrderRow>(sql`
    select o.id, o.player_id, o.rail, o.status, o.late, o.invoice_link, o.opened_at, o.settled_at, o.closed_at,
      o.shown_bot, o.shown_chat, o.shown_message, o.shown_key,
      q.pay_asset, q.pay_minor, q.fee_minor, q.rate, q.credit_asset, q.credit_minor, q.expires_at,
      c.minor as paid_minor, c.fee_minor as paid_fee_minor, c.credit_minor as credited_minor, c.rate as credited_rate, '' as language
    from payments."order" o join payments.quote q on q.id = o.quote_id
      left join payments.charge c on c.order_id = o.id and c.outcome = 'credited'
    where o.player_id = ${player}
      and (${after ?? null}::uuid is null or (o.opened_at, o.id) < (
        select x.opened_at, x.id from payments."order" x where x.id = ${after ?? null}::uuid and x.player_id = ${player}))
    order by o.opened_at desc, o.id desc limit ${atMost}`);
  return withTheirMoney(tx, rows.map(viewOf));
}

async function owedFor(tx: Reader, orders: readonly OrderId[]): Promise<Map<OrderId, OwedView[]>> {
  const rows = await tx.query<{
    order_id: OrderId;
    owed_reason: OwedReason;
    state: OwedState;
    asset: Asset;
    minor: bigint;
    received_at: Date;
  }>(
    sql`select c.order_id, c.owed_reason, c.asset, c.minor, c.received_at, case
          when r.state = 'paid' or exists (select from payments.take_back b
            where b.provider = c.provider and b.charge_id = c.id and b.state in ('open', 'lost', 'refunded')) then 'given-back'
          when r.state is not null then 'going-back' else 'kept' end as state
        from payments.charge c
          left join payments.refund r on r.provider = c.provider and r.charge_id = c.id and r.state <> 'dropped'
        where c.order_id = any(${[...orders]}::uuid[]) and c.outcome = 'owed' order by c.received_at, c.id`,
  );
  const owed = new Map<OrderId, OwedView[]>();
  for (const { order_id, owed_reason, state, asset, minor, received_at } of rows)
    owed.set(order_id, [
      ...(owed.get(order_id) ?? []),
      { reason: owed_reason, state, amount: money(asset, minor), at: received_at },
    ]);
  return owed;
}

type OrderRow = {
  id: OrderId;
  player_id: PlayerId;
  rail: RailId;
  status: OrderStatus;
  late: boolean;
  invoice_link: string | null;
  opened_at: Date;
  settled_at: Date | null;
  closed_at: Date | null;
  shown_bot: string | null;
  shown_chat: bigint | null;
  shown_message: bigint | null;
  shown_key: string | null;
  pay_asset: Asset;
  pay_minor: bigint;
  fee_minor: bigint;
  credit_asset: Asset;
  credit_minor: bigint;
  rate: string;
  paid_minor: bigint | null;
  paid_fee_minor: bigint | null;
  credited_minor: bigint | null;
  credited_rate: string | null;
  expires_at: Date;
  language: string;
};

const viewOf = (row: OrderRow): OrderView => ({
  id: row.id,
  player: row.player_id,
  rail: row.rail,
  status: row.status,
  late: row.late,
  pay: money(row.pay_asset, row.pay_minor),
  fee: money(row.pay_asset, row.fee_minor),
  credit: money(row.credit_asset, row.credit_minor),
  rate: plain(row.rate),
  credited: creditedOf(row),
  invoiceLink: row.invoice_link ?? undefined,
  openedAt: row.opened_at,
  expiresAt: row.expires_at,
  settledAt: row.settled_at ?? undefined,
  closedAt: row.closed_at ?? undefined,
  language: row.language,
  shownIn:
    row.shown_bot !== null && row.shown_chat !== null
      ? {
          bot: row.shown_bot,
          chat: row.shown_chat.toString(),
          message: row.shown_message ?? undefined,
          key: row.shown_key ?? undefined,
        }
      : undefined,
});

function creditedOf(row: OrderRow): CreditedView | undefined {
  const { pay_asset: asset, paid_minor: paid, paid_fee_minor: fee, credited_minor: amount, credited_rate: rate } = row;
  if (paid === null || fee === null || amount === null || rate === null) return undefined;
  return {
    paid: money(asset, paid),
    fee: money(asset, fee),
    amount: money(row.credit_asset, amount),
    rate: plain(rate),
  };
}

/** Without the zeros that say nothing. */
const plain = (rate: string): string => (rate.includes('.') ? rate.replace(/\.?0+$/, '') : rate);

/** What the last look before payment needs, by primary keys alone. `payer` is the Telegram user the order belongs to. */
export async function readCheckout(tx: Reader, order: OrderId): Promise<OrderAtCheckout | undefined> {
  const [row] = await tx.query<{
    status: OrderStatus;
    payer: string;
    asset: Asset;
    minor: bigint;
    expires_at: Date;
    charged: boolean;
    paused: boolean;
  }>(sql`
    select o.status, l.subject as payer, q.pay_asset as asset, q.pay_minor as minor, q.expires_at,
      exists (select from payments.charge c where c.order_id = o.id and c.outcome is distinct from 'owed') as charged,
      exists (select from payments.rail_pause x where x.rail = o.rail and x.direction = 'in') as paused
    from payments."order" o join payments.quote q on q.id = o.quote_id
      join identity.linked_account l on l.player_id = o.player_id and l.provider = 'telegram'
    where o.id = ${order}`);
  return (
    row && {
      status: row.status,
      payer: row.payer,
      asset: row.asset,
      minor: row.minor,
      expiresAtMs: row.expires_at.getTime(),
      charged: row.charged,
      railPaused: row.paused,
    }
  );
}

/** What of a player's payments keeps their account from being closed: money that is owed, or may still come. */
export type PaymentsOf = { readonly owed: boolean; readonly expected: boolean; readonly any: boolean };

/** @param lateMs how long after it was opened an unpaid order may still be paid late */
export async function paymentsOf(tx: Reader, player: PlayerId, lateMs: number): Promise<PaymentsOf> {
  const [row] = await tx.query<PaymentsOf>(sql`
    select
      coalesce(bool_or(c.id is not null and c.outcome is distinct from 'credited'
        and not exists (select from payments.refund r where r.provider = c.provider and r.charge_id = c.id and r.state = 'paid')
        and not exists (select from payments.take_back b
          where b.provider = c.provider and b.charge_id = c.id and b.state in ('lost', 'refunded'))), false) as owed,
      coalesce(bool_or(o.status <> 'credited' and q.expires_at > clock_timestamp() - ${`${lateMs} milliseconds`}::interval), false) as expected,
      count(o.id) > 0 as any
    from payments."order" o join payments.quote q on q.id = o.quote_id
      left join payments.charge c on c.order_id = o.id
    where o.player_id = ${player}`);
  return row ?? { owed: false, expected: false, any: false };
}

/** Whether this order is one of the player's. */
export async function isOrderOf(tx: Reader, player: PlayerId, order: string): Promise<boolean> {
  return (await tx.query(sql`select 1 from payments."order" where id = ${order} and player_id = ${player}`)).length > 0;
}

const RECEIPT = /^D-?([0-9A-HJKMNP-TV-Z]{6})$/i;
const MOST_FOUND = 20;

/** Whose receipt has this code, all of it (`D-4F07XA`): several orders may. Nobody's, when it is no such code. */
export async function playersOfReceipt(tx: Reader, text: string): Promise<PlayerId[]> {
  const [, code] = RECEIPT.exec(text) ?? [];
  if (code === undefined) return [];
  const rows = await tx.query<{ player_id: PlayerId }>(sql`
    select distinct player_id from payments."order"
    where right(id::text, 8) = any(${idTails(code)}::text[]) order by player_id limit ${MOST_FOUND}`);
  return rows.map((row) => row.player_id);
}

/** The orders whose receipt is called so; the newest first. */
export async function ordersOfReceipt(tx: Reader, text: string): Promise<OrderId[]> {
  const [, code] = RECEIPT.exec(text) ?? [];
  if (code === undefined) return [];
  const rows = await tx.query<{ id: OrderId }>(sql`
    select id from payments."order" where right(id::text, 8) = any(${idTails(code)}::text[]) order by id desc limit ${MOST_FOUND}`);
  return rows.map(({ id }) => id);
}

export async function isOrder(tx: Reader, order: string): Promise<boolean> {
  return (await tx.query(sql`select 1 from payments."order" where id = ${order}`)).length > 0;
}

/** Whether a payment of the player's is disputed: nothing is paid out to them until it is decided. */
export async function hasOpenDispute(tx: Reader, player: PlayerId): Promise<boolean> {
  return (
    (await tx.query(sql`select 1 from payments.take_back where player_id = ${player} and state = 'open' limit 1`))
      .length > 0
  );
}

/** Whether the player was credited a payment by this rail since then. */
export async function paidBySince(tx: Reader, player: PlayerId, rail: RailId, since: Date): Promise<boolean> {
  const rows = await tx.query(sql`
    select 1 from payments."order" o join payments.charge c on c.order_id = o.id
    where o.player_id = ${player} and o.rail = ${rail} and c.outcome = 'credited' and c.received_at >= ${since} limit 1`);
  return rows.length > 0;
}

/** How many differences were found between providers' own lists and our books, by name. */
export const countDifferences = (reader: Reader) =>
  reader.query<{ queue: string; status: string; rows: number }>(
    sql`select 'difference ' || provider as queue, name as status, count(*)::int as rows from payments.difference group by provider, name`,
  );

/** What a charge was credited as; undefined: it was not. */
export async function readCredit(tx: Reader, provider: string, charge: string): Promise<Money | undefined> {
  const [row] = await tx.query<{ asset: Asset; minor: bigint }>(sql`
    select credit_asset as asset, credit_minor as minor from payments.charge
    where provider = ${provider} and id = ${charge} and outcome = 'credited' and credit_minor is not null`);
  return row && money(row.asset, row.minor);
}
