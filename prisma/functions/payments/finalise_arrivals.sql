-- What is final by this look, in one transaction with the cursor. Money of nobody we know, and less than `p_least`, is ours to
-- keep for whoever proves that it is theirs: it is booked as owed. Answers what is final now of players.
-- Locks: the account on the chain, then the ledger's accounts.
create or replace function payments.finalise_arrivals(p_account text, p_tip_lt bigint, p_tip_hash text, p_seqno int, p_at timestamptz, p_minor bigint,
  p_blocks int, p_most int, p_least bigint, out finals int, out news jsonb)
language plpgsql security definer set search_path = ''
  -- By its keys, whatever the statistics say today: a plan made while a table was small would be kept when it is large.
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  v_rows chain.transaction[];
  v_owed uuid[];
  v_rail text;
  v_asset text;
  v_commands ledger.command[];
  v_legs ledger.leg[];
  v_answers ledger.answer[];
begin
  select array_agg(f) into v_rows from chain.finalise(p_account, p_tip_lt, p_tip_hash, p_seqno, p_at, p_minor, p_blocks, p_most) f;
  finals := coalesce(cardinality(v_rows), 0);
  if finals = 0 then return; end if;
  with ripe as (
    select r.id, r.minor, m.player, case when m.player is null then null when k.player_id is not null then 'memo' else 'wallet' end as matched_by
    from unnest(v_rows) t
      cross join lateral (select x.id, x.minor from payments.arrival x
        where x.account = t.account and x.lt = t.lt and x.hash = t.hash and x.state = 'seen' offset 0) r
      left join payments.memo k on k.code = t.memo
      -- The memo's, else that of a plain transfer's sender who proved that the wallet is theirs.
      cross join lateral (select case when k.player_id is not null then payments.holder_of(k.player_id)
        when t.plain then payments.holder_of(payments.wallet_owner(t.source)) end as player offset 0) m),
  done as (
    update payments.arrival r set
      state = case when w.minor < p_least then 'below-minimum' when w.player is null then 'unmatched' else 'final' end,
      player_id = w.player, matched_by = w.matched_by, reason = case when w.player is null then r.reason end, order_id = null, final_at = clock_timestamp(),
      owed_transfer = case when w.player is null or w.minor < p_least then gen_random_uuid() end
    from ripe w where r.id = w.id
    returning r.*)
  select jsonb_agg(payments.news_of(d::payments.arrival) order by d.lt) filter (where d.player_id is not null),
    array_agg(d.id) filter (where d.owed_transfer is not null), min(d.rail), min(d.asset)
  into news, v_owed, v_rail, v_asset from done d;
  if v_owed is null then return; end if;
  -- One account on the chain is one rail and one asset.
  with owed as materialized (select r.id, r.owed_transfer, r.minor, row_number() over (order by r.lt)::int as n from payments.arrival r where r.id = any(v_owed)),
  sides as (select ledger.open_account('clearing', null, v_rail, v_asset) as account, -1 as sign union all select ledger.open_account('owed', null, v_rail, v_asset), 1)
  select (select array_agg(row(w.owed_transfer, 'post', 'arrival-owed', w.id, null, null, null, null, null)::ledger.command order by w.n) from owed w),
    (select array_agg(row(w.n, g.account, w.minor * g.sign)::ledger.leg order by w.n, g.sign) from owed w cross join sides g)
  into v_commands, v_legs;
  v_answers := ledger.execute(v_commands, v_legs);
  if exists (select from unnest(v_answers) x where x.answer <> 'done') then
    raise exception 'arrivals were not booked: %', v_answers using errcode = 'CG001';
  end if;
end $$;
revoke all on function payments.finalise_arrivals from public;
grant execute on function payments.finalise_arrivals to cage_app;
