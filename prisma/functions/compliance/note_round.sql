-- A round was played, or a step of one: so much was staked and so much paid out, in the transaction that booked it. What is paid of a
-- stake of another day counts on the day on which it is paid. A round less than a quarter of an hour after the last one goes on with
-- the same session; the time between them was played.
create or replace function compliance.note_round(p_player uuid, p_asset text, p_staked bigint, p_paid bigint, p_at timestamptz default clock_timestamp()) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_person uuid;
  v_day date := compliance.span_start('day', p_at);
  v_ms bigint;
begin
  perform compliance.lock_people(array[p_player]);
  v_person := compliance.person_of(p_player);
  insert into compliance.day_total as t (person_id, asset, day, staked, paid) values (v_person, p_asset, v_day, p_staked, p_paid)
  on conflict (person_id, asset, day) do update set staked = t.staked + excluded.staked, paid = t.paid + excluded.paid;
  v_ms := compliance.played_ms(p_player, p_at);
  insert into compliance.play_session as s (person_id, began_at, last_at, asset, net, day, day_ms)
  values (v_person, p_at, p_at, p_asset, p_paid - p_staked, v_day, 0)
  on conflict (person_id) do update set
    began_at = case when p_at - s.last_at <= interval '15 minutes' then s.began_at else p_at end,
    net = case when p_at - s.last_at <= interval '15 minutes' and s.asset = p_asset then s.net else 0 end + p_paid - p_staked,
    asset = p_asset, last_at = greatest(s.last_at, p_at), day = greatest(s.day, v_day), day_ms = v_ms;
end $$;
revoke all on function compliance.note_round from public;
grant execute on function compliance.note_round to cage_app;
