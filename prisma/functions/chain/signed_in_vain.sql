-- What waits again although it was signed before, under a number that none of our messages used that is known to have been carried out:
-- if the wallet stands beyond that number, somebody has used it, and it may have been these. Of what the chain shows to have been sent, or
-- our books to have ended, nothing is signed again.
create or replace function chain.signed_in_vain(p_wallet text) returns setof uuid
language sql security definer set search_path = '' as $$
  select p.reference from chain.payout p
  where p.wallet = p_wallet and p.state = 'waiting' and exists (
    select from chain.attempt_message m join chain.attempt a on a.id = m.attempt_id
    where m.payout = p.reference and a.state = 'expired'
      and not exists (select from chain.attempt b where b.wallet = a.wallet and b.seqno = a.seqno and b.state = 'included'))
    and coalesce(chain.held_back(p.reference, p.rail), '') not in ('was-sent', 'ended')
$$;
revoke all on function chain.signed_in_vain from public;
grant execute on function chain.signed_in_vain to cage_app;
