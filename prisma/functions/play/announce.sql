-- A bonus that anybody of its currency may come to is new: written for those who wish to hear of bonuses, so many at once, in the order
-- of their ids. A code is for whom it was given to, and is announced to nobody; new terms of a bonus are no news of their own.
-- Answers how many notices were written; nothing is left when it answers 0. Safe to repeat, and in several processes at once.
create or replace function play.announce(p_at timestamptz, p_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  a play.announcement;
  v_players uuid[];
begin
  insert into play.announcement (bonus_id, begun_at)
  select b.id, p_at from play.bonus b
  where b.ended_at is null and b.kind <> 'code' and not exists (select from play.announcement x where x.bonus_id = b.id)
  on conflict (bonus_id) do nothing;
  select * into a from play.announcement where done_at is null order by begun_at, bonus_id limit 1 for update skip locked;
  if not found then return 0; end if;
  v_players := array(
    select c.player_id from play.notice_choice c join identity.player p on p.id = c.player_id
      join play.bonus b on b.id = a.bonus_id and b.ended_at is null and p.wallet_asset = b.asset
    where c.promotions and p.closed_at is null and (a.reached is null or c.player_id > a.reached)
    order by c.player_id limit p_most);
  insert into play.notice (key, player_id, kind, body, due_at, state)
  select 'promotion:' || a.bonus_id || ':' || x, x, 'promotions', jsonb_build_object('bonus', a.bonus_id), p_at, 'waiting' from unnest(v_players) x
  on conflict (key) do nothing;
  update play.announcement set reached = coalesce(v_players[cardinality(v_players)], reached),
    done_at = case when cardinality(v_players) < p_most then p_at end where bonus_id = a.bonus_id;
  -- Nobody wished to hear of this one, but another may wait behind it.
  return greatest(cardinality(v_players), 1);
end $$;
revoke all on function play.announce from public;
grant execute on function play.announce to cage_app;
