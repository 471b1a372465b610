-- Whether a deposit, by the transfer that credited it, went back to its payer, or is disputed now.
create or replace function play.is_deposit_gone(p_deposit uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from ledger.transfer t join payments.take_back b on b.order_id = t.subject
    where t.id = p_deposit and b.state in ('open', 'lost', 'refunded'))
$$;
revoke all on function play.is_deposit_gone from public;
