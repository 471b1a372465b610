-- A break or a self-exclusion, from now on. It is added to those there are: none is cut short by another. Safe to repeat under its id.
-- (GLI-19 v3.0, A.3.8; UKGC LCCP SR 3.5.3 and 3.3.4.)
create or replace function compliance.take_pause(p_id uuid, p_player uuid, p_kind text, p_length text, p_at timestamptz) returns compliance.pause
language plpgsql security definer set search_path = '' as $$
declare v compliance.pause;
begin
  perform compliance.lock_people(array[p_player]);
  insert into compliance.pause (id, player_id, kind, length, since, until)
  values (p_id, p_player, p_kind, p_length, p_at, case p_length when '24h' then p_at + interval '24 hours' when '7d' then p_at + interval '168 hours'
    when '30d' then p_at + interval '720 hours' when '6m' then p_at + interval '6 months' when '1y' then p_at + interval '1 year'
    when '5y' then p_at + interval '5 years' end)
  on conflict (id) do nothing;
  select x.* into strict v from compliance.pause x where x.id = p_id;
  return v;
end $$;
revoke all on function compliance.take_pause from public;
grant execute on function compliance.take_pause to cage_app;
