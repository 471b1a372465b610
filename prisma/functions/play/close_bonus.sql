-- Nobody is offered it any more; what was offered and granted stays. True when this call ended it.
create or replace function play.close_bonus(p_id text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_version int;
begin
  perform pg_advisory_xact_lock(hashtextextended('play.bonus', 15));
  update play.bonus x set ended_at = clock_timestamp() where x.id = p_id and x.ended_at is null returning x.version into v_version;
  if v_version is null then return false; end if;
  perform audit.append('staff', null, 'bonus.closed', null, jsonb_build_object('bonus', p_id, 'version', v_version));
  return true;
end $$;
revoke all on function play.close_bonus from public;
grant execute on function play.close_bonus to cage_app;
