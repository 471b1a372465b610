-- Whether so much may be staked now by one player, as compliance.admit_batch judges a bet: null, or `excluded`, `kyc-refused`,
-- `verification-needed` (the profile lets nobody play below `p_plays_from`), `over-loss-limit` or `session-over`. The whole stake may be
-- lost, so the whole of it must fit.
-- Holds the person until the transaction ends: then a hundred bets at once are judged one after another.
create or replace function compliance.admit_stake(p_player uuid, p_asset text, p_minor bigint, p_plays_from smallint default 0::smallint,
  p_at timestamptz default clock_timestamp()) returns text
language plpgsql security definer set search_path = '' as $$
begin
  perform compliance.lock_people(array[p_player]);
  return (compliance.admit_batch(array[p_player], array[p_asset], array[p_minor], p_plays_from, p_at))[1];
end $$;
revoke all on function compliance.admit_stake from public;
grant execute on function compliance.admit_stake to cage_app;
