-- A member of staff says that what came is to go back to the address it came from: begun when another one has said the same, noted until
-- then; gone when it is not there to be given back, no-sender when nobody is named that it could go to, too-little when sending
-- costs all of it, rail-short when what we hold there is promised to others. Less by `p_kept`: what sending it costs us.
-- What is owed as a charge is set aside by its refund, whose workflow sends it now. Everything else is set aside here, and waits in
-- the queue of the hot wallet under `p_reference`.
-- Locks: the arrival, then the ledger's accounts.
create or replace function payments.give_back_arrival(p_arrival uuid, p_staff uuid, p_reason text, p_kept bigint, p_reference uuid, p_hold uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  r payments.arrival;
  v_nth int;
  v_answers ledger.answer[];
begin
  select * into r from payments.arrival x where x.id = p_arrival for update;
  if not found or r.state not in ('unmatched', 'below-minimum', 'owed') then return 'gone'; end if;
  perform from payments.give_back g where g.arrival_id = r.id and g.state <> 'refused';
  if found then return 'gone'; end if;
  -- A refund that is over, or that a person must end by hand, is sent by nobody.
  perform from payments.refund f where r.state = 'owed' and f.provider = 'ton' and f.charge_id = r.account || ':' || r.lt || ':' || r.hash
    and f.state not in ('planned', 'sending', 'accepted');
  if found then return 'gone'; end if;
  if r.sender is null or r.sender !~ '^0:[0-9a-f]{64}$' then return 'no-sender'; end if;
  if r.minor <= p_kept then return 'too-little'; end if;

  select count(*) into v_nth from payments.give_back g where g.arrival_id = r.id;
  insert into payments.give_back_vote (arrival_id, staff_id, nth, reason) values (r.id, p_staff, v_nth, p_reason)
  on conflict (arrival_id, staff_id, nth) do update set reason = excluded.reason;
  perform from payments.give_back_vote v where v.arrival_id = r.id and v.nth = v_nth and v.staff_id <> p_staff;
  if not found then return 'noted'; end if;

  if r.state = 'owed' then
    insert into payments.give_back (reference, arrival_id, sent_minor, kept_minor, recipient, was, state)
    values (p_reference, r.id, r.minor - p_kept, p_kept, r.sender, r.state, 'approved');
    return 'begun';
  end if;
  v_answers := ledger.execute(array[row(p_hold, 'hold', 'arrival-given-back', r.id, null, null, null, null, null)::ledger.command],
    array[row(1, ledger.open_account('owed', null, r.rail, r.asset), -r.minor)::ledger.leg,
      row(1, ledger.open_account('clearing', null, r.rail, r.asset), r.minor)::ledger.leg]);
  if exists (select from unnest(v_answers) a where a.answer = 'insufficient-funds') then return 'rail-short'; end if;
  if exists (select from unnest(v_answers) a where a.answer <> 'done') then
    raise exception 'arrival % was not set aside: %', r.id, v_answers using errcode = 'CG001';
  end if;
  insert into payments.give_back (reference, arrival_id, sent_minor, kept_minor, recipient, was, hold_id, state)
  values (p_reference, r.id, r.minor - p_kept, p_kept, r.sender, r.state, p_hold, 'sending');
  update payments.arrival x set state = 'returning' where x.id = r.id;
  perform chain.ask_payout(p_reference, r.rail, (select a.owner from chain.account a where a.address = r.account), r.asset, r.minor - p_kept,
    r.sender, false, null);
  return 'begun';
end $$;
revoke all on function payments.give_back_arrival from public;
grant execute on function payments.give_back_arrival to cage_app;
