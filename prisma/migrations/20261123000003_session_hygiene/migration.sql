-- How a session ends, in one place: each end is written down with whose session it was, whoever or whatever ended it, and
-- the application can end none past that. What looks for sessions every few seconds finds them by index. A pass is good as
-- long as whoever took it is signed in and may decide.

-- Ends those of these sessions that are open, under their locks and always in the same order. Answers which.
create function identity.end_sessions(p_sessions uuid[], p_why text, p_actor text, p_actor_id text) returns setof uuid
language plpgsql security definer set search_path = '' as $$
declare
  v identity.session;
begin
  for v in
    select * from identity.session s where s.id = any(p_sessions) and s.ended_at is null order by s.id for no key update
  loop
    update identity.session s set ended_at = clock_timestamp(), ended_why = p_why where s.id = v.id;
    perform audit.append(p_actor, p_actor_id, 'session.ended', v.id::text,
      jsonb_build_object('why', p_why) || jsonb_strip_nulls(jsonb_build_object('player', v.player_id, 'staff', v.staff_id)));
    return next v.id;
  end loop;
end $$;
revoke update on identity.session from cage_app;

-- Sessions that nobody used for their idle time: timestamps without a zone, because only these can be indexed so.
create index session_idle_until on identity.session (((seen_at at time zone 'UTC') + idle_ms * interval '1 millisecond')) where ended_at is null;
create index session_open_until on identity.session (expires_at) where ended_at is null;
create index session_ended on identity.session (ended_at, id) where ended_at is not null;
create index refresh_sealed on identity.refresh_token (session_id) where successor is not null;

-- Ends sessions whose time is over, or that nobody used for their idle time, but for those somebody holds. Answers which.
create function identity.end_overdue_sessions(p_most integer) returns setof uuid
language plpgsql security definer set search_path = '' as $$
begin
  return query select identity.end_sessions(array(
    select s.id from identity.session s where s.ended_at is null and s.expires_at <= statement_timestamp()
    order by s.expires_at limit p_most for no key update skip locked), 'expired', 'system', null);
  return query select identity.end_sessions(array(
    select s.id from identity.session s
    where s.ended_at is null
      and (s.seen_at at time zone 'UTC') + s.idle_ms * interval '1 millisecond' <= statement_timestamp() at time zone 'UTC'
    order by (s.seen_at at time zone 'UTC') + s.idle_ms * interval '1 millisecond'
    limit p_most for no key update skip locked), 'idle', 'system', null);
end $$;

-- As before; a session that ends here is written down like every other, also one whose time is over.
create or replace function identity.refresh(p_hash bytea, p_next bytea, p_successor bytea, p_grace_ms integer) returns identity.refreshed
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
  v_session identity.session;
  v_token identity.refresh_token;
  v_now timestamptz;
  v_over text;
begin
  select r.session_id into v_id from identity.refresh_token r where r.hash = p_hash;
  if not found then return ('unknown', null, null)::identity.refreshed; end if;
  select * into v_session from identity.session s where s.id = v_id for update;
  select * into v_token from identity.refresh_token r where r.hash = p_hash;
  v_now := clock_timestamp();
  if v_session.ended_at is not null then
    return ('ended', v_id, null)::identity.refreshed;
  end if;
  v_over := case
    when v_session.expires_at <= v_now then 'expired'
    when v_session.seen_at + v_session.idle_ms * interval '1 millisecond' <= v_now then 'idle'
  end;
  if v_over is not null then
    perform identity.end_sessions(array[v_id], v_over, 'system', null);
    return ('ended', v_id, null)::identity.refreshed;
  end if;
  if v_token.used_at is null then
    update identity.refresh_token set used_at = v_now, successor = p_successor where hash = p_hash;
    insert into identity.refresh_token (hash, session_id, issued_at) values (p_next, v_id, v_now);
    update identity.session set seen_at = v_now where id = v_id;
    -- Their few seconds are over: an old token and a copy of this table lead nowhere.
    update identity.refresh_token set successor = null
    where session_id = v_id and successor is not null and used_at < v_now - p_grace_ms * interval '1 millisecond';
    return ('rotated', v_id, null)::identity.refreshed;
  end if;
  if v_now < v_token.used_at + p_grace_ms * interval '1 millisecond' then
    return ('again', v_id, v_token.successor)::identity.refreshed;
  end if;
  perform identity.end_sessions(array[v_id], 'token-reused', 'system', null);
  return ('reused', v_id, null)::identity.refreshed;
