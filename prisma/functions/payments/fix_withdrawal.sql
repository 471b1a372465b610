-- Fixes what is sent, once, by the rate that is good in this moment. Answers `fixed` or `rate-moved` when this call made it that;
-- `done` when there is nothing to fix (any more); else what it waits for: rail-paused | open-dispute | no-rate | rail-short. It
-- is sent only after this, and this is done only when it may be sent: a rate that was fixed in a pause would be an old one.
-- Locks: the withdrawal, its parts, then the ledger's accounts.
create or replace function payments.fix_withdrawal(p_id uuid, p_hold uuid, p_hold_end uuid, p_references uuid[], p_quotes uuid[], p_end uuid, p_fee_end uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  w payments.withdrawal;
  p payments.payout;
  v_rate payments.rate;
  v_sent bigint := 0;
  v_part bigint;
  v_scale int;
  v_answers ledger.answer[];
  v_now timestamptz;
begin
  select * into strict w from payments.withdrawal x where x.id = p_id for update;
  if w.sends_asset is null or w.fixed_at is not null or w.status <> 'sending' or w.stopped_at is not null then return 'done'; end if;
  if exists (select from payments.rail_pause x where x.rail = w.rail and x.direction = 'out') then return 'rail-paused'; end if;
  -- A dispute may have come since people looked.
  if exists (select from payments.take_back b where b.player_id = w.player_id and b.state = 'open') then return 'open-dispute'; end if;
  v_now := clock_timestamp();
  select * into v_rate from payments.rate r
  where r.base = replace(w.sends_asset, 'PLAY-', '') and r.quote = replace(w.asset, 'PLAY-', '') order by r.taken_at desc limit 1;
  if v_rate.rate is null or v_rate.good_until <= v_now then return 'no-rate'; end if;

  perform from payments.payout x where x.withdrawal_id = p_id for update;
  select sum(payments.sent_for(x.minor, v_rate.rate, w.spread_bps, w.asset, w.sends_asset)) into strict v_sent
  from payments.payout x where x.withdrawal_id = p_id;
  if v_sent < w.least_minor then
    perform payments.drop_payouts(p_id);
    update payments.withdrawal x set status = 'rate-moved', ended_at = v_now, paid_minor = 0 where x.id = p_id;
    perform payments.end_holds(w, 0, 0, p_end, p_fee_end);
    return 'rate-moved';
  end if;

  v_answers := ledger.execute(array[row(p_hold, 'hold', 'withdrawal-asset', p_id, null, null, null, null, null)::ledger.command],
    array[row(1, ledger.open_account('liquidity', null, 'exchange', w.sends_asset), -v_sent)::ledger.leg,
      row(1, ledger.open_account('clearing', null, w.rail, w.sends_asset), v_sent)::ledger.leg]);
  if v_answers[1].answer = 'insufficient-funds' then return 'rail-short'; end if;
  if v_answers[1].answer <> 'done' then
    raise exception 'what withdrawal % sends was not held: %', p_id, v_answers using errcode = 'CG001';
  end if;

  select 18 + c.scale - s.scale into strict v_scale from ledger.asset c, ledger.asset s where c.code = w.asset and s.code = w.sends_asset;
  for p in select * from payments.payout x where x.withdrawal_id = p_id order by x.n loop
    v_part := payments.sent_for(p.minor, v_rate.rate, w.spread_bps, w.asset, w.sends_asset);
    -- The least rate by which the cash is what is sent: the ledger holds the exchange to it. What is sent on a promise is booked by
    -- it however long the sending takes: ten years are longer than any.
    perform ledger.keep_quote(p_quotes[array_position(p_references, p.reference)], w.asset, w.sends_asset,
      div(v_part * 10::numeric ^ v_scale + p.minor - 1, p.minor) * 1e-18, v_now, v_now + interval '10 years');
    update payments.payout x set sent_minor = v_part, quote_id = p_quotes[array_position(p_references, p.reference)] where x.reference = p.reference;
  end loop;
  update payments.withdrawal x
  set fixed_at = v_now, fixed_market = v_rate.rate, sent_minor = v_sent, asset_hold_id = p_hold, asset_end_id = p_hold_end
  where x.id = p_id;
  return 'fixed';
end $$;
revoke all on function payments.fix_withdrawal from public;
grant execute on function payments.fix_withdrawal to cage_app;
