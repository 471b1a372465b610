-- What became of money that left, by the transaction in which it arrived: seen | ended | known. It ends when that transaction is so
-- many blocks old and still there. That it came back frees the player's money: nobody's word is taken for that, our own account's
-- chain must show it.
create or replace function chain.deliver_payout(
  p_reference uuid, p_state text, p_why text, p_lt bigint, p_hash text, p_looked_at int, p_seen_at int, p_final_blocks int
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  p chain.payout;
begin
  -- Two of one recipient's are not to be proven by the same return.
  perform from chain.writer w where p_state = 'bounced' and w.wallet = (select x.wallet from chain.payout x where x.reference = p_reference) for update;
  select * into strict p from chain.payout x where x.reference = p_reference for update;
  if p.state <> 'sent' then return 'known'; end if;
  if p.delivered_hash is distinct from p_hash then
    update chain.payout x set delivered_lt = p_lt, delivered_hash = p_hash, delivered_seqno = p_seen_at where x.reference = p_reference;
    return 'seen';
  end if;
  if p_looked_at < p.delivered_seqno + p_final_blocks then return 'seen'; end if;
  if p_state = 'bounced' and not chain.came_back(p, p_why) then
    update chain.payout x set answer = 'not-back-yet' where x.reference = p_reference and x.answer is distinct from 'not-back-yet';
    return 'seen';
  end if;
  update chain.payout x set state = p_state, answer = p_why, ended_at = clock_timestamp() where x.reference = p_reference;
  return 'ended';
end $$;
revoke all on function chain.deliver_payout from public;
grant execute on function chain.deliver_payout to cage_app;
