-- Writes down as arrivals what was linked and what has vanished, and answers what is new to players. Called again until it answers that
-- nothing was left: `p_most` at once.
create or replace function payments.see_arrivals(p_account text, p_most int, out seen int, out news jsonb)
language plpgsql security definer set search_path = ''
  -- By its keys, whatever the statistics say today: a plan made while a table was small would be kept when it is large.
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  v_rows chain.transaction[];
begin
  select array_agg(g order by g.lt) into v_rows from chain.see(p_account, p_most) g;
  seen := coalesce(cardinality(v_rows), 0);
  with gone as (
    update payments.arrival r set state = 'vanished', ended_at = clock_timestamp()
    from chain.transaction t
    where t.account = p_account and t.state = 'vanished' and r.account = t.account and r.lt = t.lt and r.hash = t.hash and r.state = 'seen'
    returning r.*),
  back as (
    update payments.arrival r set state = 'seen', ended_at = null
    from unnest(v_rows) t
    where r.account = t.account and r.lt = t.lt and r.hash = t.hash and r.state = 'vanished'
    returning r.*),
  new as (
    insert into payments.arrival (account, lt, hash, rail, asset, minor, sender, comment, state, player_id, matched_by, reason, order_id, at)
    select t.account, t.lt, t.hash, x.rail, x.asset, t.in_minor, t.source, t.comment, 'seen', m.player, case when m.player is null then null when k.player_id is not null then 'memo' else 'wallet' end,
      case when m.player is not null then null when t.comment is null then 'no-memo' when t.memo is null then 'broken-memo' else 'unknown-memo' end,
      case when m.player is not null then payments.order_paid_by(m.player, x.rail, x.asset, t.in_minor, t.at) end, t.at
    from unnest(v_rows) t join chain.account x on x.address = t.account
      left join payments.memo k on k.code = t.memo
      -- The memo's, else that of a plain transfer's sender who proved that the wallet is theirs.
      cross join lateral (select case when k.player_id is not null then payments.holder_of(k.player_id)
        when t.plain then payments.holder_of(payments.wallet_owner(t.source)) end as player offset 0) m
    where t.kind = 'deposit'
    on conflict (account, lt, hash) do nothing
    returning *)
  select jsonb_agg(payments.news_of(w.w) order by (w.w).lt) into news
  from (select g::payments.arrival as w from gone g union all select b::payments.arrival from back b union all select n::payments.arrival from new n) w
  where (w.w).player_id is not null;
end $$;
revoke all on function payments.see_arrivals from public;
grant execute on function payments.see_arrivals to cage_app;
