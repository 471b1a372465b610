-- Whether a person may still come to a bonus that is in force and no code: none of their accounts was ever offered it, and they have paid in nothing
-- of its currency yet, for such a bonus comes with the first deposit alone. What is promoted to them is this and no more.
create or replace function play.may_come_to(p_player uuid, p_bonus text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from play.bonus b where b.id = p_bonus and b.ended_at is null and b.kind <> 'code'
    and not exists (select from play."grant" g where g.bonus_id = b.id and g.player_id in (select compliance.accounts_of(p_player)))
    and not exists (select from compliance.day_total d where d.person_id = compliance.person_of(p_player) and d.asset = b.asset and d.deposited > 0))
$$;
revoke all on function play.may_come_to from public;
grant execute on function play.may_come_to to cage_app;
