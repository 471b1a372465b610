-- A round ended that its player had left: what it paid counts among the day's sums, and nowhere in the session they may be in by now.
-- The caller holds the person (`compliance.lock_people`).
create or replace function compliance.note_paid(p_player uuid, p_asset text, p_paid bigint, p_at timestamptz) returns void
language sql security definer set search_path = '' as $$
  insert into compliance.day_total as t (person_id, asset, day, staked, paid)
  values (compliance.person_of(p_player), p_asset, compliance.span_start('day', p_at), 0, p_paid)
  on conflict (person_id, asset, day) do update set paid = t.paid + excluded.paid
$$;
revoke all on function compliance.note_paid from public;
