-- A person's own limit: a tighter one works at once (`tightened`), a looser one or none becomes a wish that can be confirmed when
-- `p_wait` is over (`wished`). `same`: it is so already, and what was wished for is forgotten.
-- (GLI-19 v3.0, A.3.7; UKGC RTS 12C: a decrease at once, an increase after 24 hours and a second yes.)
create or replace function compliance.set_limit(p_player uuid, p_kind text, p_span text, p_value bigint, p_at timestamptz, p_wait interval) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_person uuid;
  v_value bigint;
begin
  perform compliance.lock_people(array[p_player]);
  v_person := compliance.person_of(p_player);
  insert into compliance.own_limit (person_id, kind, span, set_at) values (v_person, p_kind, p_span, p_at) on conflict do nothing;
  select x.value into strict v_value from compliance.own_limit x where x.person_id = v_person and x.kind = p_kind and x.span = p_span;
  if p_value is not distinct from v_value then
    update compliance.own_limit x set wish_value = null, wish_from = null where x.person_id = v_person and x.kind = p_kind and x.span = p_span;
    return 'same';
  end if;
  if p_value is not null and (v_value is null or p_value < v_value) then
    update compliance.own_limit x set value = p_value, set_at = p_at, wish_value = null, wish_from = null
    where x.person_id = v_person and x.kind = p_kind and x.span = p_span;
    return 'tightened';
  end if;
  update compliance.own_limit x set wish_value = p_value, wish_from = p_at + p_wait
  where x.person_id = v_person and x.kind = p_kind and x.span = p_span;
  return 'wished';
end $$;
revoke all on function compliance.set_limit from public;
grant execute on function compliance.set_limit to cage_app;
