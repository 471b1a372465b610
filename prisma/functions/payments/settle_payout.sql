-- The provider contradicts how a part ended, and staff have seen how it is: returned | settled | repeated. What was paid and is not,
-- is the player's again; the rest stays booked as it was.
create or replace function payments.settle_payout(p_reference uuid, p_outcome text, p_pass uuid, p_transfer uuid, p_fee_transfer uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  p payments.payout;
  v_did text := 'settled';
begin
  perform from payments.withdrawal x
  where x.id = (select y.withdrawal_id from payments.payout y where y.reference = p_reference) for update;
  select * into strict p from payments.payout x where x.reference = p_reference for update;
  if p.resolved_pass = p_pass then return 'repeated'; end if;
  if p_outcome = 'refused' and payments.return_payout(p_reference, null, p_transfer, p_fee_transfer) then v_did := 'returned'; end if;
  update payments.payout x set resolved_pass = p_pass, answer = 'settled', answered_at = clock_timestamp() where x.reference = p_reference;
  return v_did;
end $$;
revoke all on function payments.settle_payout from public;
grant execute on function payments.settle_payout to cage_app;
