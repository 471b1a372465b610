-- Bets of many players, each judged and booked for itself, in one call: `p_bets` are rounds as they would stand in play.round, a free
-- spin with the grant it is of, a round of several steps with its state, any other with how it ended. One answer each, in their order:
-- `played`, or one of the reasons of play.judge_bets; of what `moved` the pair that is in use and its next nonce stand beside it. At
-- most one bet of a player in a call.
-- Limits and exclusions, seed and nonce, the stake's split, the payout in the same proportion, the ledger, wagering, points and the
-- record of it are one transaction: play.judge_bets locks and decides, play.keep_bets books.
create or replace function play.bet_batch(p_bets jsonb, p_plays_from smallint, p_most_exposed jsonb, p_at timestamptz)
returns table (answer text, seed_id uuid, next_nonce bigint, grant_id uuid, stake_cash bigint, stake_bonus bigint, win_cash bigint, win_bonus bigint,
  cash bigint, bonus bigint, wager_done bigint, wager_needed bigint, is_woken boolean)
language plpgsql security definer set search_path = ''
  -- By its keys, whatever the statistics say today: a plan made while a table was small would be kept when it is large. It holds for
  -- both functions below, which nobody else calls.
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
  v_bets constant play.round[] := array(select b from jsonb_populate_recordset(null::play.round, p_bets) b);
  v_judged play.judged[];
  v_is_woken boolean;
begin
  if cardinality(v_bets) = 0 then return; end if;
  if (select count(distinct b.player_id) from unnest(v_bets) b) < cardinality(v_bets) then
    raise exception 'one bet of a player at a time' using errcode = 'CG001';
  end if;
  v_judged := play.judge_bets(v_bets, p_plays_from, p_most_exposed, p_at);
  v_is_woken := play.keep_bets(v_bets, v_judged, p_at);
  return query
    select coalesce(j.why, 'played'), s.id, s.next_nonce, j.grant_id, j.stake_cash, j.stake_bonus, j.win_cash, j.win_bonus,
      case when j.why is null then j.cash + j.win_cash - j.stake_cash else j.cash end,
      case when g.id is null then null when j.why is null then j.bonus + j.win_bonus - j.stake_bonus else j.bonus end,
      g.wager_done, g.wager_needed, v_is_woken
    from unnest(v_judged) with ordinality j
      left join play.seed s on s.player_id = v_bets[j.ordinality].player_id and s.state = 'in-use'
      left join play."grant" g on g.id = j.grant_id
    order by j.ordinality;
end $$;
revoke all on function play.bet_batch from public;
grant execute on function play.bet_batch to cage_app;
