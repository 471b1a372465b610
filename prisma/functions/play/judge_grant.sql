-- Ends a grant if it is due, once, and answers how it stands. Due is it when what had to be wagered is wagered and no free spin is left (completed);
-- when nothing is left of it, no spin and no open round that may still win for it, one with a part of it in its stake (lost); when its time is over (expired). In this order: who crossed
-- the line in the last second has completed it, whoever looks first. And when its time is over a free spin that was not played takes nothing away:
-- what was wagered in full is completed.
-- Locks: the grant, then the ledger's accounts.
create or replace function play.judge_grant(p_grant uuid, p_at timestamptz) returns text
language plpgsql security definer set search_path = '' as $$
declare
  g play."grant";
  v_has_money boolean;
  v_is_open boolean;
  v_end text;
begin
  select x.* into strict g from play."grant" x where x.id = p_grant for update;
  if g.state <> 'active' then return g.state; end if;
  select a.balance > 0 into strict v_has_money from ledger.account a where a.id = g.account_id;
  v_is_open := exists (select from play.round r where r.grant_id = g.id and r.settled_at is null and r.stake_bonus > 0);
  v_end := case
    when (g.spins_left = 0 or p_at >= g.play_until) and g.wager_done >= g.wager_needed and (v_has_money or v_is_open) then 'completed'
    when g.spins_left = 0 and not v_has_money and not v_is_open then 'lost'
    when p_at >= g.play_until then 'expired' end;
  if v_end is null then return g.state; end if;
  perform play.book_end(g, v_end, p_at);
  return v_end;
end $$;
revoke all on function play.judge_grant from public;
grant execute on function play.judge_grant to cage_app;
