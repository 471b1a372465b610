-- A player takes an offer: the bonus is booked, its time begins, and its workflow is started with it, or nothing is done. Safe to repeat.
-- Answers `claimed`, `repeated`, or why not: `offer-over`, `bonus-active`, `excluded`, `deposit-gone` (play.is_offer_gone).
-- Locks: the player, the person (14), the grant, then the ledger's accounts.
create or replace function play.claim_grant(p_grant uuid, p_at timestamptz) returns text
language plpgsql security definer set search_path = '' as $$
declare
  g play."grant";
  v_player uuid;
  v_account bigint;
  v_answers ledger.answer[];
begin
  select x.player_id into strict v_player from play."grant" x where x.id = p_grant;
  perform from identity.player p where p.id = v_player for no key update;
  perform compliance.lock_people(array[v_player]);
  select x.* into strict g from play."grant" x where x.id = p_grant for update;
  if g.state = 'active' then return 'repeated'; end if;
  if g.state <> 'offered' or p_at >= g.offer_until then return 'offer-over'; end if;
  if exists (select from identity.player p where p.id = v_player and p.closed_at is not null) then return 'offer-over'; end if;
  if not compliance.may_promote(v_player) then return 'excluded'; end if;
  if exists (select from play."grant" x where x.state = 'active' and x.player_id in (select compliance.accounts_of(v_player))) then
    return 'bonus-active';
  end if;
  if play.is_offer_gone(g.id) then return 'deposit-gone'; end if;

  v_account := ledger.open_grant_account(v_player, g.asset, g.id);
  perform ledger.open_account('player-cash', v_player, null, g.asset);
  if g.worth > 0 then
    v_answers := ledger.execute(array[row(md5('bonus:' || g.id)::uuid, 'post', 'bonus', g.id, null, null, null, null, null)::ledger.command],
      array[row(1, ledger.open_account('promotions', null, 'play', g.asset), -g.worth)::ledger.leg, row(1, v_account, g.worth)::ledger.leg]);
    if exists (select from unnest(v_answers) a where a.answer <> 'done') then
      raise exception 'bonus % was not posted: %', g.id, v_answers using errcode = 'CG001';
    end if;
  end if;
  update play."grant" x set state = 'active', account_id = v_account, claimed_at = p_at,
    play_until = p_at + make_interval(hours => (x.terms ->> 'playHours')::int),
    spins_left = coalesce((x.terms #>> '{spins,many}')::int, 0), wager_needed = play.wager_needed(x.worth, 0, x.terms)
  where x.id = g.id;
  perform delivery.enqueue('workflow-start', 'start:wager-' || g.id, 'wager-' || g.id, 1::smallint, play.wager_start(g.id));
  perform audit.append('player', v_player::text, 'bonus.claimed', g.id::text,
    jsonb_build_object('bonus', g.bonus_id, 'version', g.bonus_version, 'asset', g.asset, 'worth', g.worth::text));
  return 'claimed';
end $$;
revoke all on function play.claim_grant from public;
grant execute on function play.claim_grant to cage_app;
