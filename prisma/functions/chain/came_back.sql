-- Whether our own accounts' final transactions show that a payout came back, or never left. Jettons come back to our wallet of them under
-- their number; what that wallet itself did not carry out is there as aborted; TON come from the recipient, once for each.
create or replace function chain.came_back(p chain.payout, p_why text) returns boolean
language sql stable security definer set search_path = '' as $$
  select case
    when p.rail = 'usdt' and p_why = 'jetton-wallet-refuses' then exists (
      select from chain.attempt_message m join chain.transaction t on t.account = m.destination and t.lt > m.created_lt and t.created_lt = m.created_lt
      where m.payout = p.reference and m.created_lt is not null and t.state = 'final' and t.aborted)
    when p.rail = 'usdt' then exists (
      select from chain.account a join chain.transaction t on t.account = a.address and t.query_id = p.query_id
      where a.owner = p.wallet and a.rail = p.rail and t.kind = 'bounce' and t.state = 'final')
    else (select count(*) from chain.transaction t
        where t.account = p.wallet and t.kind = 'bounce' and t.source = p.recipient and t.state = 'final')
      > (select count(*) from chain.payout x where x.wallet = p.wallet and x.rail = p.rail and x.recipient = p.recipient and x.state = 'bounced')
  end
$$;
revoke all on function chain.came_back from public;
