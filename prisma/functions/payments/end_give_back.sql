-- What became of the payout is what became of the arrival: gone, with what sending cost us; or as it was before, and may be decided anew.
-- Locks: the payout (its caller's), the give-back, the arrival, then the ledger's accounts.
create or replace function payments.end_give_back() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  g payments.give_back;
  r payments.arrival;
  v_commands ledger.command[];
  v_legs ledger.leg[] := '{}';
  v_answers ledger.answer[];
  v_paid constant boolean := new.state = 'paid';
begin
  select x.* into g from payments.give_back x where x.reference = new.reference and x.state = 'sending' for update;
  if not found then return new; end if;
  select * into strict r from payments.arrival x where x.id = g.arrival_id for update;
  if v_paid then
    v_commands := array[row(md5('end:' || g.reference)::uuid, 'post-hold', 'arrival-given-back', r.id, g.hold_id, g.sent_minor, null, null, null)::ledger.command];
    if g.kept_minor > 0 then
      v_commands := v_commands || row(md5('kept:' || g.reference)::uuid, 'post', 'arrival-given-back', r.id, null, null, null, null, null)::ledger.command;
      v_legs := array[row(2, ledger.open_account('owed', null, r.rail, r.asset), -g.kept_minor)::ledger.leg,
        row(2, ledger.open_account('network-fees', null, r.rail, r.asset), g.kept_minor)::ledger.leg];
    end if;
  else
    v_commands := array[row(md5('end:' || g.reference)::uuid, 'void-hold', 'arrival-given-back', r.id, g.hold_id, null, null, null, null)::ledger.command];
  end if;
  v_answers := ledger.execute(v_commands, v_legs);
  if exists (select from unnest(v_answers) a where a.answer <> 'done') then
    raise exception 'give-back % was not ended: %', g.reference, v_answers using errcode = 'CG001';
  end if;
  update payments.give_back x set state = case when v_paid then 'paid' else 'refused' end, ended_at = clock_timestamp() where x.reference = g.reference;
  update payments.arrival x set state = case when v_paid then 'given-back' else g.was end, ended_at = case when v_paid then clock_timestamp() end where x.id = r.id;
  perform audit.append('system', null, case when v_paid then 'arrival.given-back' else 'arrival.give-back-failed' end, r.id::text,
    jsonb_build_object('reference', g.reference, 'asset', r.asset, 'minor', g.sent_minor::text, 'answer', new.answer));
  return new;
end $$;
revoke all on function payments.end_give_back from public;
create or replace trigger payout_gives_back after update of state on chain.payout
  for each row when (old.state is distinct from new.state and new.state in ('paid', 'bounced', 'refused')) execute function payments.end_give_back();
