-- A looser limit that was wished for is forgotten; false: there was none.
create or replace function compliance.keep_limit(p_player uuid, p_kind text, p_span text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform compliance.lock_people(array[p_player]);
  update compliance.own_limit x set wish_value = null, wish_from = null
  where x.person_id = compliance.person_of(p_player) and x.kind = p_kind and x.span = p_span and x.wish_from is not null;
  return found;
end $$;
revoke all on function compliance.keep_limit from public;
grant execute on function compliance.keep_limit to cage_app;
