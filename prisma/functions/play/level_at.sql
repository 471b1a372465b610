-- The level that is reached with so many points: the same as `levelAt` in domain/vip.ts.
create or replace function play.level_at(p_points bigint) returns smallint
language sql immutable set search_path = '' as $$
  select width_bucket(p_points, array[50, 500, 2500, 10000, 50000]::bigint[])::smallint
$$;
revoke all on function play.level_at from public;
