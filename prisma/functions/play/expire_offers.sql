-- Ends offers whose time is over, so many at most, and those of one player whatever their time where one is named; answers how many.
create or replace function play.expire_offers(p_at timestamptz, p_most int, p_player uuid default null) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_ids uuid[];
begin
  v_ids := array(select g.id from play."grant" g
    where g.state = 'offered' and case when p_player is null then g.offer_until <= p_at else g.player_id = p_player end
    order by g.id limit p_most for update skip locked);
  update play."grant" g set state = 'expired', ended_at = p_at where g.id = any(v_ids);
  return cardinality(v_ids);
end $$;
revoke all on function play.expire_offers from public;
grant execute on function play.expire_offers to cage_app;
