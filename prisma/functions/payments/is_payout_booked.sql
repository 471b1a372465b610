-- Whether what left for a payout is in the books: paid, with its withdrawal over, or come back.
create or replace function payments.is_payout_booked(p chain.payout) returns boolean
language sql stable set search_path = '' as $$
  select p.lost_at is not null or chain.is_sweep(p) or exists (select from payments.payout y join payments.withdrawal w on w.id = y.withdrawal_id
      where y.reference = p.reference and y.state in ('paid', 'returned') and w.ended_at is not null)
    or exists (select from payments.give_back y where y.reference = p.reference and y.state = 'paid')
    or exists (select from payments.refund y where y.reference = p.reference and y.state = 'paid')
$$;
revoke all on function payments.is_payout_booked from public;
