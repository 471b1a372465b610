-- Everything that waits for somebody, each in its queue: the one definition of what is counted and what is listed. What the
-- rows say by themselves is read from them; `attention` adds why a workflow is parked. A step that is being repeated is seen
-- by what it has left undone for a minute, whether or not Temporal has begun it. What is contradicted waits although it has
-- ended. What came over the chain and is nobody's waits, too; what is too little and unclaimed apart, so that dust hides nothing.
-- Players who wait to be verified are listed apart: they are no payments.
create view payments.waiting as
  select 'stuck' as queue, a.subject as workflow_id, a.attention as why, a.since, coalesce(w.rail, r.rail) as rail,
    coalesce(w.asset, r.asset) as asset, coalesce(w.minor, r.minor) as minor, coalesce(w.player_id, o.player_id) as player_id, null::int as approvals
  from payments.attention a
    left join payments.withdrawal w on a.kind = 'withdrawal' and w.id = a.about_id
    left join payments.refund r on a.kind = 'refund' and r.reference = a.about_id
    left join payments."order" o on o.id = r.order_id
  where a.ended_at is null and a.attention not in ('waiting-approval', 'open-dispute', 'waiting-review', 'review-late') and (a.attention = 'contradicted' or (w.ended_at is null and r.ended_at is null))
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
    and not exists (select from payments.take_back b where b.provider = c.provider and b.charge_id = c.id and b.state in ('open', 'lost', 'refunded'))
  union all
  select case when r.state = 'unmatched' or exists (select from payments.claim c where c.arrival_id = r.id) then 'unmatched' else 'too-little' end,
    'arrival-' || r.id, case when r.state = 'below-minimum' then r.state else coalesce(r.reason, 'no-memo') end, r.final_at, r.rail, r.asset, r.minor, r.player_id,
    (select count(*)::int from payments.assignment s where s.arrival_id = r.id)
  from payments.arrival r where r.state in ('unmatched', 'below-minimum');
grant select on payments.waiting to cage_app;