end $$;

-- The other account of the same person. Its sessions were ended before, in this transaction; a new one is not opened.
create or replace function identity.close_player(p_player uuid, p_into uuid) returns void
language sql security definer set search_path = '' as $$
  update identity.player set joined_into = p_into, closed_at = clock_timestamp() where id = p_player and closed_at is null
$$;

-- What is linked is an account elsewhere, and "door" is a setting of the ledger's. As before, under names that say so: one
-- Telegram account opens one player, and one player has one.
drop function identity.hang_door(text, text, uuid);
create function identity.link_account(p_provider text, p_subject text, p_player uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from identity.linked_account l where l.player_id = p_player and l.provider = p_provider and l.subject <> p_subject) then
    raise exception 'the player has another % account', p_provider using errcode = 'CG004';
  end if;
  insert into identity.linked_account (provider, subject, player_id) values (p_provider, p_subject, p_player)
  on conflict (provider, subject) do update set player_id = excluded.player_id, linked_at = now();
end $$;

-- Without it the open sessions are the only way in that is left: they last as long as those of somebody who began in a browser.
drop function identity.take_door(text, uuid, integer, bigint);
create function identity.unlink_account(p_provider text, p_player uuid, p_idle_ms integer, p_longest_ms bigint) returns setof uuid
language plpgsql security definer set search_path = '' as $$
begin
  delete from identity.linked_account l where l.provider = p_provider and l.player_id = p_player;
  return query
    update identity.session s
    set idle_ms = p_idle_ms, expires_at = s.opened_at + p_longest_ms * interval '1 millisecond'
    where s.player_id = p_player and s.ended_at is null
    returning s.id;
end $$;

-- Uses a pass, once. `p_by` names who uses it: asked again by the same, it answers as the first time, however late. Whoever
-- took it must be signed in still, with one of the roles that may decide this: a pass of somebody who was sent away is void.
drop function identity.take_pass(bytea, text, text, bytea, text);
create function identity.use_pass(p_hash bytea, p_workflow text, p_action text, p_decision bytea, p_by text, p_roles text[])
returns identity.taken_pass
language plpgsql security definer set search_path = '' as $$
declare
  p identity.pass;
  v identity.taken_pass;
  v_now timestamptz;
begin
  select * into p from identity.pass x where x.code_hash = p_hash for update;
  if not found then v.outcome := 'pass-unknown'; return v; end if;
  v.id := p.id;
  v_now := clock_timestamp();
  if (p.workflow_id, p.action, p.decision_digest) is distinct from (p_workflow, p_action, p_decision) then
    v.outcome := 'pass-other-case';
  elsif p.used_by = p_by then
    v.outcome := 'taken';
    v.staff_id := p.staff_id;
    v.is_first := false;
  elsif p.used_at is not null then
    v.outcome := 'pass-used';
  elsif p.expires_at <= v_now then
    v.outcome := 'pass-expired';
  elsif not exists (
    select from identity.staff m join identity.session s on s.staff_id = m.id
    where m.id = p.staff_id and m.roles && p_roles and s.ended_at is null and s.expires_at > v_now
      and s.seen_at + s.idle_ms * interval '1 millisecond' > v_now) then
    v.outcome := 'pass-void';
  else
    update identity.pass x set used_at = v_now, used_by = p_by where x.id = p.id;
    v.outcome := 'taken';
    v.staff_id := p.staff_id;
    v.is_first := true;
  end if;
  return v;
end $$;

revoke all on function identity.end_sessions, identity.end_overdue_sessions, identity.link_account,
  identity.unlink_account, identity.use_pass from public;
grant execute on function identity.end_sessions, identity.end_overdue_sessions, identity.link_account,
  identity.unlink_account, identity.use_pass to cage_app;
-- It holds a player for as long as the caller likes, and is called by other functions alone.
revoke execute on function identity.hold_codes from cage_app;
