import type { Pool } from '../../prisma/pool.ts';
import { query, sql } from '../../prisma/tx.ts';

/** A payment and the books disagree. */
export type PaymentFault = { readonly what: string; readonly transfer: string | null; readonly account: null };

type FaultRow = { what: string | null; transfer: string | null; after: string | null; rows: bigint };
const NO_ID = '00000000-0000-0000-0000-000000000000';
const PAGE = 5_000;

/**
 * Holds every order against the books, page by page: as many deposits were posted for it as charges were credited and set
 * aside, of the very amounts, and a credited order has one. A withdrawal holds its money until its end, and what was posted by then is
 * what its parts were paid; what came back since is what its parts say was returned. Where another asset is sent, that is by the rate it
 * says, set aside until the end, and posted as its parts were paid. A deposit without an order, a payout without a withdrawal are found from the other side. What went
 * back of an order's charges is what the books say was taken back of it, and no more than was charged. A refund of what was owed
 * holds it until it is back. What a provider's own list has otherwise, and nothing put right, is named as often as it is read.
 */
export async function* readPayments(
  pool: Pool,
  pageSize = PAGE,
): AsyncGenerator<{ faults: PaymentFault[]; read: number }> {
  for (const page of [ordersPage, withdrawalsPage, transfersPage, takeBacksPage, refundsPage, differences, chain]) {
    let after: string | null = NO_ID;
    while (after !== null) {
      const rows: FaultRow[] = await query<FaultRow>(pool, page(after, pageSize));
      const last = rows.find((row) => row.after !== null);
      const faults = rows.flatMap(({ what, transfer }) => (what === null ? [] : [{ what, transfer, account: null }]));
      yield { faults, read: Number(last?.rows ?? 0n) };
      after = last?.after ?? null;
    }
  }
}

const ordersPage = (after: string, size: number) => sql`
  with page as materialized (select * from payments."order" where id > ${after}::uuid order by id limit ${size}::int),
  checked as (
    select o.id, case
      when (o.status = 'credited') <> (c.credited = 1) then 'order ' || o.id || ' is ' || o.status || ', with ' || c.credited || ' credited charges'
      when b.credited <> c.credited or b.owed <> c.owed then 'order ' || o.id || ' has ' || c.settled || ' settled charges, the books have ' || b.credited + b.owed || ' deposits'
      when b.theirs <> c.credited then 'order ' || o.id || ' was credited to somebody else'
      when b.credit <> c.credit then 'order ' || o.id || ' was credited ' || c.credit || ', the books have ' || b.credit
      when b.minor <> c.minor then 'order ' || o.id || ': its charges took ' || c.minor || ', the books have ' || b.minor end as what, b.last
    from page o
      cross join lateral (
        select count(*) filter (where x.outcome = 'credited') as credited, count(*) filter (where x.outcome = 'owed') as owed,
          count(x.outcome) as settled, coalesce(sum(x.minor) filter (where x.outcome is not null), 0) as minor, coalesce(sum(x.credit_minor), 0) as credit
        from payments.charge x where x.order_id = o.id) c
      cross join lateral (
        select count(*) filter (where t.kind = 'deposit') as credited,
          count(*) filter (where exists (select from ledger.entry e join ledger.account a on a.id = e.account_id
            where e.transfer_id = t.id and a.kind in ('player-cash', 'player-stars') and a.player_id = o.player_id)) as theirs, count(*) filter (where t.kind = 'deposit-owed') as owed,
          coalesce(sum((select -e.amount from ledger.entry e join ledger.account a on a.id = e.account_id
            where e.transfer_id = t.id and a.kind = 'clearing')), 0) as minor,
          coalesce(sum((select e.amount from ledger.entry e join ledger.account a on a.id = e.account_id
            where e.transfer_id = t.id and a.kind in ('player-cash', 'player-stars'))), 0) as credit, max(t.id::text) as last
        from ledger.transfer t where t.subject = o.id and t.kind in ('deposit', 'deposit-owed')) b)
  select what, last as transfer, null::text as after, null::bigint as rows from checked where what is not null
  union all
  (select null, null, id::text, (select count(*) from page) from page order by id desc limit 1)`;

