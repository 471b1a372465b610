-- So much cash was staked, in the transaction that booked it: points are counted, for good and for the week (ISO 8601, UTC), and who
-- reaches a level by them is told once. The three arrays go together; a player may be named more than once. What makes a point is
-- the same as in domain/vip.ts; assets that make none are passed over.
-- `at` of a week is the database's own clock, by which the leaderboard looks for what grew: a process whose clock is behind is not passed over.
-- One statement for all of them: it is part of every bet. Rows are locked in the order of the players.
create or replace function play.note_points(p_players uuid[], p_assets text[], p_cash bigint[], p_at timestamptz default clock_timestamp()) returns void
language plpgsql security definer set search_path = '' as $$
begin
  with staked as (
    select b.player, sum(floor(b.cash::numeric * 1000000 / per.minor))::bigint as parts
    from unnest(p_players, p_assets, p_cash) as b(player, asset, cash)
      join (values ('EUR', 1000), ('USD', 1000), ('RUB', 100000), ('TON', 4000000000), ('USDT', 10000000)) as per(asset, minor) on per.asset = b.asset
    where b.cash > 0 group by b.player order by b.player
  ), counted as (
    insert into play.vip as v (player_id, staked, points, level, reached_at)
    select s.player, s.parts % 1000000, s.parts / 1000000, play.level_at(s.parts / 1000000), case when play.level_at(s.parts / 1000000) > 0 then p_at end
    from staked s
    on conflict (player_id) do update set
      staked = (v.staked + excluded.staked) % 1000000,
      points = v.points + excluded.points + (v.staked + excluded.staked) / 1000000,
      level = greatest(v.level, play.level_at(v.points + excluded.points + (v.staked + excluded.staked) / 1000000)),
      reached_at = case when play.level_at(v.points + excluded.points + (v.staked + excluded.staked) / 1000000) > v.level then p_at else v.reached_at end
    returning new.player_id, new.points - coalesce(old.points, 0) as gained, new.level, coalesce(old.level, 0) as level_before
  ), of_week as (
    insert into play.week_points as w (week, player_id, points, at)
    select to_char(p_at at time zone 'UTC', 'IYYY"-W"IW'), c.player_id, c.gained, clock_timestamp() from counted c where c.gained > 0
    on conflict (week, player_id) do update set points = w.points + excluded.points, at = greatest(w.at, excluded.at)
  )
  insert into play.notice (key, player_id, kind, body, due_at, state)
  select 'vip:' || c.player_id || ':' || c.level, c.player_id, 'vip', jsonb_build_object('level', c.level), p_at, 'waiting'
  from counted c where c.level > c.level_before
  on conflict (key) do nothing;
end $$;
revoke all on function play.note_points from public;
grant execute on function play.note_points to cage_app;
