-- Staff say how a part ended. That it was refused they cannot say of one that is signed: it may be paid at any moment, and nobody could
-- stop it. One that waits to be signed is not signed any more (chain.held_back reads it, under this row's lock).
create or replace function payments.resolve_payout(p_reference uuid, p_outcome text, p_pass uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  p payments.payout;
begin
  select * into strict p from payments.payout x where x.reference = p_reference for update;
  if p.resolved_pass = p_pass then return 'resolved'; end if;
  if p.state not in ('sending', 'accepted') then return 'too-late'; end if;
  perform from chain.payout c where c.reference = p_reference and c.state in ('signed', 'sent', 'paid');
  if found and p_outcome = 'refused' then return 'too-late'; end if;
  update payments.payout x set state = p_outcome, resolved_pass = p_pass, answer = 'resolved', answered_at = clock_timestamp()
  where x.reference = p_reference;
  return 'resolved';
end $$;
revoke all on function payments.resolve_payout from public;
grant execute on function payments.resolve_payout to cage_app;
