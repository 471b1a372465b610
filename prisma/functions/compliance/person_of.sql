-- Whose account it is: all accounts of one person are limited, paused and counted together.
create or replace function compliance.person_of(p_player uuid) returns uuid
language sql stable strict security definer set search_path = '' as $$
  select coalesce((select m.person_id from compliance.person m where m.player_id = p_player), p_player)
$$;
revoke all on function compliance.person_of from public;
grant execute on function compliance.person_of to cage_app;
