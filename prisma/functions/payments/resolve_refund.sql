-- As before (20261125000003), but that nobody can say how one ended that is signed: it may be paid at any moment, and the chain tells.
create or replace function payments.resolve_refund(p_reference uuid, p_outcome text, p_pass uuid, p_end uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  r payments.refund;
  v_queued text;
begin
  select * into strict r from payments.refund x where x.reference = p_reference for update;
  if r.resolved_pass = p_pass then return 'resolved'; end if;
  if r.state in ('paid', 'dropped') or (p_outcome = 'refused' and r.state not in ('sending', 'accepted')) then return 'too-late'; end if;
  select c.state into v_queued from chain.payout c where c.reference = p_reference for update;
  if v_queued = 'signed' or (v_queued in ('sent', 'paid') and p_outcome = 'refused') then return 'too-late'; end if;
  update payments.refund x set state = p_outcome, resolved_pass = p_pass, answer = 'resolved', answered_at = clock_timestamp(),
    ended_at = case when p_outcome = 'paid' then clock_timestamp() end
  where x.reference = p_reference;
  if p_outcome = 'paid' then perform payments.end_refund(r, 'paid', p_end); end if;
  return 'resolved';
end $$;
revoke all on function payments.resolve_refund from public;
grant execute on function payments.resolve_refund to cage_app;
