-- Books the end of an active grant in one posting and writes it down. Inner: its caller holds the grant's row and has seen that it is active.
-- Completed: what there is becomes cash, as far as the terms let it; all else goes back to the house. Its account is empty from then on; what an open
-- round still wins with it goes where play.act and play.bet_batch say.
create or replace function play.book_end(g play."grant", p_end text, p_at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_cash bigint := ledger.open_account('player-cash', g.player_id, null, g.asset);
  v_all bigint;
  v_converted bigint := 0;
  v_legs ledger.leg[];
  v_answers ledger.answer[];
begin
  perform from ledger.account a where a.id in (v_cash, g.account_id) order by a.id for no key update;
  select a.balance into strict v_all from ledger.account a where a.id = g.account_id;
  if p_end = 'completed' then v_converted := least(v_all, coalesce((g.terms ->> 'mostConverted')::bigint, v_all)); end if;
  if v_all > 0 then
    v_legs := array[row(1, g.account_id, -v_all)::ledger.leg];
    if v_converted > 0 then v_legs := v_legs || row(1, v_cash, v_converted)::ledger.leg; end if;
    if v_all > v_converted then
      v_legs := v_legs || row(1, ledger.open_account('promotions', null, 'play', g.asset), v_all - v_converted)::ledger.leg;
    end if;
    v_answers := ledger.execute(array[row(md5('bonus-ended:' || g.id)::uuid, 'post',
      case p_end when 'completed' then 'bonus-converted' else 'bonus-forfeited' end, g.id, null, null, null, null, null)::ledger.command], v_legs);
    if exists (select from unnest(v_answers) a where a.answer <> 'done') then
      raise exception 'the end of bonus % was not posted: %', g.id, v_answers using errcode = 'CG001';
    end if;
  end if;
  update play."grant" x set state = p_end, ended_at = p_at, spins_left = 0, forfeited = v_all - v_converted,
    converted = case p_end when 'completed' then v_converted end
  where x.id = g.id;
  perform audit.append('system', null,
    case p_end when 'completed' then 'bonus.completed' when 'expired' then 'bonus.expired' when 'lost' then 'bonus.lost'
      when 'cancelled' then 'bonus.cancelled' when 'withdrawn' then 'bonus.withdrawn' end, g.id::text,
    jsonb_build_object('player', g.player_id, 'bonus', g.bonus_id, 'asset', g.asset, 'converted', v_converted::text, 'forfeited', (v_all - v_converted)::text,
      'wagered', g.wager_done::text, 'needed', g.wager_needed::text, 'spins', g.spins_left));
end $$;
revoke all on function play.book_end from public;
