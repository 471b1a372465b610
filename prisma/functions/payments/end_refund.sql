-- Ends what was set aside for a refund: it left us, or is owed again. As before (20261125000003), but that over a chain less may have
-- left than was owed: the rest is what sending it cost. Inner.
create or replace function payments.end_refund(r payments.refund, p_as text, p_end uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_sent bigint;
  v_legs ledger.leg[] := '{}';
  v_commands ledger.command[];
  v_answers ledger.answer[];
begin
  select p.minor into v_sent from chain.payout p where p.reference = r.reference and p.state in ('signed', 'sent', 'paid');
  v_sent := coalesce(v_sent, r.minor);
  v_commands := array[case when p_as = 'paid'
    then row(p_end, 'post-hold', 'refund-owed', r.order_id, r.hold_id, v_sent, null, null, null)::ledger.command
    else row(p_end, 'void-hold', 'refund-owed', r.order_id, r.hold_id, null, null, null, null)::ledger.command end];
  if p_as = 'paid' and v_sent < r.minor then
    v_commands := v_commands || row(md5('kept:' || r.reference)::uuid, 'post', 'refund-owed', r.order_id, null, null, null, null, null)::ledger.command;
    v_legs := array[row(2, ledger.open_account('owed', null, r.rail, r.asset), v_sent - r.minor)::ledger.leg,
      row(2, ledger.open_account('network-fees', null, r.rail, r.asset), r.minor - v_sent)::ledger.leg];
  end if;
  v_answers := ledger.execute(v_commands, v_legs);
  if exists (select from unnest(v_answers) a where a.answer <> 'done') then
    raise exception 'refund % was not ended: %', r.reference, v_answers using errcode = 'CG001';
  end if;
end $$;
revoke all on function payments.end_refund from public;