const withdrawalsPage = (after: string, size: number) => sql`
  with page as materialized (select * from payments.withdrawal where id > ${after}::uuid order by id limit ${size}::int),
  checked as (
    select w.id, case
      when h.amount is distinct from w.minor or coalesce(f.amount, 0) <> w.fee_minor then 'withdrawal ' || w.id || ' holds another amount than it says'
      when (w.ended_at is null) <> (h.ended_by is null) or (w.fee_minor > 0 and (w.ended_at is null) <> (f.ended_by is null)) then 'withdrawal ' || w.id || ' is ' || w.status || ', and its hold ' || case when h.ended_by is null then 'stands' else 'has ended' end
      when p.planned <> w.minor then 'withdrawal ' || w.id || ': its parts are ' || p.planned || ', it is ' || w.minor
      when w.ended_at is not null and p.paid <> w.paid_minor then 'withdrawal ' || w.id || ' says that ' || w.paid_minor || ' was paid, its parts ' || p.paid
      when b.posted <> coalesce(w.paid_minor, 0) then 'withdrawal ' || w.id || ': ' || coalesce(w.paid_minor, 0) || ' was paid, the books have ' || b.posted
      when p.misfixed > 0 or (w.fixed_at is null) <> (p.sent is null) then 'withdrawal ' || w.id || ': what its parts send is not by the rate it says'
      when w.fixed_at is not null and (p.sent <> w.sent_minor or s.amount is distinct from w.sent_minor) then 'withdrawal ' || w.id || ' sends ' || w.sent_minor || ', its parts ' || p.sent || ', and ' || coalesce(s.amount, 0) || ' was set aside'
      when w.fixed_at is not null and (w.ended_at is null) <> (s.ended_by is null) then 'withdrawal ' || w.id || ' is ' || w.status || ', and what it sends is ' || case when s.ended_by is null then 'still set aside' else 'set aside no more' end
      when w.sends_asset is not null and b.sent <> case when w.ended_at is null then 0 else coalesce(p.sent_paid, 0) end then 'withdrawal ' || w.id || ': ' || coalesce(p.sent_paid, 0) || ' was sent, the books have ' || b.sent
      when r.clearing <> case when w.sends_asset is null then p.returned else coalesce(p.sent_back, 0) end then 'withdrawal ' || w.id || ': ' || p.returned || ' of it came back, the books have ' || r.clearing
      when r.cash <> p.returned + r.fee then 'withdrawal ' || w.id || ': ' || p.returned || ' of it came back with ' || r.fee || ' of its fee, the player has ' || r.cash
      when r.fee <> b.fee - div(w.fee_minor::numeric * (p.paid - p.returned), w.minor::numeric) then 'withdrawal ' || w.id || ' gave back ' || r.fee || ' of its fee'
      when b.fee > w.fee_minor or (b.fee > 0) and b.posted = 0 then 'withdrawal ' || w.id || ' took a fee of ' || b.fee end as what, h.ended_by::text as last
    from page w
      left join ledger.hold h on h.id = w.hold_id
      left join ledger.hold f on f.id = w.fee_hold_id
      left join ledger.hold s on s.id = w.asset_hold_id
      left join ledger.asset c on c.code = w.asset
      left join ledger.asset o on o.code = w.sends_asset
      cross join lateral (
        select coalesce(sum(x.minor), 0) as planned, coalesce(sum(x.minor) filter (where x.state in ('paid', 'returned')), 0) as paid,
          coalesce(sum(x.minor) filter (where x.state = 'returned'), 0) as returned, sum(x.sent_minor) as sent,
          sum(x.sent_minor) filter (where x.state in ('paid', 'returned')) as sent_paid, sum(x.sent_minor) filter (where x.state = 'returned') as sent_back,
          count(*) filter (where x.sent_minor <> div(x.minor::numeric * (10000 - w.spread_bps) * 10::numeric ^ o.scale, 10000 * w.fixed_market * 10::numeric ^ c.scale)) as misfixed
        from payments.payout x where x.withdrawal_id = w.id) p
      cross join lateral (
        select coalesce(-sum(e.amount) filter (where t.kind = 'withdrawal' and a.player_id = w.player_id), 0) as posted,
          coalesce(-sum(e.amount) filter (where t.kind = 'withdrawal-fee' and a.player_id = w.player_id), 0) as fee,
          coalesce(sum(e.amount) filter (where t.kind = 'withdrawal' and a.kind = 'clearing' and a.house = w.rail and a.asset = w.sends_asset), 0) as sent
        from ledger.transfer t join ledger.entry e on e.transfer_id = t.id join ledger.account a on a.id = e.account_id
        where t.subject = w.id and a.kind in ('player-cash', 'clearing')) b
      cross join lateral (
        select coalesce(-sum(e.amount) filter (where a.kind = 'clearing'), 0) as clearing, coalesce(-sum(e.amount) filter (where a.kind = 'fees'), 0) as fee,
          coalesce(sum(e.amount) filter (where a.kind = 'player-cash' and a.player_id = w.player_id), 0) as cash
        from ledger.transfer t join ledger.entry e on e.transfer_id = t.id join ledger.account a on a.id = e.account_id
        where t.subject = w.id and t.kind = 'withdrawal-returned') r)
  select what, last as transfer, null::text as after, null::bigint as rows from checked where what is not null
  union all
  (select null, null, id::text, (select count(*) from page) from page order by id desc limit 1)`;

