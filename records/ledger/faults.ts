import { assets } from '../../domain/assets.ts';
import type { Pool } from '../../prisma/pool.ts';
import { query, type Sql, sql } from '../../prisma/tx.ts';
import { accountKinds } from './kinds.ts';

/** Something in the books that no sequence of commands could have made. */
export type Fault = {
  readonly what: string;
  /** The transfer it was found at, or the last one before it. */
  readonly transfer: string | null;
  readonly account: string | null;
};

/** How far a reading of the books has come: enough to go on from, whoever goes on. Numbers as text, for a file. */
export type Checkpoint = {
  readonly part: PartName;
  readonly after: readonly string[];
  readonly read: number;
};

/** One page of the books, read in one statement: what it shows was true at one moment, while postings go on. */
export type Page = {
  readonly checkpoint: Checkpoint | undefined;
  readonly faults: readonly Fault[];
  readonly read: number;
  readonly part: PartName;
};

type PageRow = { what: string | null; transfer: string | null; account: string | null; after: string[]; rows: bigint };
type PartName = 'entries' | 'accounts' | 'transfers' | 'holds' | 'totals';
type Part = {
  readonly name: PartName;
  readonly start: readonly string[];
  page(after: readonly string[], size: number): Sql;
};

/** Below every number, also one that nobody should have given. */
const FIRST = String(-(2n ** 63n));
/** So far a database's clock may be set back between two postings, on a failover or by hand, before it is called a fault. */
const CLOCK_STEP = '5 minutes';
const NO_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Every account from its first entry to its last: versions 1, 2, 3, each balance what it was before plus what was moved.
 * `after` is the account, version, balance, holding and time that the page before ended with.
 */
const entries: Part = {
  name: 'entries',
  start: [FIRST, '0', '0', '0', '-infinity'],
  page: ([account, version, balance, held, at], size) => sql`
    with page as materialized (
      select * from ledger.entry where (account_id, version) > (${account}::bigint, ${version}::bigint)
      order by account_id, version limit ${size}::int),
    told as materialized (
      select p.*, t.posted_at, lag(account_id, 1, ${account}::bigint) over w = account_id as goes_on, lag(version, 1, ${version}::bigint) over w as last_version,
        lag(balance_after, 1, ${balance}::bigint) over w as last_balance, lag(held_after, 1, ${held}::bigint) over w as last_held,
        lag(posted_at, 1, ${at}::timestamptz) over w as last_at
      from page p left join ledger.transfer t on t.id = p.transfer_id window w as (order by account_id, version)),
    checked as (
      select e.*, case
        when a.id is null then 'an entry has no account'
        when e.posted_at is null then 'an entry has no transfer'
        when goes_on and e.posted_at < e.last_at - ${CLOCK_STEP}::interval then 'an entry is older than the one before it'
        when e.asset <> a.asset then 'an entry is in ' || e.asset || ', its account in ' || a.asset
        when e.version <> case when goes_on then last_version else 0 end + 1
          then 'version ' || e.version || ' follows version ' || case when goes_on then last_version else 0 end
        when e.balance_before::numeric + e.amount <> e.balance_after then 'an entry does not add up'
        when e.balance_before <> case when goes_on then last_balance else 0 end
          then 'an entry begins at ' || e.balance_before || ', the one before it ended at ' || case when goes_on then last_balance else 0 end
        when a.sign = 'not-negative' and e.balance_after < e.held_after or a.sign = 'not-positive' and e.balance_after > -e.held_after then 'an entry left the account on the wrong side'
        when case when goes_on then last_held else 0 end::numeric + e.held <> e.held_after then 'what is held does not follow from the entry before'
        end as what
      from told e left join ledger.account a on a.id = e.account_id)
    select what, transfer_id::text as transfer, account_id::text as account, null::text[] as after, null::bigint as rows
    from checked where what is not null
    union all
    (select null, null, null, array[account_id::text, version::text, balance_after::text, held_after::text, coalesce(posted_at, '-infinity')::text], (select count(*) from page)
     from told order by account_id desc, version desc limit 1)`,
};

