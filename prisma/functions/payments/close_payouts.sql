-- Marks what is in the books for good, so that nobody looks at it again. Answers how many; nothing depends on when.
create or replace function payments.close_payouts(p_most int) returns int
language plpgsql security definer set search_path = '' as $$
declare v_n int;
begin
  update chain.payout x set over_at = clock_timestamp() where x.reference in (
    select p.reference from chain.payout p
    where p.over_at is null and (p.state = 'refused' or (p.state in ('paid', 'bounced') and payments.is_payout_booked(p)))
    limit p_most for update skip locked);
  get diagnostics v_n = row_count;
  return v_n;
end $$;
revoke all on function payments.close_payouts from public;
grant execute on function payments.close_payouts to cage_app;
