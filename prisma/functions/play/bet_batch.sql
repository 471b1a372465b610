-- Bets of many players, each judged and booked for itself, in one call: `p_bets` are rounds as they would stand in play.round, a free
-- spin with the grant it is of, a round of several steps with its state, any other with how it ended. One answer each, in their order:
-- `played`; `repeated`, the round is there; `moved`, another nonce is next (which one, of which pair, stands beside it); `again`, another
-- account of the same person is in this call; or why it is refused. At most one bet of a player in a call.
-- Limits and exclusions, seed and nonce, the stake's split, the payout in the same proportion, the ledger, wagering, points and the
-- record of it are one transaction; what is read of funds and grants is read behind their locks.
-- A round decided at once is one transfer, its win less its stake: none where both are the same. Its row says both.
-- Locks: people (14), grants by id, the house's exposure (16) by asset, the ledger's accounts (players', then the house's). A pair of
-- seeds is moved by nobody who does not hold its player.
create or replace function play.bet_batch(p_bets jsonb, p_plays_from smallint, p_most_exposed jsonb, p_at timestamptz)
returns table (answer text, seed_id uuid, next_nonce bigint, grant_id uuid, stake_cash bigint, stake_bonus bigint, win_cash bigint, win_bonus bigint,
  cash bigint, bonus bigint, wager_done bigint, wager_needed bigint, is_woken boolean)
language plpgsql security definer set search_path = ''
  -- By its keys, whatever the statistics say today: a plan made while a table was small would be kept when it is large.
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
  v_bets play.round[] := array(select b from jsonb_populate_recordset(null::play.round, p_bets) b);
  v_count constant int := coalesce(cardinality(v_bets), 0);
  v_players uuid[];
  v_assets text[];
  v_bank jsonb;
  v_stepped text[];
  -- of each bet, in their order: the grant that is active, the rows in the ledger, and what is free in them
  v_grants uuid[]; v_cash_rows bigint[]; v_bonus_rows bigint[]; v_cash bigint[]; v_bonus bigint[];
  -- why it is not taken: before the rules of play, by them, and after them
  v_first text[]; v_admitted text[]; v_last text[]; v_why text[];
  v_stake_cash bigint[]; v_stake_bonus bigint[]; v_win_cash bigint[]; v_win_bonus bigint[]; v_counted bigint[];
  v_commands ledger.command[]; v_legs ledger.leg[]; v_answers ledger.answer[];
  v_taken int;
  v_moved int;
  v_is_woken boolean := false;
