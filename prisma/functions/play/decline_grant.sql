-- A player refuses an offer. Safe to repeat. Answers `declined`, `repeated` or `offer-over`.
create or replace function play.decline_grant(p_grant uuid, p_at timestamptz) returns text
language plpgsql security definer set search_path = '' as $$
declare
  g play."grant";
begin
  select x.* into strict g from play."grant" x where x.id = p_grant for update;
  if g.state = 'declined' then return 'repeated'; end if;
  if g.state <> 'offered' or p_at >= g.offer_until then return 'offer-over'; end if;
  update play."grant" x set state = 'declined', ended_at = p_at where x.id = g.id;
  perform audit.append('player', g.player_id::text, 'bonus.declined', g.id::text, jsonb_build_object('bonus', g.bonus_id));
  return 'declined';
end $$;
revoke all on function play.decline_grant from public;
grant execute on function play.decline_grant to cage_app;
