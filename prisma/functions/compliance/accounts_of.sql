-- All accounts of the person whose account this is, closed ones too.
create or replace function compliance.accounts_of(p_player uuid) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select p_player union select m.player_id from compliance.person m where m.person_id = compliance.person_of(p_player)
$$;
revoke all on function compliance.accounts_of from public;
grant execute on function compliance.accounts_of to cage_app;
