-- Rounds of these grants were booked, and so much of them counts. While a grant is active its wagering goes on; when it is due to end
-- (what was asked for is staked, or nothing is left of it, no free spin and no open round) its workflow is woken: once for each line
-- and each emptiness, never for each bet. True where one was.
-- Locks: the caller holds the grants' rows.
create or replace function play.after_rounds(p_grants uuid[], p_counted bigint[]) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  w record;
  v_is_woken boolean := false;
begin
  update play."grant" g set wager_done = g.wager_done + b.counted
  from unnest(p_grants, p_counted) as b(id, counted) where g.id = b.id and g.state = 'active' and b.counted > 0;
  for w in
    select g.id, g.wager_needed, a.balance, a.version from play."grant" g join ledger.account a on a.id = g.account_id
    where g.id = any(p_grants) and g.state = 'active' and g.spins_left = 0
      and (g.wager_done >= g.wager_needed and (g.wager_needed > 0 or a.balance > 0)
        or a.balance = 0 and not exists (select from play.round r where r.grant_id = g.id and r.settled_at is null and r.stake_bonus > 0))
  loop
    perform play.wake_wager(w.id, 'wager-moved', case when w.balance = 0 then 'empty:' || w.version else 'line:' || w.wager_needed end);
    v_is_woken := true;
  end loop;
  return v_is_woken;
end $$;
revoke all on function play.after_rounds from public;
