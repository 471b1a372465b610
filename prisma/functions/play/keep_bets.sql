-- Books the bets that play.judge_bets let through, in the same transaction: what moves in the ledger, the round, its nonce, what was
-- played by whom, points, and the wagering of the grant. True where a grant is due to end, and its workflow was woken.
-- A round decided at once is one transfer, its win less its stake: none where both are the same. Its row says both.
-- Locks: the house's accounts in the ledger; all else is held by play.judge_bets.
create or replace function play.keep_bets(p_bets play.round[], p_judged play.judged[], p_at timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_bank jsonb;
  v_commands ledger.command[]; v_legs ledger.leg[]; v_answers ledger.answer[];
  v_taken int;
  v_moved int;
  v_is_woken boolean := false;
begin
  -- For a free spin alone the house's promotions pay.
  select jsonb_object_agg(x.house || ':' || x.asset, ledger.open_account(x.house, null, 'play', x.asset)) into v_bank
  from (select distinct case when b.is_free then 'promotions' else 'bankroll' end as house, b.asset from unnest(p_bets) b) x;
  with posted as (
    select row_number() over (order by b.ordinality)::int as k, b.id, b.is_free, b.state, j.cash_account, j.bonus_account,
      j.win_cash - j.stake_cash as cash, j.win_bonus - j.stake_bonus as bonus,
      (v_bank ->> (case when b.is_free then 'promotions:' else 'bankroll:' end || b.asset))::bigint as house
    from unnest(p_bets) with ordinality b cross join lateral (select (p_judged[b.ordinality]).*) j
    where j.why is null and (j.win_cash <> j.stake_cash or j.win_bonus <> j.stake_bonus))
  select array_agg(row(p.id, 'post', case when p.is_free then 'free-spin' when p.state is null then 'round' else 'bet' end,
      p.id, null, null, null, null, null)::ledger.command order by p.k),
    (select array_agg(row(q.k, l.account, l.amount)::ledger.leg) from posted q
       cross join lateral (values (q.cash_account, q.cash), (q.bonus_account, q.bonus), (q.house, -q.cash - q.bonus)) as l(account, amount)
     where l.amount <> 0)
  into v_commands, v_legs from posted p;
  if v_commands is not null then
    v_answers := ledger.execute(v_commands, v_legs);
    if exists (select from unnest(v_answers) a where a.answer <> 'done') then
      raise exception 'a bet was not posted: %', v_answers using errcode = 'CG001';
    end if;
  end if;

  insert into play.round (id, player_id, game, seed_id, nonce, asset, stake, stake_cash, stake_bonus, grant_id, is_free, choices, state, facts, most_win,
    win, win_cash, win_bonus, multiplier_top, multiplier_bottom, began_at, settled_at, cash_after, bonus_after)
  select b.id, b.player_id, b.game, b.seed_id, b.nonce, b.asset, b.stake, j.stake_cash, j.stake_bonus, j.grant_id, b.is_free, b.choices, b.state, b.facts,
    b.most_win, b.win, j.win_cash, j.win_bonus, b.multiplier_top, b.multiplier_bottom, p_at, case when b.state is null then p_at end,
    case when b.state is null then j.cash + j.win_cash - j.stake_cash end,
    case when b.state is null and j.grant_id is not null then j.bonus + j.win_bonus - j.stake_bonus end
  from unnest(p_bets) with ordinality b cross join lateral (select (p_judged[b.ordinality]).*) j where j.why is null;
  get diagnostics v_taken = row_count;
  if v_taken = 0 then return false; end if;

  update play.seed s set next_nonce = b.nonce + 1
  from unnest(p_bets) with ordinality b where (p_judged[b.ordinality]).why is null and s.id = b.seed_id and s.next_nonce = b.nonce;
  get diagnostics v_moved = row_count;
  if v_moved <> v_taken then raise exception 'a nonce moved behind the lock of its player' using errcode = '40001'; end if;
  perform compliance.note_batch(array_agg(b.player_id), array_agg(b.asset), array_agg(j.stake_cash), array_agg(j.win_cash), p_at)
  from unnest(p_bets) with ordinality b cross join lateral (select (p_judged[b.ordinality]).*) j where j.why is null;
  -- A round of several steps makes its points when it is over: its stake may come back.
  perform play.note_points(array_agg(b.player_id), array_agg(b.asset), array_agg(j.stake_cash), p_at)
  from unnest(p_bets) with ordinality b cross join lateral (select (p_judged[b.ordinality]).*) j where j.why is null and b.state is null and j.stake_cash > 0;

  if exists (select from unnest(p_judged) j where j.grant_id is not null and j.why is null) then
    update play."grant" g set spins_left = g.spins_left - 1, spins_won = g.spins_won + b.win,
      wager_needed = play.wager_needed(g.worth, g.spins_won + b.win, g.terms)
    from unnest(p_bets) with ordinality b where b.is_free and (p_judged[b.ordinality]).why is null and g.id = (p_judged[b.ordinality]).grant_id;
    select play.after_rounds(array_agg(j.grant_id), array_agg(coalesce(j.counted, 0))) into v_is_woken
    from unnest(p_judged) j where j.grant_id is not null and j.why is null;
  end if;
  return v_is_woken;
end $$;
revoke all on function play.keep_bets from public;