begin
  if v_count = 0 then return; end if;
  select array_agg(b.player_id order by b.ordinality), array_agg(b.asset order by b.ordinality), count(distinct b.player_id),
    array_agg(distinct b.asset) filter (where b.state is not null)
  into v_players, v_assets, v_taken, v_stepped from unnest(v_bets) with ordinality b;
  if v_taken < v_count then raise exception 'one bet of a player at a time' using errcode = 'CG001'; end if;

  perform compliance.lock_people(v_players);
  perform from play."grant" g where g.player_id = any(v_players) and g.state = 'active' order by g.id for update;
  perform pg_advisory_xact_lock(hashtextextended('play.exposed:' || x.asset, 16)) from (select a.asset from unnest(v_stepped) as a(asset) order by 1) x;
  select jsonb_object_agg(x.house || ':' || x.asset, ledger.open_account(x.house, null, 'play', x.asset)) into v_bank
  from (select distinct case when b.is_free then 'promotions' else 'bankroll' end as house, b.asset from unnest(v_bets) b) x;
  select array_agg(g.id order by b.ordinality), array_agg(g.account_id order by b.ordinality), array_agg(c.id order by b.ordinality)
  into v_grants, v_bonus_rows, v_cash_rows
  from unnest(v_bets) with ordinality b
    left join play."grant" g on g.player_id = b.player_id and g.state = 'active' and g.asset = b.asset and g.play_until > p_at
    left join ledger.account c on c.player_id = b.player_id and c.asset = b.asset and c.grant_id is null
      and c.kind = case b.asset when 'XTR' then 'player-stars' else 'player-cash' end;
  perform from ledger.account x where x.id = any(v_cash_rows || v_bonus_rows) order by x.id for no key update;

  -- From here on nobody else moves any of this: what is read now stays true. By `select true` and not `exists`: of that the planner may make
  -- one hash of a whole table, of every round there is, while it thinks the table small.
  select array_agg(x.first order by x.n), array_agg(x.last order by x.n), array_agg(x.stake_cash order by x.n),
    array_agg(x.stake_bonus order by x.n), array_agg(x.win_cash order by x.n), array_agg(x.win - x.win_cash order by x.n),
    array_agg(x.cash order by x.n), array_agg(x.bonus order by x.n), array_agg(x.counted order by x.n)
  into v_first, v_last, v_stake_cash, v_stake_bonus, v_win_cash, v_win_bonus, v_cash, v_bonus, v_counted
  from (
    select b.ordinality as n, b.win, f.cash, f.bonus, s.cash_part as stake_cash, t.bonus_part as stake_bonus,
      case when b.is_free then 0 else div(b.win::numeric * s.cash_part, b.stake)::bigint end as win_cash,
      case when g.id is not null and b.state is null and not b.is_free then play.counted_of(g.terms, b.game, s.cash_part, t.bonus_part) end as counted,
      case
        when (select true from play.round r where r.id = b.id) then 'repeated'
        when row_number() over (partition by coalesce(m.person_id, b.player_id) order by b.ordinality) > 1 then 'again'
        when (select true from play.seed y where y.id = b.seed_id and y.player_id = b.player_id and y.state = 'in-use' and y.next_nonce = b.nonce) is null then 'moved'
        when b.asset <> 'XTR' and (select true from identity.player p where p.id = b.player_id and p.wallet_asset = replace(b.asset, 'PLAY-', '')) is null
          then 'not-your-wallet'
      end as first,
      case
        when b.state is not null and (select true from play.round r where r.player_id = b.player_id and r.game = b.game and r.settled_at is null) then 'round-open'
        when b.is_free then case when g.id = b.grant_id and g.spins_left > 0 and g.terms -> 'spins' ->> 'game' = b.game
          and (g.terms -> 'spins' ->> 'stake')::bigint = b.stake then null else 'no-free-spin' end
        when b.stake > (g.terms ->> 'mostStake')::bigint then 'over-bonus-stake'
        when s.cash_part > f.cash or t.bonus_part > f.bonus then 'insufficient-funds'
      end as last
    from unnest(v_bets) with ordinality b
      left join compliance.person m on m.player_id = b.player_id
      left join play."grant" g on g.id = v_grants[b.ordinality]
      left join ledger.account c on c.id = v_cash_rows[b.ordinality]
      left join ledger.account k on k.id = v_bonus_rows[b.ordinality]
      cross join lateral (select coalesce(c.balance - c.held, 0) as cash, coalesce(k.balance - k.held, 0) as bonus) f
      cross join lateral (select case when b.is_free then 0 when g.id is null then b.stake
        when g.terms ->> 'order' = 'bonus-first' then greatest(b.stake - f.bonus, 0) else least(b.stake, f.cash) end as cash_part) s
      cross join lateral (select case when b.is_free then 0 else b.stake - s.cash_part end as bonus_part) t) x;
  -- What may be lost of their own is the part that is cash.
  v_admitted := compliance.admit_batch(v_players, v_assets, v_stake_cash, p_plays_from, p_at);
  select array_agg(coalesce(v_first[n], v_admitted[n], v_last[n]) order by n) into v_why from generate_series(1, v_count) n;
  if v_stepped is not null then
    select array_agg(case when x.could_win > (p_most_exposed ->> x.asset)::bigint then 'over-exposure' else v_why[x.n] end order by x.n) into v_why
    from (
      select b.ordinality as n, b.asset, case when b.state is not null and v_why[b.ordinality] is null then
          (select coalesce(sum(r.most_win), 0) from play.round r where r.settled_at is null and r.asset = b.asset)
          + sum(b.most_win) filter (where b.state is not null and v_why[b.ordinality] is null) over (partition by b.asset order by b.ordinality) end as could_win
      from unnest(v_bets) with ordinality b) x;
  end if;

  with posted as (
    select row_number() over (order by b.ordinality)::int as k, b.id, b.is_free, b.state, d.cash, d.bonus, b.ordinality as n,
      (v_bank ->> (case when b.is_free then 'promotions:' else 'bankroll:' end || b.asset))::bigint as house
    from unnest(v_bets) with ordinality b
      cross join lateral (select v_win_cash[b.ordinality] - v_stake_cash[b.ordinality] as cash, v_win_bonus[b.ordinality] - v_stake_bonus[b.ordinality] as bonus) d
    where v_why[b.ordinality] is null and (d.cash <> 0 or d.bonus <> 0))
  select array_agg(row(p.id, 'post', case when p.is_free then 'free-spin' when p.state is null then 'round' else 'bet' end,
      p.id, null, null, null, null, null)::ledger.command order by p.k),
    (select array_agg(row(q.k, l.account, l.amount)::ledger.leg) from posted q
       cross join lateral (values (v_cash_rows[q.n], q.cash), (v_bonus_rows[q.n], q.bonus), (q.house, -q.cash - q.bonus)) as l(account, amount)
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
  select b.id, b.player_id, b.game, b.seed_id, b.nonce, b.asset, b.stake, v_stake_cash[b.ordinality], v_stake_bonus[b.ordinality], v_grants[b.ordinality],
    b.is_free, b.choices, b.state, b.facts, b.most_win, b.win, v_win_cash[b.ordinality], v_win_bonus[b.ordinality], b.multiplier_top, b.multiplier_bottom,
    p_at, case when b.state is null then p_at end,
    case when b.state is null then v_cash[b.ordinality] + v_win_cash[b.ordinality] - v_stake_cash[b.ordinality] end,
    case when b.state is null and v_grants[b.ordinality] is not null then v_bonus[b.ordinality] + v_win_bonus[b.ordinality] - v_stake_bonus[b.ordinality] end
  from unnest(v_bets) with ordinality b where v_why[b.ordinality] is null;
  get diagnostics v_taken = row_count;
  if v_taken > 0 then
    update play.seed s set next_nonce = b.nonce + 1
    from unnest(v_bets) with ordinality b where v_why[b.ordinality] is null and s.id = b.seed_id and s.next_nonce = b.nonce;
    get diagnostics v_moved = row_count;
    if v_moved <> v_taken then raise exception 'a nonce moved behind the lock of its player' using errcode = '40001'; end if;
    perform compliance.note_batch(array_agg(b.player_id order by b.ordinality), array_agg(b.asset order by b.ordinality),
      array_agg(v_stake_cash[b.ordinality] order by b.ordinality), array_agg(v_win_cash[b.ordinality] order by b.ordinality), p_at)
    from unnest(v_bets) with ordinality b where v_why[b.ordinality] is null;
    perform play.note_points(array_agg(b.player_id order by b.player_id), array_agg(b.asset order by b.player_id),
      array_agg(v_stake_cash[b.ordinality] order by b.player_id), p_at)
    -- A round of several steps makes its points when it is over: its stake may come back.
    from unnest(v_bets) with ordinality b where v_why[b.ordinality] is null and b.state is null and v_stake_cash[b.ordinality] > 0;
  end if;
  if exists (select from unnest(v_grants) with ordinality as g(id, n) where g.id is not null and v_why[g.n] is null) then
    update play."grant" g set spins_left = g.spins_left - 1, spins_won = g.spins_won + b.win,
      wager_needed = play.wager_needed(g.worth, g.spins_won + b.win, g.terms)
    from unnest(v_bets) with ordinality b where b.is_free and v_why[b.ordinality] is null and g.id = v_grants[b.ordinality];
    select play.after_rounds(array_agg(g.id order by g.n), array_agg(coalesce(v_counted[g.n], 0) order by g.n)) into v_is_woken
    from unnest(v_grants) with ordinality as g(id, n) where g.id is not null and v_why[g.n] is null;
  end if;

  return query
    select coalesce(v_why[b.ordinality], 'played'), s.id, s.next_nonce, v_grants[b.ordinality],
      v_stake_cash[b.ordinality], v_stake_bonus[b.ordinality], v_win_cash[b.ordinality], v_win_bonus[b.ordinality],
      v_cash[b.ordinality] + case when v_why[b.ordinality] is null then v_win_cash[b.ordinality] - v_stake_cash[b.ordinality] else 0 end,
      case when g.id is not null then
        v_bonus[b.ordinality] + case when v_why[b.ordinality] is null then v_win_bonus[b.ordinality] - v_stake_bonus[b.ordinality] else 0 end end,
      g.wager_done, g.wager_needed, v_is_woken
    from unnest(v_bets) with ordinality b
      left join play.seed s on s.player_id = b.player_id and s.state = 'in-use'
      left join play."grant" g on g.id = v_grants[b.ordinality]
    order by b.ordinality;
end $$;
revoke all on function play.bet_batch from public;
grant execute on function play.bet_batch to cage_app;
