-- The grant that a player plays with now, held until the transaction ends: whoever would lock the ledger's accounts and may end it after that
-- comes here first. Their offers are held with it: one that is being taken at this moment is waited for, and is the active one then; one that
-- is to be taken after it waits, and sees what was done. Null: none is active.
create or replace function play.lock_active_grant(p_player uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
begin
  perform from play."grant" g where g.player_id = p_player and g.state in ('offered', 'active') order by g.id for update;
  return (select g.id from play."grant" g where g.player_id = p_player and g.state = 'active');
end $$;
revoke all on function play.lock_active_grant from public;
grant execute on function play.lock_active_grant to cage_app;
