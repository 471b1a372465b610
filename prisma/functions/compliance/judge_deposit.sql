-- What keeps so much more from being paid in: `excluded` (until when), `kyc-refused`, `over-limit` (which window, and what is left of it), or null. Of
-- several limits the one with the least left speaks. Play money has the limits of what it plays at, by a count of its own; Stars are
-- no money of the wallet, and no limit of it counts them.
-- Holds the person: what is decided here is true until the transaction ends, if whoever credits it counts it (`note_deposit`).
-- @param p_reserved what open orders may still bring
create or replace function compliance.judge_deposit(p_player uuid, p_asset text, p_minor bigint, p_reserved bigint default 0, p_at timestamptz default clock_timestamp(),
  out reason text, out span text, out left_minor bigint, out until timestamptz)
language plpgsql security definer set search_path = '' as $$
declare v_pause compliance.pause;
begin
  perform compliance.lock_people(array[p_player]);
  v_pause := compliance.pause_of(p_player, p_at);
  if v_pause.id is not null then
    reason := 'excluded';
    until := v_pause.until;
    return;
  end if;
  if compliance.is_refused(p_player) then
    reason := 'kyc-refused';
    return;
  end if;
  if not exists (select from identity.player p where p.id = p_player and p.wallet_asset = replace(p_asset, 'PLAY-', '')) then return; end if;
  select l.span, greatest(l.value - u.used, 0) into span, left_minor
  from compliance.own_limit l
    cross join lateral (select compliance.deposited_since(p_player, p_asset, compliance.span_start(l.span, p_at)) + p_reserved as used) u
  where l.person_id = compliance.person_of(p_player) and l.kind = 'deposit' and l.value is not null and p_minor > l.value - u.used
  order by l.value - u.used, l.value limit 1;
  if found then reason := 'over-limit'; end if;
end $$;
revoke all on function compliance.judge_deposit from public;
grant execute on function compliance.judge_deposit to cage_app;
