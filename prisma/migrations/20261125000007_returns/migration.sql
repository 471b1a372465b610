-- A bank may send back what its provider had called paid: an account was closed, a card replaced. The part is returned then, once,
-- and the money is the player's again, by a transfer of its own; the withdrawal keeps how it ended. Where a provider contradicts an
-- end that cannot be undone by itself, people look, and what they found is written down once.

alter table payments.payout drop constraint payout_state;
alter table payments.payout
  add constraint payout_state check (state in ('planned', 'sending', 'accepted', 'paid', 'refused', 'dropped', 'returned'));

-- The way back, from sending to planned, is open to a proof alone: payments.answer_payout writes it, and counts attempts. From
-- paid there is one way on, and payments.return_payout alone goes it.
create or replace function payments.guard_payout() returns trigger
language plpgsql set search_path = '' as $$
begin
  if (new.reference, new.withdrawal_id, new.n, new.minor, new.target) is distinct from (old.reference, old.withdrawal_id, old.n, old.minor, old.target)
    or new.attempt < old.attempt or (old.first_sent_at is not null and new.first_sent_at is distinct from old.first_sent_at) then
    raise exception 'payout % changes in its state alone', old.reference using errcode = 'CG002';
  end if;
  if new.state <> old.state and (old.state, new.state) not in (
    ('planned', 'sending'), ('planned', 'dropped'), ('planned', 'accepted'), ('planned', 'paid'), ('planned', 'refused'),
    ('sending', 'accepted'), ('sending', 'paid'), ('sending', 'refused'), ('sending', 'planned'), ('sending', 'dropped'),
    ('accepted', 'paid'), ('accepted', 'refused'), ('paid', 'returned')) then
    raise exception 'payout % does not go from % to %', old.reference, old.state, new.state using errcode = 'CG002';
  end if;
  return new;
end $$;

