-- Holds all that a call of bets moves, and says of each bet what it is made of and why it is not taken. The first of these, in this order:
--   repeated             the round is there                   before all else: it is answered as it is, whatever its player may by now
--   again                another account of their person is   what is theirs together is judged for one of them at a time
--                        in this call
--   moved                another nonce is next                what it was decided from is not so: it is decided anew, then judged
--   not-your-wallet      not a currency they play in
--   excluded … session-over   compliance.admit_batch, in its order: who may not play hears that first, and nothing of bonus and funds
--   round-open           a round of several steps of the same game goes first
--   no-free-spin         the grant has no such spin, or the game has several steps
--   over-bonus-stake     the terms of the active bonus allow no such stake
--   insufficient-funds   last of its own reasons: only this one is mended by paying in
--   over-exposure        the house cannot bear it beside what is open: the last, for it counts what all others let through
-- Locks: people (14), grants by id, the house's exposure (16) by asset, the ledger's accounts (players'; play.keep_bets moves the
-- house's after them). A pair of seeds is moved by nobody who does not hold its player.
create or replace function play.judge_bets(p_bets play.round[], p_plays_from smallint, p_most_exposed jsonb, p_at timestamptz) returns play.judged[]
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_players uuid[];
  v_assets text[];
  v_stepped text[];
  v_grants uuid[]; v_cash_accounts bigint[]; v_bonus_accounts bigint[];
  v_judged play.judged[];
  v_stakes bigint[];
  -- why it is not taken: before the rules of compliance, by them, and after them
  v_before text[]; v_admitted text[]; v_after text[];
  v_why text;
  -- of each asset, what all rounds that are open could win together
  v_exposed jsonb;
begin
  select array_agg(b.player_id order by b.ordinality), array_agg(b.asset order by b.ordinality), array_agg(distinct b.asset) filter (where b.state is not null)
  into v_players, v_assets, v_stepped from unnest(p_bets) with ordinality b;

  perform compliance.lock_people(v_players);
  perform from play."grant" g where g.player_id = any(v_players) and g.state = 'active' order by g.id for update;
  perform pg_advisory_xact_lock(hashtextextended('play.exposed:' || x.asset, 16)) from (select a.asset from unnest(v_stepped) as a(asset) order by 1) x;
  select array_agg(g.id order by b.ordinality), array_agg(g.account_id order by b.ordinality), array_agg(c.id order by b.ordinality)
  into v_grants, v_bonus_accounts, v_cash_accounts
  from unnest(p_bets) with ordinality b
    left join play."grant" g on g.player_id = b.player_id and g.state = 'active' and g.asset = b.asset and g.play_until > p_at
    left join ledger.account c on c.player_id = b.player_id and c.asset = b.asset and c.grant_id is null
      and c.kind = case b.asset when 'XTR' then 'player-stars' else 'player-cash' end;
  perform from ledger.account x where x.id = any(v_cash_accounts || v_bonus_accounts) order by x.id for no key update;

  -- From here on nobody else moves any of this: what is read now stays true. By `select true` and not `exists`: of that the planner may make
  -- one hash of a whole table, of every round there is, while it thinks the table small.
  select array_agg(row(x.grant_id, v_cash_accounts[x.n], v_bonus_accounts[x.n], x.cash, x.bonus, x.stake_cash, x.stake_bonus, x.win_cash,
      x.win - x.win_cash, x.counted, null)::play.judged order by x.n),
    array_agg(x.before order by x.n), array_agg(x.after order by x.n), array_agg(x.stake_cash order by x.n)
  into v_judged, v_before, v_after, v_stakes
  from (
    select b.ordinality as n, g.id as grant_id, b.win, f.cash, f.bonus, s.cash_part as stake_cash, t.bonus_part as stake_bonus,
      case when b.is_free then 0 else div(b.win::numeric * s.cash_part, b.stake)::bigint end as win_cash,
      case when g.id is not null and b.state is null and not b.is_free then play.counted_of(g.terms, b.game, s.cash_part, t.bonus_part) end as counted,
      case
        when (select true from play.round r where r.id = b.id) then 'repeated'
        when row_number() over (partition by coalesce(m.person_id, b.player_id) order by b.ordinality) > 1 then 'again'
        when (select true from play.seed y where y.id = b.seed_id and y.player_id = b.player_id and y.state = 'in-use' and y.next_nonce = b.nonce) is null then 'moved'
        when b.asset <> 'XTR' and (select true from identity.player p where p.id = b.player_id and p.wallet_asset = replace(b.asset, 'PLAY-', '')) is null
          then 'not-your-wallet'
      end as before,
      case
        when b.state is not null and (select true from play.round r where r.player_id = b.player_id and r.game = b.game and r.settled_at is null) then 'round-open'
        when b.is_free then case when b.state is null and g.id = b.grant_id and g.spins_left > 0 and g.terms -> 'spins' ->> 'game' = b.game
          and (g.terms -> 'spins' ->> 'stake')::bigint = b.stake then null else 'no-free-spin' end
        when b.stake > (g.terms ->> 'mostStake')::bigint then 'over-bonus-stake'
        when s.cash_part > f.cash or t.bonus_part > f.bonus then 'insufficient-funds'
      end as after
    from unnest(p_bets) with ordinality b
      left join compliance.person m on m.player_id = b.player_id
      left join play."grant" g on g.id = v_grants[b.ordinality]
      left join ledger.account c on c.id = v_cash_accounts[b.ordinality]
      left join ledger.account k on k.id = v_bonus_accounts[b.ordinality]
      cross join lateral (select coalesce(c.balance - c.held, 0) as cash, coalesce(k.balance - k.held, 0) as bonus) f
      cross join lateral (select case when b.is_free then 0 when g.id is null then b.stake
        when g.terms ->> 'order' = 'bonus-first' then greatest(b.stake - f.bonus, 0) else least(b.stake, f.cash) end as cash_part) s
      cross join lateral (select case when b.is_free then 0 else b.stake - s.cash_part end as bonus_part) t) x;
  -- What may be lost of their own is the part that is cash.
  v_admitted := compliance.admit_batch(v_players, v_assets, v_stakes, p_plays_from, p_at);
  select jsonb_object_agg(a.asset, (select coalesce(sum(r.most_win), 0) from play.round r where r.settled_at is null and r.asset = a.asset))
  into v_exposed from unnest(v_stepped) as a(asset);
  for n in 1 .. cardinality(p_bets) loop
    v_why := coalesce(v_before[n], v_admitted[n], v_after[n]);
    if v_why is null and p_bets[n].state is not null then
      if (v_exposed ->> v_assets[n])::bigint + p_bets[n].most_win > (p_most_exposed ->> v_assets[n])::bigint then
        v_why := 'over-exposure';
      else
        v_exposed := v_exposed || jsonb_build_object(v_assets[n], (v_exposed ->> v_assets[n])::bigint + p_bets[n].most_win);
      end if;
    end if;
    if v_why is not null then v_judged[n].why := v_why; end if;
  end loop;
  return v_judged;
end $$;
revoke all on function play.judge_bets from public;
