-- The ledger as a small machine: commands in, one answer each, everything else refused by the tables themselves.
-- New here: holds, chains, reversals, exchanges by a stored quote; a batch is decided in memory and written as a set; each
-- entry says in what asset and what was before; the tables of money open for one function alone, their owner included; hot
-- accounts of the house are several rows.

-- ---------------------------------------------------------------------------------------------------------------------
-- Tables. Entries that are there already keep their meaning: nothing was held, and what was before follows from the rest.

-- AlterTable
ALTER TABLE "ledger"."account" ADD COLUMN "held" BIGINT NOT NULL DEFAULT 0, ADD COLUMN "shard_of" BIGINT, ADD COLUMN "shard" SMALLINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "ledger"."account_kind" ADD COLUMN "is_sharded" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "ledger"."entry" ADD COLUMN "asset" TEXT, ADD COLUMN "balance_before" BIGINT, ADD COLUMN "held" BIGINT NOT NULL DEFAULT 0, ADD COLUMN "held_after" BIGINT NOT NULL DEFAULT 0;
-- The one time entries are written to again: what is added follows from what they say.
alter table ledger.entry disable trigger entry_keep;
update ledger.entry e set asset = a.asset, balance_before = e.balance_after - e.amount from ledger.account a where a.id = e.account_id;
alter table ledger.entry enable trigger entry_keep;
ALTER TABLE "ledger"."entry" ALTER COLUMN "asset" SET NOT NULL, ALTER COLUMN "balance_before" SET NOT NULL, ALTER COLUMN "held" DROP DEFAULT, ALTER COLUMN "held_after" DROP DEFAULT;

-- AlterTable
ALTER TABLE "ledger"."transfer" ADD COLUMN "action" TEXT NOT NULL DEFAULT 'post', ADD COLUMN "target" UUID, ADD COLUMN "quote_id" UUID;
ALTER TABLE "ledger"."transfer" ALTER COLUMN "action" DROP DEFAULT;