-- A paid part came back: it is the player's again, and so is its share of the fee, so that what they paid is the fee of what they
-- kept. True when this call returned it; not before its withdrawal has ended, which books what was paid.
-- Locks: the withdrawal, its part, then the ledger's accounts.
create function payments.return_payout(p_reference uuid, p_why text, p_transfer uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  w payments.withdrawal;
  p payments.payout;
  v_paid bigint;
  v_fee bigint;
  v_legs ledger.leg[];
  v_answers ledger.answer[];
begin
  select x.* into strict w from payments.withdrawal x
  where x.id = (select y.withdrawal_id from payments.payout y where y.reference = p_reference) for update;
  select * into strict p from payments.payout x where x.reference = p_reference for update;
  if w.ended_at is null or p.state <> 'paid' then return false; end if;
  select coalesce(sum(x.minor), 0) into v_paid from payments.payout x where x.withdrawal_id = w.id and x.state = 'paid';
  v_fee := (div(w.fee_minor::numeric * v_paid, w.minor::numeric) - div(w.fee_minor::numeric * (v_paid - p.minor), w.minor::numeric))::bigint;

  v_legs := array[row(1, ledger.open_account('clearing', null, w.rail, w.asset), -p.minor)::ledger.leg,
    row(1, ledger.open_account('player-cash', w.player_id, null, w.asset), p.minor + v_fee)::ledger.leg];
  if v_fee > 0 then v_legs := v_legs || row(1, ledger.open_account('fees', null, w.rail, w.asset), -v_fee)::ledger.leg; end if;
  v_answers := ledger.execute(array[row(p_transfer, 'post', 'withdrawal-returned', w.id, null, null, null, null, null)::ledger.command], v_legs);
  if exists (select from unnest(v_answers) a where a.answer <> 'done') then
    raise exception 'payout % was not returned: %', p_reference, v_answers using errcode = 'CG001';
  end if;
  update payments.payout x set state = 'returned', answer = coalesce(p_why, 'returned'), answered_at = clock_timestamp()
  where x.reference = p_reference;
  return true;
end $$;

-- The provider contradicts how a part ended, and staff have seen how it is: returned | settled | repeated. What was paid and is not,
-- is the player's again; the rest stays booked as it was.
create function payments.settle_payout(p_reference uuid, p_outcome text, p_pass uuid, p_transfer uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  p payments.payout;
  v_did text := 'settled';
begin
  perform from payments.withdrawal x
  where x.id = (select y.withdrawal_id from payments.payout y where y.reference = p_reference) for update;
  select * into strict p from payments.payout x where x.reference = p_reference for update;
  if p.resolved_pass = p_pass then return 'repeated'; end if;
  if p_outcome = 'refused' and payments.return_payout(p_reference, null, p_transfer) then v_did := 'returned'; end if;
  update payments.payout x set resolved_pass = p_pass, answer = 'settled', answered_at = clock_timestamp() where x.reference = p_reference;
  return v_did;
end $$;

-- The same of a refund of what was owed, whose booking stays: what came back is given back by hand. False when the pass is repeated.
create function payments.settle_refund(p_reference uuid, p_pass uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update payments.refund x set resolved_pass = p_pass, answer = 'settled', answered_at = clock_timestamp()
  where x.reference = p_reference and x.resolved_pass is distinct from p_pass;
  return found;
end $$;

-- Everything that waits for somebody, as before; and what is contradicted waits although it has ended.
create or replace view payments.waiting as
  select 'stuck' as queue, a.subject as workflow_id, a.attention as why, a.since, coalesce(w.rail, r.rail) as rail,
    coalesce(w.asset, r.asset) as asset, coalesce(w.minor, r.minor) as minor, coalesce(w.player_id, o.player_id) as player_id, null::int as approvals
  from payments.attention a
    left join payments.withdrawal w on a.kind = 'withdrawal' and w.id = a.about_id
    left join payments.refund r on a.kind = 'refund' and r.reference = a.about_id
    left join payments."order" o on o.id = r.order_id
  where a.ended_at is null and a.attention not in ('waiting-approval', 'open-dispute') and (a.attention = 'contradicted' or (w.ended_at is null and r.ended_at is null))
  union all
  select 'stuck', 'deposit-' || o.id, 'retrying', o.opened_at, o.rail, q.pay_asset, q.pay_minor, o.player_id, null
  from payments."order" o join payments.quote q on q.id = o.quote_id
  where o.status = 'opening' and o.opened_at < clock_timestamp() - interval '1 minute'
  union all
  select 'stuck', 'deposit-' || c.order_id, case when q.pay_asset <> q.credit_asset and c.received_at >= q.expires_at then 'no-rate' else 'retrying' end,
    c.received_at, o.rail, c.asset, c.minor, o.player_id, null
  from payments.charge c join payments."order" o on o.id = c.order_id join payments.quote q on q.id = o.quote_id
  where c.outcome is null and c.received_at < clock_timestamp() - interval '1 minute'
  union all
  select 'stuck', 'withdrawal-' || w.id, 'retrying', coalesce(w.sending_at, w.confirmed_at), w.rail, w.asset, w.minor, w.player_id, null
  from payments.withdrawal w
  where coalesce(w.sending_at, w.confirmed_at) < clock_timestamp() - interval '1 minute'
    and (w.status = 'confirmed' or (w.status = 'sending'
      and not exists (select from payments.payout p where p.withdrawal_id = w.id and (p.state in ('sending', 'accepted') or p.answered_at > clock_timestamp() - interval '1 minute'))
      and not exists (select from payments.attention a where a.subject = 'withdrawal-' || w.id and a.ended_at is null)))
  union all
  select 'approval', 'withdrawal-' || w.id, 'waiting-approval', w.confirmed_at, w.rail, w.asset, w.minor, w.player_id,
    (select count(*)::int from payments.approval x where x.withdrawal_id = w.id)
  from payments.withdrawal w where w.status = 'awaiting-approval'
  union all
  select 'player', 'withdrawal-' || w.id, 'awaiting-code', w.requested_at, w.rail, w.asset, w.minor, w.player_id, null
  from payments.withdrawal w where w.status = 'awaiting-code'
  union all
  select 'player', 'deposit-' || o.id, 'awaiting-payment', o.opened_at, o.rail, q.pay_asset, q.pay_minor, o.player_id, null
  from payments."order" o join payments.quote q on q.id = o.quote_id
  where o.status = 'awaiting-payment' and q.expires_at > clock_timestamp()
  union all
  select 'disputed', 'deposit-' || b.order_id, 'open-dispute', b.recorded_at, o.rail, b.asset, b.minor, b.player_id, null
  from payments.take_back b join payments."order" o on o.id = b.order_id where b.state = 'open'
  union all
  select 'owed', coalesce('refund-' || r.reference, 'deposit-' || c.order_id), c.owed_reason, c.settled_at, o.rail, c.asset, c.minor, o.player_id, null
  from payments.charge c
    join payments."order" o on o.id = c.order_id
    left join payments.refund r on r.provider = c.provider and r.charge_id = c.id and r.state <> 'dropped'
  where c.outcome = 'owed' and r.state is distinct from 'paid'
    and not exists (select from payments.take_back b where b.provider = c.provider and b.charge_id = c.id and b.state in ('open', 'lost', 'refunded'));

revoke all on function payments.return_payout, payments.settle_payout, payments.settle_refund from public;
grant execute on function payments.return_payout, payments.settle_payout, payments.settle_refund to cage_app;