/** Each account's row against its last entry, and what it holds against its open holds. */
const accounts: Part = {
  name: 'accounts',
  start: [FIRST],
  page: ([id], size) => sql`
    with page as materialized (
      select * from ledger.account where id > ${id}::bigint order by id limit ${size}::int),
    checked as (
      select a.id, e.transfer_id, case
        when a.version <> coalesce(e.version, 0) then 'the account is at version ' || a.version || ', its last entry at ' || coalesce(e.version, 0)
        when a.balance <> coalesce(e.balance_after, 0) then 'the balance is ' || a.balance || ', its entries make ' || coalesce(e.balance_after, 0)
        when a.held <> coalesce(e.held_after, 0) then 'the account holds ' || a.held || ', its entries make ' || coalesce(e.held_after, 0)
        when a.held <> h.amount then 'the account holds ' || a.held || ', its open holds make ' || h.amount
        when k.sign is distinct from a.sign or (k.owner = 'player') <> (a.player_id is not null) then 'the account is not what its kind is'
        when a.shard_of is not null and (b.id is null or b.shard_of is not null or not k.is_sharded
          or (b.kind, b.house, b.asset) is distinct from (a.kind, a.house, a.asset)) then 'a part of an account is not of its whole'
        end as what
      from page a left join ledger.account_kind k on k.kind = a.kind left join ledger.account b on b.id = a.shard_of
        left join lateral (
          select x.version, x.balance_after, x.held_after, x.transfer_id from ledger.entry x
          where x.account_id = a.id order by x.version desc limit 1) e on true
        left join lateral (
          select coalesce(sum(x.amount), 0) as amount from (
            select o.amount from ledger.hold o where o.ended_by is null and o.from_account = a.id and a.sign = 'not-negative'
            union all
            select o.amount from ledger.hold o where o.ended_by is null and o.to_account = a.id and a.sign = 'not-positive') x) h on true)
    select what, transfer_id::text as transfer, id::text as account, null::text[] as after, null::bigint as rows
    from checked where what is not null
    union all
    (select null, null, null, array[id]::text[], (select count(*) from page) from page order by id desc limit 1)`,
};

/** Each transfer against its entries: it sums to zero in each asset, and did what a transfer of its kind does. */
const transfers: Part = {
  name: 'transfers',
  start: [NO_ID],
  page: ([id], size) => sql`
    with page as materialized (
      select * from ledger.transfer where id > ${id}::uuid order by id limit ${size}::int),
    checked as (
      select t.id, case
        when s.worst is not null then 'a transfer does not sum to zero: ' || s.worst
        when t.action in ('post', 'post-hold', 'reverse') and s.moves < 2 then 'a transfer has fewer than two entries'
        when t.action in ('hold', 'void-hold', 'expire-hold') and s.moves > 0 then 'a transfer that moves nothing moved money'
        when s.assets > 1 and t.action <> 'reverse' and not exists (select from ledger.quote q where q.id = t.quote_id) then 'an exchange has no quote'
        when t.quote_id is not null and ledger.judge_exchange(t.quote_id, t.posted_at, array(
            select row(1, e.account_id, e.amount)::ledger.leg from ledger.entry e where e.transfer_id = t.id), 1) is not null
          then 'an exchange does not keep to its quote'
        when t.target is not null and (select count(*) from ledger.transfer o where o.target = t.target) > 1 then 'what it names was ended or reversed before'
        when s.natures > 1 then 'a transfer joins money of two natures'
        when t.action = 'hold' and not exists (select from ledger.hold h where h.id = t.id) then 'a hold is not there'
        when t.action in ('post-hold', 'void-hold', 'expire-hold') and not exists (select from ledger.hold h where h.id = t.target and h.ended_by = t.id)
          then 'a transfer ended a hold that does not say so'
        when t.action = 'reverse' and not exists (select from ledger.transfer o where o.id = t.target and o.action in ('post', 'post-hold'))
          then 'a reversal of what cannot be reversed'
        when t.action = 'reverse' and exists (
          select from (
            select coalesce(a.shard_of, a.id) as name, sum(e.amount) as amount from ledger.entry e join ledger.account a on a.id = e.account_id
            where e.transfer_id in (t.id, t.target) group by 1) x where x.amount <> 0) then 'a reversal does not undo what it reverses'
        end as what
      from page t left join lateral (
        select coalesce(sum(x.moves), 0) as moves, count(*) filter (where x.moves > 0) as assets, count(distinct x.nature) as natures,
          min(x.amount || ' ' || x.asset || ' too much') filter (where x.amount <> 0) as worst
        from (select e.asset, n.nature, sum(e.amount) as amount, count(*) filter (where e.amount <> 0) as moves
              from ledger.entry e left join ledger.asset n on n.code = e.asset where e.transfer_id = t.id group by e.asset, n.nature) x) s on true)
    select what, id::text as transfer, null::text as account, null::text[] as after, null::bigint as rows
    from checked where what is not null
    union all
    (select null, null, null, array[id]::text[], (select count(*) from page) from page order by id desc limit 1)`,
};

