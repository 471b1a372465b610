-- The second yes to a looser limit: `loosened`, or `too-early`, or `no-wish`. A yes that comes more than a week after it could first be
-- said answers a question nobody remembers: the wish is over, and is asked for anew.
create or replace function compliance.confirm_limit(p_player uuid, p_kind text, p_span text, p_at timestamptz) returns text
language plpgsql security definer set search_path = '' as $$
declare v_from timestamptz;
begin
  perform compliance.lock_people(array[p_player]);
  select x.wish_from into v_from from compliance.own_limit x
  where x.person_id = compliance.person_of(p_player) and x.kind = p_kind and x.span = p_span;
  if v_from is null then return 'no-wish'; end if;
  if v_from > p_at then return 'too-early'; end if;
  if v_from + interval '7 days' <= p_at then return 'no-wish'; end if;
  update compliance.own_limit x set value = x.wish_value, set_at = p_at, wish_value = null, wish_from = null
  where x.person_id = compliance.person_of(p_player) and x.kind = p_kind and x.span = p_span;
  return 'loosened';
end $$;
revoke all on function compliance.confirm_limit from public;
grant execute on function compliance.confirm_limit to cage_app;
