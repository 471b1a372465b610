-- The inbox stores what arrives exactly once; the outbox holds what must leave. Both are worked on in order per lane,
-- and a lane is blocked only by its own oldest unfinished row.

alter table delivery.inbox
  add constraint inbox_status check (status in ('pending', 'done', 'dead')),
  add constraint inbox_body_until_done check (body is not null or status = 'done');
alter table delivery.outbox
  add constraint outbox_status check (status in ('pending', 'sending', 'done', 'dead')),
  add constraint outbox_kind check (kind in ('telegram', 'workflow-start', 'workflow-signal')),
  add constraint outbox_body_until_done check (body is not null or status = 'done');

create index inbox_waiting on delivery.inbox (source, lane, id) where status = 'pending';
create index inbox_dead on delivery.inbox (id) where status = 'dead';
create index outbox_dead on delivery.outbox (id) where status = 'dead';
create index inbox_done_at on delivery.inbox (done_at) where status = 'done';
create index outbox_waiting on delivery.outbox (kind, lane, priority, id) where status in ('pending', 'sending');
create index outbox_done_at on delivery.outbox (done_at) where status = 'done';

-- True where the item was new. An item seen before is not an error: whoever sends at least once sends twice, and both may
-- come in one batch. Rows are numbered in the order of arrival and inserted in the order of their keys: two batches with
-- the same items, shuffled, would otherwise wait for each other in a circle.
create function delivery.receive_batch(p_sources text[], p_external_ids text[], p_lanes text[], p_bodies jsonb[])
returns boolean[]
language sql security definer set search_path = '' as $$
  with item as (
    select *, row_number() over (partition by source, external_id order by n) as copy
    from unnest(p_sources, p_external_ids, p_lanes, p_bodies) with ordinality as i(source, external_id, lane, body, n)
  ), numbered as materialized (
    select nextval('delivery.inbox_id_seq') as id, i.* from (select * from item where copy = 1 order by n) i
  ), stored as (
    insert into delivery.inbox (id, source, external_id, lane, body)
    select id, source, external_id, lane, body from numbered order by source, external_id
    on conflict (source, external_id) do nothing
    returning source, external_id
  )
  select coalesce(array_agg(s.source is not null and copy = 1 order by n), '{}')
  from item left join stored s using (source, external_id)
$$;

create function delivery.enqueue(p_kind text, p_key text, p_lane text, p_priority smallint, p_body jsonb)
returns boolean
language sql security definer set search_path = '' as $$
  with written as (
    insert into delivery.outbox (kind, key, lane, priority, body)
    values (p_kind, p_key, p_lane, p_priority, p_body)
    on conflict (key) do nothing
    returning 1
  )
  select exists (select from written)
$$;

-- Takes rows out for `p_for`: who does not mark them done by then has died, and they are handed out again. `attempts` counts
-- the sends that may have happened: who can prove that one did not takes it back.
-- Only the heads of lanes are looked at, by steps through the index: somebody who fills their own lane must not make
-- everybody's work slow.
create function delivery.claim(p_kinds text[], p_limit int, p_for interval)
returns setof delivery.outbox
language sql security definer set search_path = '' as $$
  with recursive head as (
    select k.kind, f.lane, f.id from unnest(p_kinds) k (kind) cross join lateral (
      select o.lane, o.id from delivery.outbox o
      where o.kind = k.kind and o.status in ('pending', 'sending')
      order by o.lane, o.priority, o.id limit 1) f
    union all
    select h.kind, f.lane, f.id from head h cross join lateral (
      select o.lane, o.id from delivery.outbox o
      where o.kind = h.kind and o.lane > h.lane and o.status in ('pending', 'sending')
      order by o.lane, o.priority, o.id limit 1) f
  )
  update delivery.outbox t
  set status = 'sending', attempts = t.attempts + 1, next_at = clock_timestamp() + p_for
  from (
    select o.id from head h join delivery.outbox o on o.id = h.id
    where o.status in ('pending', 'sending') and o.next_at <= clock_timestamp()
      and not exists (
        select from delivery.outbox e
        where e.kind = any (p_kinds) and e.lane = o.lane and e.status in ('pending', 'sending')
          and (e.priority, e.id) < (o.priority, o.id))
    order by o.priority, o.id
    limit p_limit
    for update of o skip locked
  ) due
  where t.id = due.id
  returning t.*
$$;

-- One holder at a time; the holder renews, anybody takes over what has run out.
create function delivery.take_lease(p_name text, p_holder text, p_ttl interval) returns boolean
language sql security definer set search_path = '' as $$
  with taken as (
    insert into delivery.lease as l (name, holder, expires_at)
    values (p_name, p_holder, clock_timestamp() + p_ttl)
    on conflict (name) do update set holder = excluded.holder, expires_at = excluded.expires_at
      where l.holder = excluded.holder or l.expires_at <= clock_timestamp()
    returning 1
  )
  select exists (select from taken)
$$;

revoke all on all functions in schema delivery from public;
grant execute on all functions in schema delivery to cage_app;
grant update, delete on delivery.inbox, delivery.outbox, delivery.lease to cage_app;