/** Each hold against the transfer that made it and the one that ended it. */
const holds: Part = {
  name: 'holds',
  start: [NO_ID],
  page: ([id], size) => sql`
    with page as materialized (
      select * from ledger.hold where id > ${id}::uuid order by id limit ${size}::int),
    checked as (
      select h.id, h.from_account, case
        when t.action is distinct from 'hold' then 'a hold has no transfer'
        when e.id is distinct from h.ended_by then 'a hold and the transfer that ended it disagree'
        when exists (
          select from (select a.id as account from ledger.account a where a.id = h.from_account and a.sign = 'not-negative' or a.id = h.to_account and a.sign = 'not-positive') s
            full join (select x.account_id, x.amount, x.held from ledger.entry x where x.transfer_id = h.id) x on x.account_id = s.account
          where x.account_id is null or s.account is null or x.held <> h.amount or x.amount <> 0) then 'a hold is not what was set aside'
        when h.ended_by is not null and exists (
          select from (select coalesce(a.shard_of, a.id) as name, x.account_id, x.amount, x.held from ledger.entry x left join ledger.account a on a.id = x.account_id where x.transfer_id = h.ended_by) x
            full join (select a.id as account from ledger.account a where a.id = h.from_account and a.sign = 'not-negative' or a.id = h.to_account and a.sign = 'not-positive') s
              on s.account = x.account_id
          where x.account_id is null or x.held <> case when s.account is null then 0 else -h.amount end
            or x.name not in (h.from_account, h.to_account)
            or x.amount <> case when e.action <> 'post-hold' then 0 when x.name = h.to_account then p.amount else -p.amount end) then 'a hold did not end as it began'
        when p.amount > h.amount then 'more was posted than was held'
        end as what
      from page h left join ledger.transfer t on t.id = h.id left join ledger.transfer e on e.target = h.id
        left join lateral (
          select sum(x.amount) filter (where x.amount > 0) as amount from ledger.entry x where x.transfer_id = h.ended_by) p on true)
    select what, id::text as transfer, from_account::text as account, null::text[] as after, null::bigint as rows
    from checked where what is not null
    union all
    (select null, null, null, array[id]::text[], (select count(*) from page) from page order by id desc limit 1)`,
};

/** What no page shows: assets and kinds of accounts are what the program says, and within an asset everything sums to nothing. */
const totals: Part = {
  name: 'totals',
  start: [],
  page: () => sql`
    select 'all accounts in ' || asset || ' make ' || sum(balance) as what, null::text as transfer, null::text as account, null::text[] as after, null::bigint as rows
    from ledger.account group by asset having sum(balance) <> 0
    union all
    select 'asset ' || coalesce(a.code, p.code) || ' is not what the program knows', null, null, null, null
    from ledger.asset a full join unnest(${Object.keys(assets)}::text[], ${Object.values(assets).map(({ scale }) => scale)}::int[],
      ${Object.values(assets).map(({ nature }) => nature)}::text[]) as p(code, scale, nature) on p.code = a.code
    where (a.scale, a.nature) is distinct from (p.scale::smallint, p.nature)
    union all
    select 'accounts of kind ' || coalesce(k.kind, p.kind) || ' are not what the program knows', null, null, null, null
    from ledger.account_kind k full join unnest(${Object.keys(accountKinds)}::text[], ${Object.values(accountKinds).map(({ owner }) => owner)}::text[],
      ${Object.values(accountKinds).map(({ sign }) => sign)}::text[]) as p(kind, owner, sign) on p.kind = k.kind
    where (k.owner, k.sign) is distinct from (p.owner, p.sign)
    union all
    select 'a transfer has no id', id::text, null, null, null from ledger.transfer where id = ${NO_ID}
    union all
    select 'a hold has no id', id::text, null, null, null from ledger.hold where id = ${NO_ID}`,
};

const PARTS: readonly Part[] = [entries, accounts, transfers, holds, totals];
const PAGE = 20_000;

/**
 * Reads the books from the beginning, or from a checkpoint, and names what does not add up. In pages, so that it needs no
 * more memory for ten million entries than for ten, and holds nobody up. Without a checkpoint in its last page it is done.
 */
export async function* readBooks(pool: Pool, from?: Checkpoint, pageSize = PAGE): AsyncGenerator<Page> {
  let read = from?.read ?? 0;
  for (const part of PARTS.slice(from ? PARTS.findIndex(({ name }) => name === from.part) : 0)) {
    let after: readonly string[] | undefined = from?.part === part.name ? from.after : part.start;
    while (after) {
      const rows: PageRow[] = await query<PageRow>(pool, part.page(after, pageSize));
      const last = rows.find((row) => row.after !== null);
      const faults = rows.flatMap(({ what, transfer, account }) =>
        what === null ? [] : [{ what, transfer, account }],
      );
      read += Number(last?.rows ?? 0n);
      after = last?.after;
      yield { part: part.name, faults, read, checkpoint: checkpointAt(part, after, read) };
    }
  }
}

function checkpointAt(part: Part, after: readonly string[] | undefined, read: number): Checkpoint | undefined {
  if (after) return { part: part.name, after, read };
  const next = PARTS[PARTS.indexOf(part) + 1];
  return next && { part: next.name, after: next.start, read };
}

/** All faults at once. Empty means that every unit is accounted for. */
export async function findFaults(pool: Pool): Promise<Fault[]> {
  const faults: Fault[] = [];
  for await (const page of readBooks(pool)) faults.push(...page.faults);
  return faults;
}
