-- Finds or makes the order that a final arrival pays: taken, made, no-rate when it would have to be exchanged and nobody knows the
-- rate of its minute, or gone when it waits for nobody any more. What was claimed is an order of its own, however little it is;
-- claimed more than an hour after it was final, by the lesser of the rates of the two minutes: whoever leaves money without a name
-- and waits could else choose between that rate and having it back.
-- Locks: the player's orders (13), then the arrival. The caller records the charge in the same transaction.
create or replace function payments.take_arrival(p_arrival uuid, p_order uuid, p_quote uuid, p_credit_asset text, p_valid interval, p_fee_fixed bigint, p_fee_bps int,
  p_fee_least bigint, p_fee_most bigint, p_least bigint, p_spread_bps int, p_bot text, p_chat bigint, out outcome text, out order_id uuid)
language plpgsql security definer set search_path = '' as $$
declare
  r payments.arrival;
  v_rate numeric;
  v_late numeric;
  v_fee bigint;
  v_credit bigint;
  v_now timestamptz := clock_timestamp();
begin
  perform pg_advisory_xact_lock(hashtextextended(x.player_id::text, 13)) from payments.arrival x where x.id = p_arrival and x.state = 'final';
  select * into r from payments.arrival x where x.id = p_arrival and x.state = 'final' and x.order_id is null for update;
  outcome := 'gone';
  if not found then return; end if;
  if r.released_at is null then order_id := payments.order_paid_by(r.player_id, r.rail, r.asset, r.minor, r.at); end if;
  if take_arrival.order_id is not null then
    update payments.arrival x set order_id = take_arrival.order_id where x.id = p_arrival;
    outcome := 'taken';
    return;
  end if;
  outcome := 'no-rate';
  v_rate := case when r.asset = p_credit_asset then 1 else payments.rate_at(r.asset, p_credit_asset, r.at, p_spread_bps) end;
  if r.asset <> p_credit_asset and r.released_at > r.final_at + interval '1 hour' then
    v_late := payments.rate_at(r.asset, p_credit_asset, r.released_at, p_spread_bps);
    v_rate := case when v_late is not null then least(v_rate, v_late) end;
  end if;
  if v_rate is null then return; end if;
  v_fee := payments.fee_by(r.minor, p_fee_fixed, p_fee_bps, p_fee_least, p_fee_most);
  v_credit := payments.exchanged(greatest(r.minor - v_fee, 0), v_rate, r.asset, p_credit_asset);
  insert into payments.quote (id, player_id, rail, pay_asset, pay_minor, fee_minor, rate, credit_asset, credit_minor, fixed_at, expires_at,
    fee_fixed, fee_bps, fee_least, fee_most, least_minor, spread_bps)
  values (p_quote, r.player_id, r.rail, r.asset, r.minor, least(v_fee, r.minor - 1), v_rate, p_credit_asset, greatest(v_credit, 1), v_now, v_now + p_valid,
    p_fee_fixed, p_fee_bps, p_fee_least, p_fee_most, least(p_least, r.minor), p_spread_bps);
  insert into payments."order" (id, player_id, rail, quote_id, status, shown_bot, shown_chat, opened_at)
  values (p_order, r.player_id, r.rail, p_quote, 'awaiting-payment', p_bot, p_chat, v_now);
  update payments.arrival x set order_id = p_order where x.id = p_arrival;
  outcome := 'made';
  order_id := p_order;
end $$;
revoke all on function payments.take_arrival from public;
grant execute on function payments.take_arrival to cage_app;
