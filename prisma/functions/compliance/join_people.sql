-- Two accounts are one person's: of their limits the stricter is in force, their pauses hold for both, what they used is added up.
-- A looser limit that was wished for is forgotten. Safe to repeat.
create or replace function compliance.join_people(p_one uuid, p_other uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_kept uuid;
  v_gone uuid;
begin
  perform compliance.lock_people(array[p_one, p_other]);
  v_kept := compliance.person_of(p_one);
  v_gone := compliance.person_of(p_other);
  if v_kept = v_gone then return; end if;
  insert into compliance.person (player_id, person_id)
  select x, v_kept from compliance.accounts_of(p_one) x union select x, v_kept from compliance.accounts_of(p_other) x
  on conflict (player_id) do update set person_id = excluded.person_id;

  insert into compliance.own_limit as k (person_id, kind, span, value, set_at)
  select v_kept, g.kind, g.span, g.value, g.set_at from compliance.own_limit g where g.person_id = v_gone
  on conflict (person_id, kind, span) do update set set_at = case when excluded.value < coalesce(k.value, excluded.value + 1) then excluded.set_at else k.set_at end,
    value = least(k.value, excluded.value), wish_value = null, wish_from = null;
  delete from compliance.own_limit g where g.person_id = v_gone;

  insert into compliance.day_total as k (person_id, asset, day, deposited, staked, paid)
  select v_kept, g.asset, g.day, g.deposited, g.staked, g.paid from compliance.day_total g where g.person_id = v_gone
  on conflict (person_id, asset, day) do update set deposited = k.deposited + excluded.deposited, staked = k.staked + excluded.staked, paid = k.paid + excluded.paid;
  delete from compliance.day_total g where g.person_id = v_gone;

  insert into compliance.play_session as k (person_id, began_at, last_at, asset, net, day, day_ms)
  select v_kept, g.began_at, g.last_at, g.asset, g.net, g.day, g.day_ms from compliance.play_session g where g.person_id = v_gone
  on conflict (person_id) do update set
    day_ms = case when excluded.day = k.day then k.day_ms + excluded.day_ms when excluded.day > k.day then excluded.day_ms else k.day_ms end,
    day = greatest(k.day, excluded.day), began_at = case when excluded.last_at > k.last_at then excluded.began_at else k.began_at end,
    asset = case when excluded.last_at > k.last_at then excluded.asset else k.asset end,
    net = case when excluded.last_at > k.last_at then excluded.net else k.net end, last_at = greatest(k.last_at, excluded.last_at);
  delete from compliance.play_session g where g.person_id = v_gone;
end $$;
revoke all on function compliance.join_people from public;
grant execute on function compliance.join_people to cage_app;
