-- As before (20261126000005), but for what goes back to its sender: nobody's withdrawal, and not the operator's either.
create or replace function chain.is_sweep(p chain.payout) returns boolean
language sql stable set search_path = '' as $$
  select not exists (select from payments.payout y where y.reference = p.reference)
    and not exists (select from payments.give_back y where y.reference = p.reference)
    and not exists (select from payments.refund y where y.reference = p.reference)
$$;
revoke all on function chain.is_sweep from public;
