-- Two accounts are one person's, and this one goes on: with the points of both, the level they come to, and no wish to be told of less
-- than either had. Nobody is told of a level that was not played for. Behind the lock on the people (14). Safe to repeat.
create or replace function play.carry_standing(p_from uuid, p_into uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  with gone as (delete from play.vip where player_id = p_from returning *)
  insert into play.vip as v (player_id, staked, points, level, reached_at)
  select p_into, g.staked, g.points, g.level, g.reached_at from gone g
  on conflict (player_id) do update set
    staked = (v.staked + excluded.staked) % 1000000,
    points = v.points + excluded.points + (v.staked + excluded.staked) / 1000000,
    level = greatest(v.level, play.level_at(v.points + excluded.points + (v.staked + excluded.staked) / 1000000)),
    reached_at = greatest(v.reached_at, excluded.reached_at);
  with gone as (delete from play.week_points where player_id = p_from returning *)
  insert into play.week_points as w (week, player_id, points, at)
  select g.week, p_into, g.points, clock_timestamp() from gone g
  on conflict (week, player_id) do update set points = w.points + excluded.points, at = excluded.at;
  with gone as (delete from play.notice_choice where player_id = p_from returning *)
  insert into play.notice_choice as c (player_id, promotions, wagering, vip, quiet_from, quiet_until, zone, is_listed)
  select p_into, g.promotions, g.wagering, g.vip, g.quiet_from, g.quiet_until, g.zone, g.is_listed from gone g
  on conflict (player_id) do update set promotions = c.promotions and excluded.promotions, wagering = c.wagering and excluded.wagering,
    vip = c.vip and excluded.vip, is_listed = c.is_listed and excluded.is_listed;
end $$;
revoke all on function play.carry_standing from public;
grant execute on function play.carry_standing to cage_app;
