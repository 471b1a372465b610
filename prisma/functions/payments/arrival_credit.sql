-- What an arrival would be credited as, by the rate of its minute; null: nobody knows that rate. Zero: nothing would.
create or replace function payments.arrival_credit(p_arrival uuid, p_credit_asset text, p_fee_fixed bigint, p_fee_bps int, p_fee_least bigint,
  p_fee_most bigint, p_spread_bps int) returns bigint
language sql stable security definer set search_path = '' as $$
  select payments.exchanged(
    greatest(r.minor - payments.fee_by(r.minor, p_fee_fixed, p_fee_bps, p_fee_least, p_fee_most), 0),
    case when r.asset = p_credit_asset then 1 else payments.rate_at(r.asset, p_credit_asset, r.at, p_spread_bps) end, r.asset, p_credit_asset)
  from payments.arrival r where r.id = p_arrival
$$;
revoke all on function payments.arrival_credit from public;
grant execute on function payments.arrival_credit to cage_app;
