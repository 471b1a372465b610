-- A round of one player was played, or a step of one, as compliance.note_batch counts a bet's: so much was staked and so much paid out,
-- in the transaction that booked it. What is paid of a stake of another day counts on the day on which it is paid.
create or replace function compliance.note_round(p_player uuid, p_asset text, p_staked bigint, p_paid bigint, p_at timestamptz default clock_timestamp()) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform compliance.lock_people(array[p_player]);
  perform compliance.note_batch(array[p_player], array[p_asset], array[p_staked], array[p_paid], p_at);
end $$;
revoke all on function compliance.note_round from public;
grant execute on function compliance.note_round to cage_app;
