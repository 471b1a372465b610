-- The next step of an open round, taken on the version it was made on: `p_state` where it goes on, `p_facts` and what it won where it is
-- over, and then what it won is booked in the proportion of its stake. `played`, or `round-moved` where another step came first, or
-- `round-over`. A round that was left (`p_was_left`) is ended by its rule, and no action is written.
-- A round keeps the grant it was begun with: the part of the win that is the bonus's goes into that grant's account while it is active;
-- to cash when it was completed, as far as its terms still let it; and else to promotions. Nobody else's grant gets it.
-- A free spin is never one of these: it is decided at once (play.judge_bets).
-- Wagering and points count when the round is over, and not for a stake that was left and comes back whole; nor does wagering when the
-- grant's time is over by then: it ends as it would have ended at that moment, however late its judge comes.
-- Locks: people (14), the grant, the round, the ledger's accounts.
create or replace function play.act(p_round uuid, p_version int, p_action jsonb, p_state jsonb, p_facts jsonb, p_win bigint, p_top numeric, p_bottom numeric,
  p_transfer uuid, p_was_left boolean, p_at timestamptz) returns table (answer text, is_woken boolean)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  r play.round;
  g play."grant";
  v_cash bigint;
  v_win_cash bigint;
  v_win_bonus bigint;
  v_converted bigint := 0;
  v_legs ledger.leg[];
  v_answers ledger.answer[];
  v_is_woken boolean := false;
  v_came_back boolean;
begin
  select * into strict r from play.round x where x.id = p_round;
  perform compliance.lock_people(array[r.player_id]);
  select * into g from play."grant" x where x.id = r.grant_id for update;
  select * into strict r from play.round x where x.id = p_round for update;
  if r.settled_at is not null then return query select 'round-over', false; return; end if;
  -- A pause that began since its caller looked: they read it again, and find that they play no step on.
  if r.version <> p_version or (p_action is not null and (compliance.pause_of(r.player_id, p_at)).player_id is not null) then
    return query select 'round-moved', false;
    return;
  end if;
  if p_facts is null then
    update play.round x set state = p_state, actions = x.actions || jsonb_build_array(p_action), version = x.version + 1 where x.id = r.id;
    return query select 'played', false;
    return;
  end if;

  v_win_cash := div(p_win::numeric * r.stake_cash, r.stake)::bigint;
  v_win_bonus := p_win - v_win_cash;
  if p_win > 0 then
    v_legs := array[row(1, ledger.open_account('bankroll', null, 'play', r.asset), -p_win)::ledger.leg];
    if v_win_bonus > 0 and g.state = 'active' then
      v_legs := v_legs || row(1, g.account_id, v_win_bonus)::ledger.leg;
    elsif v_win_bonus > 0 then
      if g.state = 'completed' then
        v_converted := least(v_win_bonus, greatest(coalesce((g.terms ->> 'mostConverted')::bigint - g.converted, v_win_bonus), 0));
        update play."grant" x set converted = x.converted + v_converted where x.id = g.id and v_converted > 0;
      end if;
      if v_win_bonus > v_converted then
        v_legs := v_legs || row(1, ledger.open_account('promotions', null, 'play', r.asset), v_win_bonus - v_converted)::ledger.leg;
      end if;
    end if;
    if v_win_cash + v_converted > 0 then
      v_cash := ledger.open_account(case r.asset when 'XTR' then 'player-stars' else 'player-cash' end, r.player_id, null, r.asset);
      v_legs := v_legs || row(1, v_cash, v_win_cash + v_converted)::ledger.leg;
    end if;
    v_answers := ledger.execute(array[row(p_transfer, 'post', 'win', r.id, null, null, null, null, null)::ledger.command], v_legs);
    if exists (select from unnest(v_answers) a where a.answer <> 'done') then
      raise exception 'a win was not posted: %', v_answers using errcode = 'CG001';
    end if;
  end if;
  update play.round x set state = null, facts = p_facts, was_left = p_was_left, win = p_win, win_cash = v_win_cash, win_bonus = v_win_bonus,
    multiplier_top = p_top, multiplier_bottom = p_bottom, settled_at = p_at, version = x.version + 1,
    actions = case when p_action is null then x.actions else x.actions || jsonb_build_array(p_action) end,
    cash_after = coalesce((select a.balance - a.held from ledger.account a where a.player_id = r.player_id and a.asset = r.asset and a.grant_id is null
      and a.kind = case r.asset when 'XTR' then 'player-stars' else 'player-cash' end), 0),
    bonus_after = (select b.balance - b.held from play."grant" y join ledger.account b on b.id = y.account_id
      where y.player_id = r.player_id and y.state = 'active' and y.asset = r.asset)
  where x.id = r.id;
  -- What a bonus won and became cash by its terms is no win of their own stake: it makes room in no limit of loss.
  if p_was_left then perform compliance.note_paid(r.player_id, r.asset, v_win_cash, p_at);
  else perform compliance.note_batch(array[r.player_id], array[r.asset], array[0]::bigint[], array[v_win_cash], p_at); end if;
  v_came_back := p_was_left and p_win = r.stake;
  if r.stake_cash > 0 and not v_came_back then
    perform play.note_points(array[r.player_id], array[r.asset], array[r.stake_cash], p_at);
  end if;
  if g.state = 'active' then
    v_is_woken := play.after_rounds(array[g.id], array[case when v_came_back or p_at >= g.play_until then 0
      else play.counted_of(g.terms, r.game, r.stake_cash, r.stake_bonus) end]);
  end if;
  return query select 'played', v_is_woken;
end $$;
revoke all on function play.act from public;
grant execute on function play.act to cage_app;
