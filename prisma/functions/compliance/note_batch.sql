-- Rounds were played, by many players at once, each of another person: so much was staked and so much paid out. A round less than a
-- quarter of an hour after the last one goes on with the same session; the time between them was played. The caller holds the people
-- (`compliance.lock_people`), and has locked them before anything it reads.
-- A session's net is of money where there was any in it (UKGC RTS 2E): a round with Stars in between is not added to it, and does not end it.
create or replace function compliance.note_batch(p_players uuid[], p_assets text[], p_staked bigint[], p_paid bigint[], p_at timestamptz) returns void
language plpgsql security definer set search_path = ''
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  v_people uuid[] := array(select coalesce(m.person_id, g.player) from unnest(p_players) with ordinality as g(player, n)
    left join compliance.person m on m.player_id = g.player order by g.n);
  v_day constant date := compliance.span_start('day', p_at);
  v_midnight constant timestamptz := date_trunc('day', p_at at time zone 'UTC') at time zone 'UTC';
begin
  insert into compliance.day_total as t (person_id, asset, day, staked, paid)
  select b.person, b.asset, v_day, b.staked, b.paid from unnest(v_people, p_assets, p_staked, p_paid) as b(person, asset, staked, paid)
  on conflict (person_id, asset, day) do update set staked = t.staked + excluded.staked, paid = t.paid + excluded.paid;
  insert into compliance.play_session as s (person_id, began_at, last_at, asset, net, day, day_ms)
  select b.person, p_at, p_at, b.asset, b.paid - b.staked, v_day, 0 from unnest(v_people, p_assets, p_staked, p_paid) as b(person, asset, staked, paid)
  on conflict (person_id) do update set
    began_at = case when p_at - s.last_at <= interval '15 minutes' then s.began_at else p_at end,
    net = case when p_at - s.last_at > interval '15 minutes' then excluded.net when s.asset = excluded.asset then s.net + excluded.net
      when excluded.asset = 'XTR' then s.net else excluded.net end,
    asset = case when p_at - s.last_at <= interval '15 minutes' and excluded.asset = 'XTR' then s.asset else excluded.asset end, last_at = greatest(s.last_at, p_at), day = greatest(s.day, v_day),
    -- compliance.played_ms, of the row as it is
    day_ms = case when s.day = v_day then s.day_ms else 0 end
      + case when p_at > s.last_at and p_at - s.last_at <= interval '15 minutes'
        then (extract(epoch from p_at - greatest(s.last_at, v_midnight)) * 1000)::bigint else 0 end;
end $$;
revoke all on function compliance.note_batch from public;
grant execute on function compliance.note_batch to cage_app;
