-- What keeps a payout from being signed at this moment; null: nothing. As before, and: while staff are called for a difference between
-- the chain and the books, whoever has paused the rail for another reason, and ends that. It reads, and locks nothing: what is asked
-- every second keeps nobody waiting. Whoever signs locks first (chain.sign_attempt).
create or replace function chain.held_back(p_reference uuid, p_rail text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_state text;
  v_withdrawal uuid;
begin
  select x.state, x.withdrawal_id into v_state, v_withdrawal from payments.payout x where x.reference = p_reference;
  if v_state in ('paid', 'refused', 'dropped', 'returned') then return 'ended'; end if;
  perform from chain.attempt_message m join chain.attempt a on a.id = m.attempt_id
    join chain.transaction t on t.account = a.wallet and t.message_hash = a.message_hash
  where m.payout = p_reference and a.state = 'expired' and t.state <> 'vanished' and chain.sent_by(t) > 0;
  if found then return 'was-sent'; end if;
  if v_state = 'planned' then return 'not-handed-out'; end if;
  perform from payments.attention x where x.subject = 'hot-wallet-' || p_rail and x.attention = 'chain-differs' and x.ended_at is null;
  if found then return 'chain-differs'; end if;
  perform from payments.rail_pause x where x.rail = p_rail and x.direction = 'out';
  if found then return 'rail-paused'; end if;
  perform from payments.take_back b join payments.withdrawal w on w.player_id = b.player_id where w.id = v_withdrawal and b.state = 'open';
  if found then return 'held-by-dispute'; end if;
  return null;
end $$;
revoke all on function chain.held_back from public;
grant execute on function chain.held_back to cage_app;
