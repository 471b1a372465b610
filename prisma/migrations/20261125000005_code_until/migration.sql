-- A code that is sent again for the same act must not outlive what it confirms: a withdrawal's own time runs from the wish on,
-- and the message says until when its code is good. So whoever asks may say until when the act may be confirmed.
drop function identity.ask_code(uuid, uuid, text, text, jsonb, bytea, bytea, text);

-- A new code for an act; the player's older one is void. Refused: no-chat, codes-locked, too-many-codes (five in ten minutes).
-- Lives ten minutes (ASVS 5.0, 6.5.5), or until `p_until` where that is sooner; the caller has seen that it is ahead.
create function identity.ask_code(p_id uuid, p_player uuid, p_act_kind text, p_act_id text, p_act jsonb, p_digest bytea, p_salt bytea, p_bot text, p_until timestamptz)
returns identity.asked_code
language plpgsql security definer set search_path = '' as $$
declare
  v identity.asked_code;
  v_now timestamptz;
begin
  perform identity.hold_codes(p_player);
  v_now := clock_timestamp();

  select l.until into v.until from identity.code_lock l where l.player_id = p_player and l.until > v_now;
  if found then v.outcome := 'codes-locked'; return v; end if;

  select l.subject into v.chat from identity.linked_account l
  where l.player_id = p_player and l.provider = 'telegram' and l.blocked_at is null
  order by l.linked_at limit 1;
  if not found then v.outcome := 'no-chat'; return v; end if;

  select c.created_at + interval '10 minutes' into v.until from identity.one_time_code c
  where c.player_id = p_player and c.created_at > v_now - interval '10 minutes'
  order by c.created_at desc offset 4 limit 1;
  if found then v.outcome := 'too-many-codes'; return v; end if;

  update identity.one_time_code c
  set ended_at = v_now, ended_as = case when c.expires_at <= v_now then 'expired' else 'replaced' end
  where c.player_id = p_player and c.ended_at is null
  returning c.id into v.earlier;

  v.outcome := 'asked';
  -- To the millisecond, as the column keeps it: who is told it and who reads it later have the same moment.
  v.expires_at := date_trunc('milliseconds', least(v_now + interval '10 minutes',
    case when p_until is not null then greatest(p_until, v_now + interval '1 second') end));
  insert into identity.one_time_code (id, player_id, act_kind, act_id, act, act_digest, salt, bot, chat, created_at, expires_at)
  values (p_id, p_player, p_act_kind, p_act_id, p_act, p_digest, p_salt, p_bot, v.chat, v_now, v.expires_at);
  return v;
end $$;

revoke all on function identity.ask_code from public;
grant execute on function identity.ask_code to cage_app;
