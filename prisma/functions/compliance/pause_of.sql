-- The pause that holds a person back now, the one that ends last; null: none. An exclusion goes before a break of the same end.
-- One that is there has begun, though a clock that is behind says that it will.
create or replace function compliance.pause_of(p_player uuid, p_at timestamptz default clock_timestamp()) returns compliance.pause
language sql stable security definer set search_path = '' as $$
  select x from compliance.pause x
  where x.player_id in (select compliance.accounts_of(p_player)) and (x.until is null or x.until > p_at)
  order by x.until desc nulls first, x.kind desc limit 1
$$;
revoke all on function compliance.pause_of from public;
grant execute on function compliance.pause_of to cage_app;
