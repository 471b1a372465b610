-- What people must see to is read from here, so that it is true while Temporal is away: why a workflow is parked and since
-- when, and what the rows themselves say of the rest. And a rail may be paused, each direction for itself: from that moment
-- nothing new is taken in by it, and nothing is handed out for sending.

-- CreateTable
CREATE TABLE "payments"."attention" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "subject" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "about_id" UUID,
    "attention" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" UUID,
    "ended_how" TEXT,

    CONSTRAINT "attention_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payments"."rail_pause" (
    "rail" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "staff_id" UUID,
    "reason" TEXT NOT NULL,

    CONSTRAINT "rail_pause_pkey" PRIMARY KEY ("rail","direction")
);

alter table payments.attention
  add constraint attention_name check (attention ~ '^[a-z-]{1,40}$'),
  add constraint attention_ended check (ended_at is not null or (ended_by is null and ended_how is null));
alter table payments.rail_pause
  add constraint rail_pause_direction check (direction in ('in', 'out')),
  add constraint rail_pause_reason check (reason ~ '^[a-z-]{1,40}$');
-- However often it is raised, it is one until it is over.
create unique index attention_open on payments.attention (subject, attention) where ended_at is null;
create index attention_since on payments.attention (since) where ended_at is null;
create index take_back_disputed on payments.take_back (recorded_at) where state = 'open';

create type payments.raised_attention as (id uuid, is_news boolean);

-- People should look, for this reason. Raised again while it is open, it is the same one. What it is about is read from the
-- name: `withdrawal-<id>`, `deposit-<id>`.
create function payments.raise_attention(p_subject text, p_attention text) returns payments.raised_attention
language plpgsql security definer set search_path = '' as $$
declare
  v payments.raised_attention;
begin
  insert into payments.attention (subject, kind, about_id, attention)
  values (p_subject, regexp_replace(p_subject, '-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', ''),
    substring(p_subject from '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$')::uuid, p_attention)
  on conflict (subject, attention) where ended_at is null do nothing
  returning attention.id, true into v.id, v.is_news;
  if v.id is null then
    select a.id, false into v.id, v.is_news from payments.attention a
    where a.subject = p_subject and a.attention = p_attention and a.ended_at is null;
  end if;
  return v;
end $$;

-- It is over: somebody of staff decided, or, with nobody named, it ended by itself. Answers which ended now; null where none was open.
create function payments.end_attention(p_subject text, p_attention text, p_staff uuid, p_how text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  update payments.attention a set ended_at = clock_timestamp(), ended_by = p_staff, ended_how = p_how
  where a.subject = p_subject and a.attention = p_attention and a.ended_at is null
  returning a.id into v_id;
  return v_id;
end $$;

-- What became of it stays written: a row is raised, ended once, and never taken away.
create function payments.guard_attention() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op <> 'UPDATE' or old.ended_at is not null
    or (new.id, new.subject, new.kind, new.about_id, new.attention, new.since) is distinct from (old.id, old.subject, old.kind, old.about_id, old.attention, old.since) then
    raise exception '% on payments.attention is refused: it is raised, and ended once', tg_op using errcode = 'CG002';
  end if;
  return new;
end $$;
create trigger attention_once before update on payments.attention
  for each row execute function payments.guard_attention();
create trigger attention_keep before delete or truncate on payments.attention
  for each statement execute function payments.guard_attention();

-- True when this call paused it: who and why stand with it, and the second to press finds it done.
create function payments.pause_rail(p_rail text, p_direction text, p_staff uuid, p_reason text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  insert into payments.rail_pause (rail, direction, staff_id, reason) values (p_rail, p_direction, p_staff, p_reason)
  on conflict do nothing;
  return found;
end $$;

-- True when this call ended the pause.
create function payments.resume_rail(p_rail text, p_direction text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  delete from payments.rail_pause p where p.rail = p_rail and p.direction = p_direction;
  return found;
end $$;

-- Hands a part out for sending. The second to ask is told no: the first may be sending it in this moment. While the rail is
-- paused, or a payment of the player's is disputed, nobody is told yes; what was handed out before goes on.
create or replace function payments.begin_payout(p_reference uuid) returns payments.handed_payout
language plpgsql security definer set search_path = '' as $$
declare
  v payments.handed_payout;
begin
  v.may_send := false;
  perform from payments.withdrawal w join payments.payout p on p.withdrawal_id = w.id
  where p.reference = p_reference and w.status = 'sending' and w.stopped_at is null for share of w;
  if not found then return v; end if;
  perform from payments.rail_pause x join payments.withdrawal w on w.rail = x.rail join payments.payout p on p.withdrawal_id = w.id
  where p.reference = p_reference and x.direction = 'out';
  if found then return v; end if;
  -- A dispute may have come since people looked.
  perform from payments.take_back b join payments.withdrawal w on w.player_id = b.player_id join payments.payout p on p.withdrawal_id = w.id
  where p.reference = p_reference and b.state = 'open';
  if found then return v; end if;
  -- What it says is of before this attempt: a key used before is not used again blindly.
  update payments.payout p set state = 'sending', attempt = p.attempt + 1, answer = null, answered_at = null,
    first_sent_at = coalesce(p.first_sent_at, clock_timestamp())
  where p.reference = p_reference and p.state = 'planned'
  returning true, p.attempt, case when p.attempt > 1 then p.first_sent_at end into v.may_send, v.attempt, v.first_sent_at;
  v.may_send := coalesce(v.may_send, false);
  return v;
end $$;

-- A refund waits for the same switch: money out is money out.
create or replace function payments.begin_refund(p_reference uuid) returns payments.handed_payout
language plpgsql security definer set search_path = '' as $$
declare
  v payments.handed_payout;
begin
  v.may_send := false;
  perform from payments.rail_pause x join payments.refund r on r.rail = x.rail where r.reference = p_reference and x.direction = 'out';
  if found then return v; end if;
  update payments.refund x set state = 'sending', attempt = x.attempt + 1, answer = null, answered_at = null,
    first_sent_at = coalesce(x.first_sent_at, clock_timestamp())
  where x.reference = p_reference and x.state = 'planned'
  returning true, x.attempt, case when x.attempt > 1 then x.first_sent_at end into v.may_send, v.attempt, v.first_sent_at;
  v.may_send := coalesce(v.may_send, false);
  return v;
end $$;

-- Everything that waits for somebody, each in its queue: the one definition of what is counted and what is listed. What the
-- rows say by themselves is read from them; `attention` adds why a workflow is parked. A step that is being repeated is seen
-- by what it has left undone for a minute, whether or not Temporal has begun it.
create view payments.waiting as
  select 'stuck' as queue, a.subject as workflow_id, a.attention as why, a.since, coalesce(w.rail, r.rail) as rail,
    coalesce(w.asset, r.asset) as asset, coalesce(w.minor, r.minor) as minor, coalesce(w.player_id, o.player_id) as player_id, null::int as approvals
  from payments.attention a
    left join payments.withdrawal w on a.kind = 'withdrawal' and w.id = a.about_id
    left join payments.refund r on a.kind = 'refund' and r.reference = a.about_id
    left join payments."order" o on o.id = r.order_id
  where a.ended_at is null and a.attention not in ('waiting-approval', 'open-dispute') and w.ended_at is null and r.ended_at is null
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

revoke all on function payments.raise_attention, payments.end_attention, payments.guard_attention, payments.pause_rail,
  payments.resume_rail from public;
grant execute on function payments.raise_attention, payments.end_attention, payments.pause_rail, payments.resume_rail to cage_app;
grant select on payments.attention, payments.rail_pause, payments.waiting to cage_app;