-- CreateTable
CREATE TABLE "ledger"."hold" (
    "id" UUID NOT NULL,
    "from_account" BIGINT NOT NULL,
    "to_account" BIGINT NOT NULL,
    "amount" BIGINT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "ended_by" UUID,

    CONSTRAINT "hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger"."quote" (
    "id" UUID NOT NULL,
    "sell_asset" TEXT NOT NULL,
    "buy_asset" TEXT NOT NULL,
    "rate" DECIMAL NOT NULL,
    "fixed_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "quote_pkey" PRIMARY KEY ("id")
);

-- The one function that writes entries holds the accounts locked and has written the transfers itself: looked up once more
-- for each row, they would cost a sixth of the rate. "npm run verify" finds an entry without either.
-- DropForeignKey
ALTER TABLE "ledger"."entry" DROP CONSTRAINT "entry_account_id_fkey";

-- DropForeignKey
ALTER TABLE "ledger"."entry" DROP CONSTRAINT "entry_transfer_id_fkey";

-- AddForeignKey
ALTER TABLE "ledger"."account" ADD CONSTRAINT "account_shard_of_fkey" FOREIGN KEY ("shard_of") REFERENCES "ledger"."account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ledger"."hold" ADD CONSTRAINT "hold_id_fkey" FOREIGN KEY ("id") REFERENCES "ledger"."transfer"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ledger"."quote" ADD CONSTRAINT "quote_sell_asset_fkey" FOREIGN KEY ("sell_asset") REFERENCES "ledger"."asset"("code") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ledger"."quote" ADD CONSTRAINT "quote_buy_asset_fkey" FOREIGN KEY ("buy_asset") REFERENCES "ledger"."asset"("code") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- ---------------------------------------------------------------------------------------------------------------------
-- What a row may be.

-- What is held counts against the side an account may not cross: a player's cash is never below what is held of it, and
-- what a provider owes us covers what is held for it to pay out. An account without such a side holds nothing.
alter table ledger.account
  drop constraint account_sign,
  add constraint account_sign check (held >= 0 and case sign
    when 'not-negative' then balance - held >= 0 when 'not-positive' then balance + held <= 0 else sign = 'any' and held = 0 end);
alter table ledger.entry
  drop constraint entry_moves,
  add constraint entry_moves check (amount <> 0 or held <> 0),
  add constraint entry_adds_up check (balance_before + amount = balance_after),
  add constraint entry_version check (version > 0);
alter table ledger.transfer
  add constraint transfer_id check (id <> '00000000-0000-0000-0000-000000000000'),
  add constraint transfer_action check (action in ('post', 'hold', 'post-hold', 'void-hold', 'expire-hold', 'reverse')),
  add constraint transfer_target check ((target is not null) = (action in ('post-hold', 'void-hold', 'expire-hold', 'reverse'))),
  add constraint transfer_quote check (quote_id is null or action = 'post');
alter table ledger.hold
  add constraint hold_amount check (amount > 0),
  add constraint hold_sides check (from_account <> to_account);
alter table ledger.quote
  add constraint quote_rate check (rate between 1e-18 and 1e18 and scale(rate) <= 18), -- NaN and infinity are above
  add constraint quote_window check (expires_at > fixed_at);

-- A hold ends once and a posting is reversed once: whatever else may be wrong, the second is not written.
create unique index transfer_target_once on ledger.transfer (target) where target is not null;
create index hold_due on ledger.hold (expires_at) where ended_by is null;
create index hold_from on ledger.hold (from_account) where ended_by is null;
create index hold_to on ledger.hold (to_account) where ended_by is null;

-- A hot account of the house is several rows, one for each of so many sessions, and read as one. Only where the sum may be
-- of either sign: a limit of the whole cannot be seen from a part.
alter table ledger.account_kind
  add constraint kind_shards check (not is_sharded or (owner = 'house' and sign = 'any'));
alter table ledger.account
  add constraint account_shard check ((shard_of is null) = (shard = 0)),
  add constraint account_id check (id > 0);
drop index ledger.account_of_house;
create unique index account_of_house on ledger.account (house, kind, asset, shard) where house is not null;
create unique index account_shard_of on ledger.account (shard_of, shard) where shard_of is not null;

insert into ledger.account_kind (kind, owner, sign, is_sharded) values
  ('liquidity', 'house', 'any', true),         -- the house's position in an asset: where it meets every exchange
  ('bankroll', 'house', 'any', true);          -- what players' stakes go to and their wins come from

-- ---------------------------------------------------------------------------------------------------------------------
-- What nobody may do, the owner included.

create trigger kind_keep before update or delete or truncate on ledger.account_kind
  for each statement execute function ledger.refuse();
create trigger quote_keep before update or delete or truncate on ledger.quote
  for each statement execute function ledger.refuse();
create trigger hold_keep before delete or truncate on ledger.hold
  for each statement execute function ledger.refuse();

-- The tables of money have one door. It is open while ledger.execute is at work: a slip at a prompt finds it closed.
create function ledger.refuse_at_door() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception '% on %.% is refused: it is written by ledger.execute alone', tg_op, tg_table_schema, tg_table_name
    using errcode = 'CG002';
end $$;
create trigger account_door before update on ledger.account
  for each statement when (coalesce(current_setting('ledger.door', true), '') <> 'open') execute function ledger.refuse_at_door();
-- What an account is does not change, through the door either.
create trigger account_fixed before update of id, kind, player_id, house, asset, sign, shard_of, shard, opened_at on ledger.account
  for each statement execute function ledger.refuse();
create trigger transfer_door before insert on ledger.transfer
  for each statement when (coalesce(current_setting('ledger.door', true), '') <> 'open') execute function ledger.refuse_at_door();
create trigger entry_door before insert on ledger.entry
  for each statement when (coalesce(current_setting('ledger.door', true), '') <> 'open') execute function ledger.refuse_at_door();
create trigger hold_door before insert or update on ledger.hold
  for each statement when (coalesce(current_setting('ledger.door', true), '') <> 'open') execute function ledger.refuse_at_door();

-- And whoever writes, entries sum to zero in each asset of their transfer: seen for a whole statement at once, so that it
-- costs a batch what it would cost a row.
create function ledger.guard_entries() returns trigger
language plpgsql set search_path = '' as $$
declare
  v_bad uuid;
begin
  select f.transfer_id into v_bad from fresh f group by f.transfer_id, f.asset having sum(f.amount) <> 0 limit 1;
  if found then
    raise exception 'transfer % does not sum to zero', v_bad using errcode = 'CG001';
  end if;
  return null;
end $$;
create trigger entry_guard after insert on ledger.entry referencing new table as fresh
  for each statement execute function ledger.guard_entries();

create function ledger.guard_new_account() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.balance <> 0 or new.held <> 0 or new.version <> 0
    or new.sign is distinct from (select k.sign from ledger.account_kind k where k.kind = new.kind and (k.owner = 'player') = (new.player_id is not null)) then
    raise exception 'an account begins empty, with the sign of its kind' using errcode = 'CG002';
  end if;
  return new;
end $$;
create trigger account_new before insert on ledger.account
  for each row execute function ledger.guard_new_account();

-- A hold changes once: when it ends, by the transfer that ended it.
create function ledger.guard_hold() returns trigger
language plpgsql set search_path = '' as $$
begin
  if old.ended_by is not null or new.ended_by is null
    or (new.id, new.from_account, new.to_account, new.amount, new.expires_at) is distinct from (old.id, old.from_account, old.to_account, old.amount, old.expires_at)
    or not exists (select from ledger.transfer t where t.id = new.ended_by and t.target = new.id) then
    raise exception 'hold % ends once, by a transfer that names it, and changes in nothing else', old.id using errcode = 'CG002';
  end if;
  return new;
end $$;
create trigger hold_guard before update on ledger.hold
  for each row execute function ledger.guard_hold();

-- Stars are never cash, and play money is not money: no quote joins two natures, and without one no posting joins two assets.
create function ledger.guard_quote() returns trigger
language plpgsql set search_path = '' as $$
begin
  if not exists (
    select from ledger.asset s join ledger.asset b on b.nature = s.nature and b.code <> s.code
    where s.code = new.sell_asset and b.code = new.buy_asset and s.nature <> 'stars') then
    raise exception '% is not exchanged for %', new.sell_asset, new.buy_asset using errcode = 'CG001';
  end if;
  return new;
end $$;
create trigger quote_guard before insert on ledger.quote
  for each row execute function ledger.guard_quote();

-- ---------------------------------------------------------------------------------------------------------------------
-- Commands.

drop function ledger.post(uuid, text, uuid, ledger.leg[]);
drop function ledger.post_batch(ledger.posting[]);
drop function ledger.compare(ledger.posting);
drop function ledger.assert_balanced(ledger.posting[]);
drop type ledger.posting;
drop type ledger.leg;

create type ledger.command as (
  id uuid,                -- of the transfer it makes
  action text,            -- post | hold | post-hold | void-hold | expire-hold | reverse
  kind text,              -- what it is for
  subject uuid,           -- the order, round or grant it is about
  target uuid,            -- the hold it ends, the transfer it reverses
  amount bigint,          -- post-hold: how much of it; null is all
  expires_at timestamptz, -- hold; null is never
  quote_id uuid,          -- post across two assets: the quote it keeps to
  chain int               -- neighbours of one chain stand or fall together; null stands alone
);
-- Of a post or a hold; the rest follow from what they name.
create type ledger.leg as (command int, account bigint, amount bigint);
-- done | repeated, or why not; field says more: which field conflicts, how the hold ended.
create type ledger.answer as (answer text, field text, posted_at timestamptz);

-- Opens the account once and returns it, whoever asks first. One owner's accounts are opened one after another: two
-- sessions that open several in opposite orders would wait for each other in a circle.
create or replace function ledger.open_account(p_kind text, p_player uuid, p_house text, p_asset text) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_id bigint;
  v_sign text;
  v_is_sharded boolean;
begin
  if p_player is not null then
    select id into v_id from ledger.account where player_id = p_player and kind = p_kind and asset = p_asset;
  else
    select id into v_id from ledger.account where house = p_house and kind = p_kind and asset = p_asset and shard = 0;
  end if;
  if found then return v_id; end if;

  select sign, is_sharded into v_sign, v_is_sharded from ledger.account_kind
  where kind = p_kind and owner = case when p_player is null then 'house' else 'player' end;
  if not found then
    raise exception 'no account of kind % can be opened for this owner', p_kind using errcode = 'CG001';
  end if;

  perform pg_advisory_xact_lock(hashtextextended('ledger.open:' || coalesce(p_player::text, 'house'), 5));
  insert into ledger.account (kind, player_id, house, asset, sign) values (p_kind, p_player, p_house, p_asset, v_sign)
  on conflict do nothing returning id into v_id;
  if v_id is null then          -- somebody opened it between our look and our lock
    return ledger.open_account(p_kind, p_player, p_house, p_asset);
  end if;
  if v_is_sharded then
    insert into ledger.account (kind, house, asset, sign, shard_of, shard)
    select p_kind, p_house, p_asset, v_sign, v_id, n from generate_series(1, ledger.shards() - 1) n;
  end if;
  return v_id;
end $$;

-- Into how many rows a hot account is split; its own row is the first.
create function ledger.shards() returns int
language sql immutable set search_path = '' as $$ select 8 $$;

-- The field in which a command differs from the transfer that has its id; null when it is the same command.
create function ledger.difference(c ledger.command, p_n int, p_legs ledger.leg[]) returns text
language sql stable set search_path = '' as $$
  select case
    when t.action is distinct from c.action then 'action'
    when t.kind is distinct from c.kind then 'kind'
    when t.subject is distinct from c.subject then 'subject'
    when t.target is distinct from c.target then 'target'
    when t.quote_id is distinct from c.quote_id then 'quote'
    when c.action = 'hold' then (
      select case
        when not exists (select from unnest(p_legs) l where l.command = p_n and l.account = h.from_account and l.amount < 0)
          or not exists (select from unnest(p_legs) l where l.command = p_n and l.account = h.to_account and l.amount > 0) then 'account'
        when exists (select from unnest(p_legs) l where l.command = p_n and abs(l.amount) is distinct from h.amount) then 'amount'
        when h.expires_at is distinct from c.expires_at::timestamptz(3) then 'expiry' end
      from ledger.hold h where h.id = c.id)
    when c.action = 'post-hold' and not exists (
      select from ledger.hold h join ledger.entry e on e.transfer_id = c.id join ledger.account a on a.id = e.account_id
      where h.id = c.target and coalesce(a.shard_of, a.id) = h.to_account and e.amount = coalesce(c.amount, h.amount)) then 'amount'
    when c.action = 'post' then (
      select case when bool_or(e.account is null or l.account is null) then 'account' when bool_or(e.amount is distinct from l.amount) then 'amount' end
      from (select coalesce(a.shard_of, a.id) as account, e.amount
            from ledger.entry e join ledger.account a on a.id = e.account_id where e.transfer_id = c.id) e
      full join (select l.account, l.amount from unnest(p_legs) l where l.command = p_n) l on l.account = e.account)
  end
  from ledger.transfer t where t.id = c.id
$$;

-- Why an exchange does not keep to its quote; null when it does. The house's two liquidity legs are measured: what it gives
-- is what the rate makes of what it gets, rounded its way. Fees are legs of their own and are not looked at.
create function ledger.judge_exchange(p_quote uuid, p_now timestamptz, p_legs ledger.leg[], p_n int) returns text
language plpgsql stable set search_path = '' as $$
declare
  q ledger.quote;
  v_got numeric;
  v_gave numeric;
  v_per_minor numeric;   -- minor units of what is bought, for one of what is sold
begin
  select * into q from ledger.quote x where x.id = p_quote;
  if not found then return 'unknown-quote'; end if;
  if q.expires_at <= p_now then return 'quote-expired'; end if;
  if exists (select from unnest(p_legs) l where l.command = p_n and not exists (select from ledger.account a where a.id = l.account)) then
    return 'unknown-account';
  end if;
  if exists (select from unnest(p_legs) l join ledger.account a on a.id = l.account
             where l.command = p_n and a.asset not in (q.sell_asset, q.buy_asset)) then
    return 'asset-mismatch';
  end if;
  if exists (select from unnest(p_legs) l join ledger.account a on a.id = l.account where l.command = p_n group by a.asset having sum(l.amount) <> 0) then
    return 'unbalanced';
  end if;
  select sum(l.amount) filter (where a.asset = q.sell_asset), -sum(l.amount) filter (where a.asset = q.buy_asset)
  into v_got, v_gave
  from unnest(p_legs) l join ledger.account a on a.id = l.account
  where l.command = p_n and a.kind = 'liquidity';
  if v_got is null or v_gave is null or v_got <= 0 or v_gave <= 0 then return 'quote-mismatch'; end if;
  -- Whoever pays pays the house and the fee; whoever gets gets what the house gave, and nobody else adds to it.
  if exists (select from unnest(p_legs) l join ledger.account a on a.id = l.account
             where l.command = p_n and a.kind <> 'liquidity'
               and (a.asset = q.buy_asset and l.amount < 0 or a.asset = q.sell_asset and l.amount > 0 and a.kind <> 'fees')) then
    return 'quote-mismatch';
  end if;
  select q.rate * 10::numeric ^ (b.scale - s.scale) into v_per_minor
  from ledger.asset s, ledger.asset b where s.code = q.sell_asset and b.code = q.buy_asset;
  if v_gave = trunc(v_got * v_per_minor) or v_got = ceil(v_gave / v_per_minor) then return null; end if;
  return 'quote-mismatch';
end $$;

-- What each command would do to which account: legs as they are given, or as they follow from what a command names.
-- `held` is what a hold takes from, or gives back to, the side an account may not cross.
create function ledger.effects(p_commands ledger.command[], p_legs ledger.leg[])
returns table (command int, account bigint, amount bigint, held bigint)
language sql stable set search_path = '' as $$
  select l.command, l.account,
    case when c.action = 'post' then l.amount else 0 end,
    case when c.action = 'hold' and (a.sign = 'not-negative' and l.amount < 0 or a.sign = 'not-positive' and l.amount > 0) then abs(l.amount) else 0 end
  from unnest(p_commands) with ordinality c join unnest(p_legs) l on l.command = c.ordinality
    left join ledger.account a on a.id = l.account
  where c.action in ('post', 'hold')
  union all
  select c.ordinality, a.id,
    case when c.action <> 'post-hold' then 0 when a.id = h.from_account then -coalesce(c.amount, h.amount) else coalesce(c.amount, h.amount) end,
    case when a.sign = 'not-negative' and a.id = h.from_account or a.sign = 'not-positive' and a.id = h.to_account then -h.amount else 0 end
  from unnest(p_commands) with ordinality c join ledger.hold h on h.id = c.target
    join ledger.account a on a.id in (h.from_account, h.to_account)
  where c.action in ('post-hold', 'void-hold', 'expire-hold')
  union all
  select c.ordinality, coalesce(a.shard_of, a.id), -e.amount, 0
  from unnest(p_commands) with ordinality c join ledger.entry e on e.transfer_id = c.target and e.amount <> 0
    join ledger.account a on a.id = e.account_id
  where c.action = 'reverse'
$$;

-- Does each command as if one came after another, in the order given, and answers each. One refusal harms no other, but for
-- those of its chain. Decided in memory, with all accounts locked; then written as sets.
-- Locks: players' accounts by id, then the house's, which are hot and the same for everybody.
-- Raises 23505 on transfer_pkey, or 40001, when another session wrote in this very moment what has one of the ids, or what a
-- command names: the whole call is to be repeated, and then finds it.
-- Arrays by their first letter: a_ accounts, f_ effects on them, t_ what commands name, e_ entries to write, s_ the chain
-- that is at work. v_answers begins with what is known of ids used before; null is still to be decided.
create function ledger.execute(p_commands ledger.command[], p_legs ledger.leg[]) returns ledger.answer[]
language plpgsql security definer set search_path = ''
  -- By its keys, whatever the statistics say today: a plan made while a table was small would be kept when it is large.
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  c_most constant bigint := 9223372036854775807;
  c_least constant bigint := -9223372036854775808;
  v_count constant int := coalesce(cardinality(p_commands), 0);
  c ledger.command;
  v_ids uuid[];
  v_targets uuid[];
  v_is_plain boolean;        -- postings alone: no targets to look up
  v_is_malformed boolean;
  v_starts int[];
  v_end int;
  v_result ledger.answer[] := '{}';
  v_now timestamptz;
  v_answers text[] := '{}';
  v_fields text[] := '{}';
  v_times timestamptz[];
  -- which row of a sharded account is this session's
  v_shard int := pg_backend_pid() % ledger.shards();
  v_rows_to_lock bigint[];
  -- the accounts, as they are and as they become; the name is what commands call it, the id its row
  a_name bigint[]; a_id bigint[]; a_asset text[]; a_side smallint[]; a_balance bigint[]; a_held bigint[]; a_version bigint[];
  -- the effects, in the order of their commands
  f_command int[]; f_account bigint[]; f_amount bigint[]; f_held bigint[];
  f_next int := 1;
  f_count int;
  -- what the commands name
  t_id uuid[]; t_action text[]; t_ended text[]; t_amount bigint[]; t_expires timestamptz[];
  t int;
  -- the entries to be written
  e_command int[] := '{}'; e_account int[] := '{}'; e_amount bigint[] := '{}'; e_held bigint[] := '{}';
  e_version bigint[] := '{}'; e_balance bigint[] := '{}'; e_held_after bigint[] := '{}';
  e_count int := 0;
  -- the commands that stand or fall together
  s_chain int; s_first int; s_entries int; s_broken boolean;
  v_why text; v_field text;
  v_asset text; v_x int; v_amount bigint; v_held bigint; v_balance bigint; v_held_after bigint;
  v_distinct int;
begin
  if v_count = 0 then return '{}'; end if;
  select array_agg(x.id order by x.ordinality), array_agg(distinct x.target) filter (where x.target is not null),
    bool_and(x.action = 'post'), count(distinct x.id),
    bool_or(x.id is null or x.kind is null or x.action is null or x.amount <= 0
      or (x.target is null) <> (x.action in ('post', 'hold')) or (x.amount is not null and x.action <> 'post-hold')
      or (x.expires_at is not null and x.action <> 'hold') or (x.quote_id is not null and x.action <> 'post'))
  into v_ids, v_targets, v_is_plain, v_distinct, v_is_malformed
  from unnest(p_commands) with ordinality x;
  -- A command no ledger could do is our own bug, and stops the whole call. An array that does not count from one would have
  -- the machine look at other commands than the statements do.
  if v_is_malformed or array_ndims(p_commands) <> 1 or array_lower(p_commands, 1) <> 1
     or exists (select from unnest(p_legs) l where l.command is null or l.command not between 1 and v_count
                or l.account is null or l.amount is null or l.amount = 0) then
    raise exception 'a malformed command' using errcode = 'CG001';
  end if;

  if v_is_plain then
    select array_agg(f.command), array_agg(f.account), array_agg(f.amount), array_agg(f.row)
    into f_command, f_account, f_amount, v_rows_to_lock
    from (select l.command, l.account, l.amount, coalesce(s.id, l.account) as row
          from unnest(p_legs) l left join ledger.account s on s.shard_of = l.account and s.shard = v_shard
          order by l.command, l.account) f;
  else
    if exists (
      select from unnest(p_commands) with ordinality x left join unnest(p_legs) l on l.command = x.ordinality
      where x.action <> 'post' group by x.ordinality, x.action
      having case x.action when 'hold' then count(l) <> 2 or sum(l.amount) <> 0 else count(l) > 0 end) then
      raise exception 'a hold has two legs: what it takes from one account, another would get; what ends or reverses has none' using errcode = 'CG001';
    end if;
    select array_agg(f.command), array_agg(f.account), array_agg(f.amount), array_agg(f.held), array_agg(f.row)
    into f_command, f_account, f_amount, f_held, v_rows_to_lock
    from (select e.command, e.account, e.amount, e.held, coalesce(s.id, e.account) as row
          from ledger.effects(p_commands, p_legs) e left join ledger.account s on s.shard_of = e.account and s.shard = v_shard
          order by e.command, e.account) f;
  end if;
  f_count := coalesce(cardinality(f_command), 0);
  -- No join here: a row that changes while we wait for it is judged anew, and a join would lose it.
  select array_agg(coalesce(a.shard_of, a.id)), array_agg(a.id), array_agg(a.asset),
    array_agg(case a.sign when 'not-negative' then 1 when 'not-positive' then -1 else 0 end),
    array_agg(a.balance), array_agg(a.held), array_agg(a.version)
  into a_name, a_id, a_asset, a_side, a_balance, a_held, a_version
  from (
    select * from ledger.account x where x.id = any(v_rows_to_lock)
    order by x.house is not null, x.id
    for no key update) a;
  -- A command that names another of the same call has to find it written: then it is several calls, one after another, with
  -- everything they touch locked by now in the one order.
  if v_distinct < v_count or v_targets && v_ids then
    v_starts := ledger.first_of_calls(p_commands);
    if cardinality(v_starts) > 1 then
      for i in 1 .. cardinality(v_starts) loop
        v_end := coalesce(v_starts[i + 1], v_count + 1) - 1;
        v_result := v_result || ledger.execute(p_commands[v_starts[i]:v_end], (
          select array_agg(row(l.command - v_starts[i] + 1, l.account, l.amount)::ledger.leg)
          from unnest(p_legs) l where l.command between v_starts[i] and v_end));
      end loop;
      return v_result;
    end if;
  end if;
  v_now := date_trunc('milliseconds', clock_timestamp());

  -- From here on nobody else moves these accounts: what is read now stays true.
  if exists (select from ledger.transfer x where x.id = any(v_ids)) then
    select array_agg(case when x.id is null then null when d.field is null then 'repeated' else 'conflict' end order by k.ordinality),
      array_agg(d.field order by k.ordinality), array_agg(x.posted_at order by k.ordinality)
    into v_answers, v_fields, v_times
    from (select z.id, z.chain, z.ordinality,
            bool_or(not exists (select from ledger.transfer y where y.id = z.id)) over (partition by z.chain) as chain_is_new
          from unnest(p_commands) with ordinality z) k
      left join ledger.transfer x on x.id = k.id
      left join lateral ledger.difference(p_commands[k.ordinality], k.ordinality::int, p_legs) as u(field) on x.id is not null
      -- some of a chain are there and some are not: it is not the chain it was
      left join lateral (select coalesce(u.field, case when k.chain is not null and k.chain_is_new then 'chain' end)) as d(field) on x.id is not null;
  end if;

  if not v_is_plain then
    -- Between two hot accounts two sessions may share no row but what they both name.
    perform from ledger.transfer x where x.id = any(v_targets) order by x.id for no key update;
    select array_agg(x.id), array_agg(x.action), array_agg(y.action), array_agg(h.amount), array_agg(h.expires_at)
    into t_id, t_action, t_ended, t_amount, t_expires
    from ledger.transfer x left join ledger.hold h on h.id = x.id left join ledger.transfer y on y.target = x.id
    where x.id = any(v_targets);
  end if;

  for i in 1 .. v_count loop
    c := p_commands[i];
    if c.chain is null or c.chain is distinct from s_chain or i = 1 then
      s_chain := c.chain;
      s_first := i;
      s_entries := e_count;
      s_broken := false;
    end if;
    v_why := coalesce(v_answers[i], case when s_broken then 'chain-broken' end);
    v_field := v_fields[i];
    v_asset := null;

    if v_why is null and not v_is_plain and c.action <> 'post' then
      t := array_position(t_id, c.target);
      if c.action in ('post-hold', 'void-hold', 'expire-hold') then
        v_why := case
          when t is null or t_action[t] <> 'hold' then 'unknown-hold'
          when t_ended[t] is not null then 'hold-ended'
          when c.action = 'post-hold' and t_expires[t] <= v_now then 'hold-expired'
          when c.action = 'expire-hold' and (t_expires[t] is null or t_expires[t] > v_now) then 'hold-not-due'
          when c.amount > t_amount[t] then 'over-held' end;
        v_field := case v_why when 'hold-ended' then t_ended[t] end;
      elsif c.action = 'reverse' then
        v_why := case
          when t is null then 'unknown-transfer'
          when t_action[t] not in ('post', 'post-hold') then 'not-reversible'
          when t_ended[t] is not null then 'already-reversed' end;
      elsif c.action <> 'hold' then
        raise exception 'command % asks for %, which is no action', c.id, c.action using errcode = 'CG001';
      end if;
    end if;
    if v_why is null and c.quote_id is not null then
      v_why := ledger.judge_exchange(c.quote_id, v_now, p_legs, i);
    end if;

    -- Its effects, one account after another. Those of a command that is refused are passed over.
    while f_next <= f_count and f_command[f_next] < i loop f_next := f_next + 1; end loop;
    if v_why is null and (f_next > f_count or f_command[f_next] > i) then
      if c.target is not null then    -- it was written after we looked for its effects, and before we had its accounts
        raise exception '% was written in this moment', c.target using errcode = '40001';
      end if;
      raise exception 'command % has no legs', c.id using errcode = 'CG001';
    end if;
    while v_why is null and f_next <= f_count and f_command[f_next] = i loop
      v_x := array_position(a_name, f_account[f_next]);
      v_amount := f_amount[f_next];
      v_held := coalesce(f_held[f_next], 0);
      f_next := f_next + 1;
      if v_x is null then
        v_why := 'unknown-account';
      elsif a_asset[v_x] <> v_asset and c.quote_id is null and c.action <> 'reverse' then
        v_why := 'asset-mismatch';
      elsif v_amount > 0 and a_balance[v_x] > c_most - v_amount or v_amount < 0 and a_balance[v_x] < c_least - v_amount
         or v_held > 0 and a_held[v_x] > c_most - v_held then
        v_why := 'out-of-range';
      else
        v_asset := a_asset[v_x];
        v_balance := a_balance[v_x] + v_amount;
        v_held_after := a_held[v_x] + v_held;
        if a_side[v_x] = 1 and v_balance < v_held_after or a_side[v_x] = -1 and v_balance > -v_held_after then
          v_why := 'insufficient-funds';
        elsif v_amount <> 0 or v_held <> 0 then
          e_count := e_count + 1;
          a_balance[v_x] := v_balance;
          a_held[v_x] := v_held_after;
          a_version[v_x] := a_version[v_x] + 1;
          e_command[e_count] := i;
          e_account[e_count] := v_x;
          e_amount[e_count] := v_amount;
          e_held[e_count] := v_held;
          e_version[e_count] := a_version[v_x];
          e_balance[e_count] := v_balance;
          e_held_after[e_count] := v_held_after;
        end if;
      end if;
    end loop;

    v_answers[i] := coalesce(v_why, 'done');
    v_fields[i] := v_field;
    if v_why is null then
      if c.target is not null then t_ended[t] := c.action; end if;
    elsif v_why <> 'repeated' then
      -- Undone: what it did so far, and what its chain did.
      while e_count > s_entries loop
        v_x := e_account[e_count];
        a_balance[v_x] := a_balance[v_x] - e_amount[e_count];
        a_held[v_x] := a_held[v_x] - e_held[e_count];
        a_version[v_x] := a_version[v_x] - 1;
        e_count := e_count - 1;
      end loop;
      if not s_broken then
        for j in s_first .. i - 1 loop
          if v_answers[j] = 'done' and (p_commands[j]).target is not null then
            t_ended[array_position(t_id, (p_commands[j]).target)] := null;
          end if;
          if v_answers[j] = 'done' then v_answers[j] := 'chain-broken'; end if;
        end loop;
        s_broken := s_chain is not null;
      end if;
    end if;
  end loop;

  perform set_config('ledger.door', 'open', true);
  insert into ledger.transfer (id, action, kind, subject, target, quote_id, posted_at)
  select x.id, x.action, x.kind, x.subject, x.target, x.quote_id, v_now
  from unnest(p_commands) with ordinality x where v_answers[x.ordinality] = 'done'
  order by x.id;
  if not v_is_plain then
    insert into ledger.hold (id, from_account, to_account, amount, expires_at)
    select x.id, f.account, g.account, g.amount, x.expires_at
    from unnest(p_commands) with ordinality x
      join unnest(p_legs) f on f.command = x.ordinality and f.amount < 0
      join unnest(p_legs) g on g.command = x.ordinality and g.amount = -f.amount
    where x.action = 'hold' and v_answers[x.ordinality] = 'done';
    update ledger.hold h set ended_by = x.id
    from unnest(p_commands) with ordinality x
    where h.id = x.target and x.action in ('post-hold', 'void-hold', 'expire-hold') and v_answers[x.ordinality] = 'done';
  end if;
  with written as (
    insert into ledger.entry (account_id, version, transfer_id, asset, amount, held, balance_before, balance_after, held_after)
    select a_id[e_account[n]], e_version[n], v_ids[e_command[n]], a_asset[e_account[n]], e_amount[n], e_held[n],
      e_balance[n] - e_amount[n], e_balance[n], e_held_after[n]
    from generate_series(1, e_count) n)
  update ledger.account x set balance = a_balance[n], held = a_held[n], version = a_version[n]
  from generate_series(1, cardinality(a_id)) n
  where x.id = a_id[n] and x.version <> a_version[n];
  perform set_config('ledger.door', '', true);

  return (
    select array_agg(row(a.answer, a.field, case a.answer when 'done' then v_now when 'repeated' then v_times[a.n] end)::ledger.answer order by a.n)
    from unnest(v_answers, v_fields) with ordinality as a(answer, field, n));
end $$;

-- Where calls have to begin, so that a command finds written what it names: at each that has the id of one before it, or
-- names it. A chain is not cut: within one, no command names another.
create function ledger.first_of_calls(p_commands ledger.command[]) returns int[]
language plpgsql immutable set search_path = '' as $$
declare
  c ledger.command;
  v_seen uuid[] := '{}';
  v_chain int;
  v_start int;              -- of the chain
  v_starts int[] := '{1}';
begin
  for i in 1 .. cardinality(p_commands) loop
    c := p_commands[i];
    if c.chain is null or c.chain is distinct from v_chain then
      v_chain := c.chain;
      v_start := i;
    end if;
    if c.id = any(v_seen) or c.target = any(v_seen) then
      if v_start = v_starts[cardinality(v_starts)] then
        raise exception 'command % names another of its own chain', c.id using errcode = 'CG001';
      end if;
      v_starts := v_starts || v_start;
      v_seen := array(select x.id from unnest(p_commands[v_start:i]) x);
    else
      v_seen := v_seen || c.id;
    end if;
  end loop;
  return v_starts;
end $$;

-- Writes down what an exchange will be held to. Safe to repeat; another quote under the id is our own bug.
create function ledger.keep_quote(p_id uuid, p_sell text, p_buy text, p_rate numeric, p_fixed_at timestamptz, p_expires_at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into ledger.quote (id, sell_asset, buy_asset, rate, fixed_at, expires_at)
  values (p_id, p_sell, p_buy, p_rate, p_fixed_at, p_expires_at) on conflict (id) do nothing;
  if not found and not exists (
    select from ledger.quote q
    where q.id = p_id and q.sell_asset = p_sell and q.buy_asset = p_buy and q.rate = p_rate and q.expires_at = p_expires_at::timestamptz(3)) then
    raise exception 'quote % was kept before, with other terms', p_id using errcode = 'CG001';
  end if;
end $$;

-- The account's version at a moment: that of its last entry not after it. A search by halves through the versions, each step
-- one look by key, so that no index over time has to be kept.
create function ledger.version_at(p_account bigint, p_at timestamptz) returns bigint
language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_low bigint := 0;      -- not after the moment
  v_high bigint;          -- after it
  v_middle bigint;
  v_at timestamptz;
begin
  select a.version + 1 into v_high from ledger.account a where a.id = p_account;
  while v_high - v_low > 1 loop
    v_middle := (v_low + v_high) / 2;
    select t.posted_at into strict v_at
    from ledger.entry e join ledger.transfer t on t.id = e.transfer_id
    where e.account_id = p_account and e.version = v_middle;
    if v_at <= p_at then v_low := v_middle; else v_high := v_middle; end if;
  end loop;
  return v_low;
end $$;

-- ---------------------------------------------------------------------------------------------------------------------
-- Settling a charge posts through the new door; what it does is what it did.

create or replace function payments.settle_batch(p_providers text[], p_charges text[], p_transfers uuid[])
returns setof payments.settlement
language plpgsql security definer set search_path = '' as $$
declare
  c payments.charge;
  o payments."order";
  q payments.quote;
  v_owed text;
  v_late boolean;
  v_n int;
  v_payer text;
  v_at int := 0;
  v_commands ledger.command[] := '{}';
  v_legs ledger.leg[] := '{}';
  v_answers ledger.answer[];
begin
  perform from payments."order" x
  where x.id in (select y.order_id from payments.charge y
                 join unnest(p_providers, p_charges) as g(provider, id) on y.provider = g.provider and y.id = g.id)
  order by x.id for update;
  -- A player's first account in an asset is opened in the order of players: two calls that opened them in the order of their
  -- charges could wait for each other in a circle.
  perform ledger.open_account('player-cash', w.player_id, null, w.credit_asset)
  from (select distinct x.player_id, z.credit_asset
        from payments.charge y join unnest(p_providers, p_charges) as g(provider, id) on y.provider = g.provider and y.id = g.id
          join payments."order" x on x.id = y.order_id join payments.quote z on z.id = x.quote_id
        where y.outcome is null order by 1, 2) w;

  for v_n in 1 .. cardinality(p_charges) loop
    select * into c from payments.charge x where x.provider = p_providers[v_n] and x.id = p_charges[v_n];
    continue when not found;      -- somebody's slip in the Web UI must not stop everybody's money in this batch
    select * into strict o from payments."order" x where x.id = c.order_id;
    if c.outcome is null then
      select * into strict q from payments.quote x where x.id = o.quote_id;
      select l.subject into v_payer from identity.linked_account l
      where l.player_id = o.player_id and l.provider = 'telegram' and l.subject = c.payer;
      v_owed := payments.judge(o, q, c, v_payer);
      -- The workflow that closes orders may have been away when this one ran out.
      v_late := o.status = 'expired' or c.received_at >= q.expires_at;

      v_at := v_at + 1;
      v_commands := v_commands || row(p_transfers[v_n], 'post', case when v_owed is null then 'deposit' else 'deposit-owed' end, o.id,
        null, null, null, null, null)::ledger.command;
      v_legs := v_legs || row(v_at, ledger.open_account('clearing', null, o.rail, c.asset), -c.minor)::ledger.leg;
      if v_owed is not null then
        v_legs := v_legs || row(v_at, ledger.open_account('owed', null, o.rail, c.asset), c.minor)::ledger.leg;
      else
        if q.fee_minor > 0 then
          v_legs := v_legs || row(v_at, ledger.open_account('fees', null, o.rail, q.pay_asset), q.fee_minor)::ledger.leg;
        end if;
        v_legs := v_legs || row(v_at, ledger.open_account('player-cash', o.player_id, null, q.credit_asset), q.credit_minor)::ledger.leg;
        update payments."order" x set status = 'credited', late = v_late, settled_at = clock_timestamp()
        where x.id = o.id;
      end if;
      update payments.charge x
      set outcome = case when v_owed is null then 'credited' else 'owed' end, owed_reason = v_owed, settled_at = clock_timestamp()
      where x.provider = c.provider and x.id = c.id;

      if o.shown_bot is not null then
        perform delivery.enqueue('telegram', 'order:' || o.id || ':settled:' || c.id, o.shown_bot || ':' || o.shown_chat, 1::smallint,
          jsonb_build_object('show', 'deposit', 'bot', o.shown_bot, 'chat', o.shown_chat::text, 'orderId', o.id, 'owed', v_owed));
      end if;
      perform audit.append('provider', c.provider, case when v_owed is null then 'deposit.credited' else 'deposit.owed' end, o.id::text,
        jsonb_build_object('charge', c.id, 'asset', c.asset, 'minor', c.minor::text, 'reason', v_owed, 'late', v_late));
    end if;
  end loop;

  if v_at > 0 then
    v_answers := ledger.execute(v_commands, v_legs);
    if exists (select from unnest(v_answers) a where a.answer <> 'done') then
      raise exception 'a settlement was not posted: %', v_answers using errcode = 'CG001';
    end if;
  end if;

  return query
    select x.order_id, x.provider, x.id, x.outcome, x.owed_reason, y.late
    from unnest(p_providers, p_charges) with ordinality as g(provider, id, n)
    join payments.charge x on x.provider = g.provider and x.id = g.id
    join payments."order" y on y.id = x.order_id
    order by g.n;
end $$;

revoke all on all functions in schema ledger from public;
grant execute on function ledger.execute, ledger.keep_quote, ledger.version_at, ledger.judge_exchange to cage_app;
grant select on ledger.hold, ledger.quote to cage_app;
