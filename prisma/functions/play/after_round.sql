-- One round of one grant: see play.after_rounds.
create or replace function play.after_round(p_grant uuid, p_counted bigint) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform play.after_rounds(array[p_grant], array[p_counted]);
end $$;
revoke all on function play.after_round from public;
