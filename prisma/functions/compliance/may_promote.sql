-- Whether a player may be sent or shown an offer: nobody is who took a break, excluded themselves, or was refused.
create or replace function compliance.may_promote(p_player uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select (compliance.pause_of(p_player)).id is null and not compliance.is_refused(p_player)
$$;
revoke all on function compliance.may_promote from public;
grant execute on function compliance.may_promote to cage_app;
