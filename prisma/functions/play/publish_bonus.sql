-- New terms of a bonus: the version in force ends, and what was granted by it stays as it was agreed. Answers the version; the one in force
-- where just these terms are in force already, so that publishing a file twice publishes it once. -1: its code belongs to another bonus.
-- Locks: the bonus, by its id, before its rows.
create or replace function play.publish_bonus(p_id text, p_kind text, p_asset text, p_code text, p_terms jsonb) returns int
language plpgsql security definer set search_path = '' as $$
declare
  b play.bonus;
  v_version int;
begin
  perform pg_advisory_xact_lock(hashtextextended('play.bonus', 15));
  select x.* into b from play.bonus x where x.id = p_id and x.ended_at is null;
  if b.terms - 'version' = p_terms - 'version' then return b.version; end if;
  if exists (select from play.bonus x where x.code = p_code and x.ended_at is null and x.id <> p_id) then return -1; end if;
  update play.bonus x set ended_at = clock_timestamp() where x.id = p_id and x.ended_at is null;
  select coalesce(max(x.version), 0) + 1 into v_version from play.bonus x where x.id = p_id;
  insert into play.bonus (id, version, kind, asset, code, terms)
  values (p_id, v_version, p_kind, p_asset, p_code, p_terms || jsonb_build_object('version', v_version));
  perform audit.append('staff', null, 'bonus.published', null,
    jsonb_build_object('bonus', p_id, 'version', v_version, 'terms', p_terms || jsonb_build_object('version', v_version)));
  return v_version;
end $$;
revoke all on function play.publish_bonus from public;
grant execute on function play.publish_bonus to cage_app;
