-- Puts what two members of staff gave back of an owed charge into the queue, under its refund's reference: sent | refused, when nobody
-- has said so | over, when the refund has ended, or was not handed out: whoever hung while it was given back by hand sends nothing any
-- more. Asked for again it is the same one.
-- Locks: the refund, which whoever ends it holds, too; the give-back.
create or replace function payments.send_give_back(p_refund uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  g payments.give_back;
  r payments.arrival;
begin
  perform from payments.refund f where f.reference = p_refund and f.state in ('sending', 'accepted') for share;
  if not found then return 'over'; end if;
  select x.* into r from payments.refund f join payments.arrival x on x.order_id = f.order_id and f.charge_id = x.account || ':' || x.lt || ':' || x.hash
  where f.reference = p_refund;
  select * into g from payments.give_back x where x.arrival_id = r.id and x.state <> 'refused' for update;
  if not found then return 'refused'; end if;
  perform chain.ask_payout(p_refund, r.rail, (select a.owner from chain.account a where a.address = r.account), r.asset, g.sent_minor, g.recipient, false, null);
  update payments.give_back x set state = 'sending' where x.reference = g.reference and x.state = 'approved';
  return 'sent';
end $$;
revoke all on function payments.send_give_back from public;
grant execute on function payments.send_give_back to cage_app;
