-- Offers a bonus by the terms that are in force, once to a person in their life, whichever account of theirs it is. Answers `offered`, or why
-- not: `had` (it was offered to them before), `over` (those terms are in force no more), `excluded`, `no-deposit` (its deposit went back).
-- Locks: the person (14).
create or replace function play.offer_grant(p_id uuid, p_player uuid, p_bonus text, p_version int, p_deposit uuid, p_deposit_minor bigint,
  p_worth bigint, p_at timestamptz, p_until timestamptz) returns text
language plpgsql security definer set search_path = '' as $$
declare
  b play.bonus;
begin
  perform compliance.lock_people(array[p_player]);
  select x.* into b from play.bonus x where x.id = p_bonus and x.version = p_version and x.ended_at is null;
  if not found then return 'over'; end if;
  if exists (select from play."grant" g where g.bonus_id = p_bonus and g.player_id in (select compliance.accounts_of(p_player))) then
    return 'had';
  end if;
  if not compliance.may_promote(p_player) then return 'excluded'; end if;
  if p_deposit is not null and play.is_deposit_gone(p_deposit) then return 'no-deposit'; end if;
  insert into play."grant" (id, player_id, person_id, bonus_id, bonus_version, terms, state, asset, deposit_id, deposit_minor, worth, offered_at, offer_until)
  values (p_id, p_player, compliance.person_of(p_player), b.id, b.version, b.terms, 'offered', b.asset, p_deposit, p_deposit_minor, p_worth, p_at, p_until)
  on conflict (person_id, bonus_id) do nothing;
  if not found then return 'had'; end if;
  perform audit.append('system', null, 'bonus.offered', p_id::text, jsonb_build_object('player', p_player, 'bonus', b.id, 'version', b.version,
    'asset', b.asset, 'worth', p_worth::text, 'deposit', p_deposit));
  return 'offered';
end $$;
revoke all on function play.offer_grant from public;
grant execute on function play.offer_grant to cage_app;
