-- Ends offers whose time is over, so many at most, and those of one player whatever their time where one is named; answers which, for
-- whoever tells of them.
create or replace function play.expire_offers(p_at timestamptz, p_most int, p_player uuid default null)
  returns table (grant_id uuid, player_id uuid)
language sql security definer set search_path = '' as $$
  with due as (select g.id from play."grant" g
    where g.state = 'offered' and case when p_player is null then g.offer_until <= p_at else g.player_id = p_player end
    order by g.id limit p_most for update skip locked)
  update play."grant" g set state = 'expired', ended_at = p_at from due where g.id = due.id returning g.id, g.player_id;
$$;
revoke all on function play.expire_offers from public;
grant execute on function play.expire_offers to cage_app;
