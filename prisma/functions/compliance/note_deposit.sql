-- A player was credited. Inner: whoever credits calls it, behind the person's lock.
create or replace function compliance.note_deposit(p_player uuid, p_asset text, p_minor bigint, p_at timestamptz default clock_timestamp()) returns void
language sql security definer set search_path = '' as $$
  insert into compliance.day_total as t (person_id, asset, day, deposited)
  values (compliance.person_of(p_player), p_asset, compliance.span_start('day', p_at), p_minor)
  on conflict (person_id, asset, day) do update set deposited = t.deposited + excluded.deposited
$$;
revoke all on function compliance.note_deposit from public;
