-- What left by a transaction for payouts in our queue: from the hot wallet by the message that was signed, from a jetton wallet by the
-- number it carried.
create or replace function chain.sent_in(t chain.transaction, a chain.account) returns setof chain.payout
language sql stable set search_path = '' as $$
  select p.* from chain.attempt x join chain.attempt_message m on m.attempt_id = x.id join chain.payout p on p.reference = m.payout
  where a.kind = 'hot' and t.kind in ('payout', 'sweep') and t.out_messages is not null and x.message_hash = t.message_hash and p.rail = a.rail
  union all
  select p.* from chain.payout p
  where a.kind = 'jetton' and t.kind in ('payout', 'sweep') and p.query_id = t.query_id and p.rail = a.rail
$$;
revoke all on function chain.sent_in from public;