const transfersPage = (after: string, size: number) => sql`
  with page as materialized (select id, kind, subject from ledger.transfer where id > ${after}::uuid order by id limit ${size}::int)
  select 'a deposit is for no order' as what, p.id::text as transfer, null::text as after, null::bigint as rows
  from page p where p.kind in ('deposit', 'deposit-owed') and not exists (select from payments."order" o where o.id = p.subject)
  union all
  select 'a payout is for no withdrawal', p.id::text, null, null
  from page p where p.kind in ('withdrawal', 'withdrawal-fee', 'withdrawal-asset', 'withdrawal-returned') and not exists (select from payments.withdrawal w where w.id = p.subject)
  union all
  select 'a refund is of no owed charge', p.id::text, null, null
  from page p where p.kind = 'refund-owed' and not exists (select from payments.refund r where r.order_id = p.subject)
  union all
  (select null, null, id::text, (select count(*) from page) from page order by id desc limit 1)`;

const takeBacksPage = (after: string, size: number) => sql`
  with page as materialized (
    select distinct b.order_id as id from payments.take_back b where b.order_id > ${after}::uuid order by 1 limit ${size}::int),
  checked as (
    select p.id, case
      when b.gone <> t.gone then 'order ' || p.id || ': ' || b.gone || ' went back, the books have ' || t.gone
      when b.booked <> t.booked then 'order ' || p.id || ': what went back is ' || b.booked || ' where it was credited or owed, the books have ' || t.booked
      when b.gone > c.minor then 'order ' || p.id || ': ' || b.gone || ' went back of ' || c.minor end as what, t.last
    from page p
      cross join lateral (
        select coalesce(sum(x.minor), 0) as gone, coalesce(sum(x.booked_minor), 0) as booked
        from payments.take_back x
        where x.order_id = p.id and x.state in ('open', 'lost', 'refunded') and x.from_cash + x.from_owed + x.as_receivable + x.from_house > 0) b
      cross join lateral (select coalesce(sum(x.minor), 0) as minor from payments.charge x where x.order_id = p.id) c
      cross join lateral (
        select coalesce(sum(e.amount) filter (where a.kind = 'taken-back'), 0) as gone,
          coalesce(-sum(e.amount) filter (where a.kind in ('player-cash', 'player-stars', 'receivable', 'owed', 'written-off')), 0) as booked, max(y.id::text) as last
        from ledger.transfer y join ledger.entry e on e.transfer_id = y.id join ledger.account a on a.id = e.account_id
        where y.subject = p.id and y.kind in ('refund', 'refund-undone', 'dispute', 'dispute-undone')) t)
  select what, last as transfer, null::text as after, null::bigint as rows from checked where what is not null
  union all
  (select null, null, id::text, (select count(*) from page) from page order by id desc limit 1)`;

const refundsPage = (after: string, size: number) => sql`
  with page as materialized (select * from payments.refund where reference > ${after}::uuid order by reference limit ${size}::int),
  checked as (
    select r.reference, case
      when c.outcome is distinct from 'owed' or (c.asset, c.minor) <> (r.asset, r.minor) then 'refund ' || r.reference || ' is not of what its charge is owed'
      when h.amount is distinct from r.minor then 'refund ' || r.reference || ' holds another amount than it says'
      when (r.ended_at is null) <> (h.ended_by is null) then 'refund ' || r.reference || ' is ' || r.state || ', and its hold ' || case when h.ended_by is null then 'stands' else 'has ended' end
      when b.gone <> case when r.state = 'paid' then r.minor else 0 end then 'refund ' || r.reference || ' is ' || r.state || ', the books have ' || b.gone || ' gone back' end as what, h.ended_by::text as last
    from page r
      left join payments.charge c on c.provider = r.provider and c.id = r.charge_id
      left join ledger.hold h on h.id = r.hold_id
      cross join lateral (
        select coalesce(sum(e.amount), 0) as gone from ledger.entry e join ledger.account a on a.id = e.account_id
        where e.transfer_id = h.ended_by and a.kind = 'clearing') b)
  select what, last as transfer, null::text as after, null::bigint as rows from checked where what is not null
  union all
  (select null, null, reference::text, (select count(*) from page) from page order by reference desc limit 1)`;

const differences = () => sql`
  select provider || ' has ' || d.minor || ' as ' || d.id || ', our books differ: ' || d.name as what, null as transfer, null::text as after, null::bigint as rows
  from payments.difference d where d.name in ('amount-differs', 'payment-unknown')`;

/** What our accounts on the chain hold, by everything final there, is what the books say, with what is under way between the two. */
const chain = (_after: string, _size: number) => sql`
  select p.address || ': ' || abs(d.minor) || ' of ' || p.asset || case when d.minor < 0 then ' less' else ' more' end || ' on the chain than in the books' as what,
    null as transfer, null::text as after, null::bigint as rows
  from payments.chain_positions() p
    cross join lateral (select p.final_minor - p.books_minor - p.unsettled_minor - p.unbooked_minor + p.unfinished_minor as minor) d
  where d.minor <> 0`;
