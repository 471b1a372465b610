-- A paid part came back: it is the player's again, and so is its share of the fee, so that what they paid is the fee of what they
-- kept. What was sent as another asset comes back as the cash it was taken as: the house bears what the rate did since. True
-- when this call returned it; not before its withdrawal has ended, which books what was paid.
-- Locks: the withdrawal, its part, then the ledger's accounts.
create or replace function payments.return_payout(p_reference uuid, p_why text, p_transfer uuid, p_fee_transfer uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  w payments.withdrawal;
  p payments.payout;
  v_paid bigint;
  v_fee bigint;
  v_cash bigint;
  v_commands ledger.command[];
  v_legs ledger.leg[];
  v_answers ledger.answer[];
begin
  select x.* into strict w from payments.withdrawal x
  where x.id = (select y.withdrawal_id from payments.payout y where y.reference = p_reference) for update;
  select * into strict p from payments.payout x where x.reference = p_reference for update;
  if w.ended_at is null or p.state <> 'paid' then return false; end if;
  select coalesce(sum(x.minor), 0) into v_paid from payments.payout x where x.withdrawal_id = w.id and x.state = 'paid';
  v_fee := (div(w.fee_minor::numeric * v_paid, w.minor::numeric) - div(w.fee_minor::numeric * (v_paid - p.minor), w.minor::numeric))::bigint;

  v_cash := ledger.open_account('player-cash', w.player_id, null, w.asset);
  if w.sends_asset is null then
    v_commands := array[row(p_transfer, 'post', 'withdrawal-returned', w.id, null, null, null, null, null)::ledger.command];
    v_legs := array[row(1, ledger.open_account('clearing', null, w.rail, w.asset), -p.minor)::ledger.leg, row(1, v_cash, p.minor + v_fee)::ledger.leg];
    if v_fee > 0 then v_legs := v_legs || row(1, ledger.open_account('fees', null, w.rail, w.asset), -v_fee)::ledger.leg; end if;
  else
    -- An exchange takes nothing from fees: those come back beside it.
    v_commands := array[row(p_transfer, 'post', 'withdrawal-returned', w.id, null, null, null, p_transfer, 1)::ledger.command];
    v_legs := array[row(1, ledger.open_account('clearing', null, w.rail, w.sends_asset), -p.sent_minor)::ledger.leg, row(1, v_cash, p.minor)::ledger.leg]
      || payments.exchange_legs(p_transfer, w.sends_asset, p.sent_minor, w.asset, p.minor);
    if v_fee > 0 then
      v_commands := v_commands || row(p_fee_transfer, 'post', 'withdrawal-returned', w.id, null, null, null, null, 1)::ledger.command;
      v_legs := v_legs || row(2, ledger.open_account('fees', null, w.rail, w.asset), -v_fee)::ledger.leg || row(2, v_cash, v_fee)::ledger.leg;
    end if;
  end if;
  v_answers := ledger.execute(v_commands, v_legs);
  if exists (select from unnest(v_answers) a where a.answer <> 'done') then
    raise exception 'payout % was not returned: %', p_reference, v_answers using errcode = 'CG001';
  end if;
  update payments.payout x set state = 'returned', answer = coalesce(p_why, 'returned'), answered_at = clock_timestamp()
  where x.reference = p_reference;
  return true;
end $$;
revoke all on function payments.return_payout from public;
grant execute on function payments.return_payout to cage_app;
