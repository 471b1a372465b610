-- Ends the holds of a withdrawal: so much was paid, so much of it is the fee; the rest is free again. Of one that was sent as another
-- asset each paid part is exchanged by the quote it was fixed by; what was set aside for it is moved with it or free again. All
-- or none.
create or replace function payments.end_holds(w payments.withdrawal, p_paid bigint, p_fee bigint, p_end uuid, p_fee_end uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  p payments.payout;
  v_n int;
  v_commands ledger.command[];
  v_legs ledger.leg[] := '{}';
  v_answers ledger.answer[];
begin
  if w.sends_asset is not null then
    v_commands := array[row(p_end, 'void-hold', 'withdrawal', w.id, w.hold_id, null, null, null, 1)::ledger.command];
    if w.asset_hold_id is not null then
      v_commands := v_commands || row(w.asset_end_id, 'void-hold', 'withdrawal-asset', w.id, w.asset_hold_id, null, null, null, 1)::ledger.command;
    end if;
    for p in select * from payments.payout x where x.withdrawal_id = w.id and x.state = 'paid' order by x.n loop
      v_commands := v_commands || row(p.quote_id, 'post', 'withdrawal', w.id, null, null, null, p.quote_id, 1)::ledger.command;
      v_n := cardinality(v_commands);
      v_legs := v_legs || array[row(v_n, ledger.open_account('player-cash', w.player_id, null, w.asset), -p.minor)::ledger.leg,
        row(v_n, ledger.open_account('liquidity', null, 'exchange', w.asset), p.minor)::ledger.leg,
        row(v_n, ledger.open_account('liquidity', null, 'exchange', w.sends_asset), -p.sent_minor)::ledger.leg,
        row(v_n, ledger.open_account('clearing', null, w.rail, w.sends_asset), p.sent_minor)::ledger.leg];
    end loop;
  else
    v_commands := array[case when p_paid > 0 then row(p_end, 'post-hold', 'withdrawal', w.id, w.hold_id, p_paid, null, null, 1)::ledger.command
      else row(p_end, 'void-hold', 'withdrawal', w.id, w.hold_id, null, null, null, 1)::ledger.command end];
  end if;
  if w.fee_hold_id is not null then
    v_commands := v_commands || case when p_fee > 0 then row(p_fee_end, 'post-hold', 'withdrawal-fee', w.id, w.fee_hold_id, p_fee, null, null, 1)::ledger.command
      else row(p_fee_end, 'void-hold', 'withdrawal-fee', w.id, w.fee_hold_id, null, null, null, 1)::ledger.command end;
  end if;
  v_answers := ledger.execute(v_commands, v_legs);
  if exists (select from unnest(v_answers) a where a.answer <> 'done') then
    raise exception 'the holds of withdrawal % were not ended: %', w.id, v_answers using errcode = 'CG001';
  end if;
end $$;
revoke all on function payments.end_holds from public;
