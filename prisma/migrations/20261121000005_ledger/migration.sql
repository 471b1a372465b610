-- Double-entry money. Entries sum to zero per asset, are never changed, and balances are written by the posting function
-- alone. A credit is positive: what the house owes a player is above zero, what a provider owes the house is below.

alter table ledger.asset
  add constraint asset_scale check (scale between 0 and 18),
  add constraint asset_nature check (nature in ('cash', 'stars', 'play'));
alter table ledger.account_kind
  add constraint kind_owner check (owner in ('player', 'house')),
  add constraint kind_sign check (sign in ('not-negative', 'not-positive', 'any'));
alter table ledger.account
  add constraint account_owner check ((player_id is null) <> (house is null)),
  add constraint account_sign check (case sign
    when 'not-negative' then balance >= 0 when 'not-positive' then balance <= 0 else sign = 'any' end),
  set (fillfactor = 50);
create unique index account_of_player on ledger.account (player_id, kind, asset) where player_id is not null;
create unique index account_of_house on ledger.account (house, kind, asset) where house is not null;
alter table ledger.entry add constraint entry_moves check (amount <> 0);

insert into ledger.asset (code, scale, nature) values
  ('EUR', 2, 'cash'), ('USD', 2, 'cash'), ('RUB', 2, 'cash'), ('TON', 9, 'cash'), ('USDT', 6, 'cash'), ('XTR', 0, 'stars'),
  ('PLAY-EUR', 2, 'play'), ('PLAY-USD', 2, 'play'), ('PLAY-RUB', 2, 'play'), ('PLAY-TON', 9, 'play'), ('PLAY-USDT', 6, 'play');

insert into ledger.account_kind (kind, owner, sign) values
  ('player-cash', 'player', 'not-negative'),   -- what the player may take out or play with
  ('clearing', 'house', 'not-positive'),       -- what a provider took for us and has not paid out yet
  ('fees', 'house', 'not-negative'),           -- what players paid us for moving their money
  ('owed', 'house', 'not-negative');           -- money we hold that is not credited yet: paid twice, paid by another

create type ledger.leg as (account bigint, amount bigint);
create type ledger.posting as (id uuid, kind text, subject uuid, legs ledger.leg[]);

-- Opens the account once and returns it, whoever asks first.
create function ledger.open_account(p_kind text, p_player uuid, p_house text, p_asset text) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_id bigint;
  v_sign text;
begin
  select id into v_id from ledger.account
  where player_id is not distinct from p_player and house is not distinct from p_house and kind = p_kind and asset = p_asset;
  if found then return v_id; end if;

  select sign into v_sign from ledger.account_kind
  where kind = p_kind and owner = case when p_player is null then 'house' else 'player' end;
  if not found then
    raise exception 'no account of kind % can be opened for this owner', p_kind using errcode = 'CG001';
  end if;

  insert into ledger.account (kind, player_id, house, asset, sign) values (p_kind, p_player, p_house, p_asset, v_sign)
  on conflict do nothing returning id into v_id;
  if v_id is null then          -- somebody opened it between our look and our insert
    select id into v_id from ledger.account
    where player_id is not distinct from p_player and house is not distinct from p_house and kind = p_kind and asset = p_asset;
  end if;
  return v_id;
end $$;

-- A broken posting is our own bug, never a player's: it stops the whole call.
create function ledger.assert_balanced(p_postings ledger.posting[]) returns void
language plpgsql set search_path = '' as $$
declare
  v_bad uuid;
begin
  select p.id into v_bad from unnest(p_postings) p
  where p.id is null or p.kind is null or coalesce(cardinality(p.legs), 0) < 2
     or exists (select from unnest(p.legs) l where l.account is null or l.amount is null or l.amount = 0)
     or (select count(distinct l.account) <> count(*) from unnest(p.legs) l)
  limit 1;
  if found then
    raise exception 'posting % is malformed: two or more legs, each on its own account, none of zero', v_bad using errcode = 'CG001';
  end if;

  -- An account that is not there has no asset to sum in: post_batch answers that one by itself.
  select p.id into v_bad from unnest(p_postings) p
  where exists (
      select from unnest(p.legs) l join ledger.account a on a.id = l.account group by a.asset having sum(l.amount) <> 0)
    and not exists (
      select from unnest(p.legs) l where not exists (select from ledger.account a where a.id = l.account))
  limit 1;
  if found then
    raise exception 'posting % does not sum to zero', v_bad using errcode = 'CG001';
  end if;
