-- Wakes the workflows of active grants whose time was over at `p_before`, so many at most: one that was terminated by hand has no timer left
-- to end it. Each once an hour; one that is there only looks once more. Answers how many there are.
create or replace function play.wake_overdue(p_before timestamptz, p_most int) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
  v_many int := 0;
begin
  for v_id in select g.id from play."grant" g where g.state = 'active' and g.play_until < p_before order by g.play_until limit p_most loop
    perform play.wake_wager(v_id, 'wager-moved', 'overdue:' || to_char(p_before at time zone 'UTC', 'YYYY-MM-DD"T"HH24'));
    v_many := v_many + 1;
  end loop;
  return v_many;
end $$;
revoke all on function play.wake_overdue from public;
grant execute on function play.wake_overdue to cage_app;
