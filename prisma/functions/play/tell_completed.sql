-- A bonus that is wagered became cash: told in a message of its own, once, by whichever way it ended.
create or replace function play.tell_completed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform play.notify('wagering:' || new.id, new.player_id, 'wagering', jsonb_build_object('grant', new.id), new.ended_at);
  return null;
end $$;
revoke all on function play.tell_completed from public;
create or replace trigger grant_completed after update of state on play.grant
  for each row when (new.state = 'completed' and old.state <> 'completed') execute function play.tell_completed();
