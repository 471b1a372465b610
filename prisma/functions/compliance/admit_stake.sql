-- Whether so much may be staked now: null, or `excluded`, `kyc-refused`, `verification-needed` (the profile lets nobody play below `p_plays_from`),
-- `over-loss-limit` or `session-over`. The whole stake may be lost, so the whole of it must fit.
-- Holds the person until the transaction ends: the bet is booked and counted (`note_round`) in the same one, after this and with the
-- ledger's accounts behind it. Then a hundred bets at once are judged one after another.
create or replace function compliance.admit_stake(p_player uuid, p_asset text, p_minor bigint, p_plays_from smallint default 0::smallint,
  p_at timestamptz default clock_timestamp()) returns text
language plpgsql security definer set search_path = '' as $$
begin
  perform compliance.lock_people(array[p_player]);
  if (compliance.pause_of(p_player, p_at)).id is not null then return 'excluded'; end if;
  if compliance.is_refused(p_player) then return 'kyc-refused'; end if;
  if compliance.level_of(p_player) < p_plays_from then return 'verification-needed'; end if;
  if exists (select from compliance.own_limit l where l.person_id = compliance.person_of(p_player) and l.kind = 'loss' and l.value is not null
      and exists (select from identity.player p where p.id = p_player and p.wallet_asset = replace(p_asset, 'PLAY-', ''))
      and compliance.lost_since(p_player, p_asset, compliance.span_start(l.span, p_at)) + p_minor > l.value) then
    return 'over-loss-limit';
  end if;
  if exists (select from compliance.own_limit l where l.person_id = compliance.person_of(p_player) and l.kind = 'session' and l.value is not null
      and compliance.played_ms(p_player, p_at) >= l.value * 60000) then
    return 'session-over';
  end if;
  return null;
end $$;
revoke all on function compliance.admit_stake from public;
grant execute on function compliance.admit_stake to cage_app;
