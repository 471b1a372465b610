-- A refund that ended otherwise is not signed any more: one that waits in the queue is taken from it, in the transaction that ends it.
create or replace function payments.stop_give_back() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform chain.refuse_payout(new.reference, 'ended');
  update payments.give_back x set state = case new.state when 'paid' then 'paid' else 'refused' end, ended_at = clock_timestamp()
  from payments.arrival r
  where r.order_id = new.order_id and new.charge_id = r.account || ':' || r.lt || ':' || r.hash and x.arrival_id = r.id and x.state in ('approved', 'sending');
  return new;
end $$;
revoke all on function payments.stop_give_back from public;
create or replace trigger refund_ends_give_back after update of state on payments.refund
  for each row when (new.provider = 'ton' and old.state is distinct from new.state and new.state in ('paid', 'refused', 'dropped'))
  execute function payments.stop_give_back();