end $$;

-- Posts each, in the order given, and answers each: posted | repeated | conflict | unknown-account | insufficient-funds.
-- One refusal harms no other. All accounts are locked first, players by id and then the house's, which are hot and the
-- same for everybody: so that no two calls wait for each other in a circle.
create function ledger.post_batch(p_postings ledger.posting[]) returns text[]
language plpgsql security definer set search_path = '' as $$
declare
  p ledger.posting;
  v_answers text[] := '{}';
  v_answer text;
  v_touched int;
begin
  perform ledger.assert_balanced(p_postings);
  perform from ledger.account a
  where a.id in (select l.account from unnest(p_postings) x, unnest(x.legs) l)
  order by a.house is not null, a.id
  for no key update;

  foreach p in array p_postings loop
    v_answer := null;
    if exists (select from ledger.transfer t where t.id = p.id) then
      v_answer := ledger.compare(p);
    elsif (select count(*) from ledger.account a join unnest(p.legs) l on l.account = a.id) <> cardinality(p.legs) then
      v_answer := 'unknown-account';
    elsif exists (select from ledger.account a join unnest(p.legs) l on l.account = a.id
                  where (a.sign = 'not-negative' and a.balance + l.amount < 0)
                     or (a.sign = 'not-positive' and a.balance + l.amount > 0)) then
      v_answer := 'insufficient-funds';
    else
      insert into ledger.transfer (id, kind, subject) values (p.id, p.kind, p.subject) on conflict (id) do nothing;
      if not found then         -- the same posting, at the same moment, in another session
        v_answer := ledger.compare(p);
      else
        with moved as (
          update ledger.account a set balance = a.balance + l.amount, version = a.version + 1
          from unnest(p.legs) l where a.id = l.account
          returning a.id, a.version, l.amount, a.balance
        )
        insert into ledger.entry (account_id, version, transfer_id, amount, balance_after)
        select id, version, p.id, amount, balance from moved;
        get diagnostics v_touched = row_count;
        if v_touched <> cardinality(p.legs) then
          raise exception 'posting % moved % of % accounts', p.id, v_touched, cardinality(p.legs) using errcode = 'CG001';
        end if;
        v_answer := 'posted';
      end if;
    end if;
    v_answers := v_answers || v_answer;
  end loop;
  return v_answers;
end $$;

-- The same id with the same body is a repeat; with another body somebody used an id twice.
create function ledger.compare(p ledger.posting) returns text
language sql stable security definer set search_path = '' as $$
  select case when
    exists (select from ledger.transfer t
            where t.id = p.id and t.kind = p.kind and t.subject is not distinct from p.subject)
    and not exists (
      select from (select e.account_id, e.amount from ledger.entry e where e.transfer_id = p.id) e
      full join unnest(p.legs) l on l.account = e.account_id and l.amount = e.amount
      where e.account_id is null or l.account is null)
  then 'repeated' else 'conflict' end
$$;

create function ledger.post(p_id uuid, p_kind text, p_subject uuid, p_legs ledger.leg[]) returns text
language sql security definer set search_path = '' as $$
  select (ledger.post_batch(array[row(p_id, p_kind, p_subject, p_legs)::ledger.posting]))[1]
$$;

create function ledger.refuse() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception '% on %.% is refused: a wrong posting is corrected by another one', tg_op, tg_table_schema, tg_table_name
    using errcode = 'CG002';
end $$;
create trigger transfer_keep before update or delete or truncate on ledger.transfer
  for each statement execute function ledger.refuse();
create trigger entry_keep before update or delete or truncate on ledger.entry
  for each statement execute function ledger.refuse();
create trigger account_keep before delete or truncate on ledger.account
  for each statement execute function ledger.refuse();
create trigger asset_keep before update or delete or truncate on ledger.asset
  for each statement execute function ledger.refuse();

revoke all on all functions in schema ledger from public;
grant execute on function ledger.open_account, ledger.post_batch, ledger.post to cage_app;
