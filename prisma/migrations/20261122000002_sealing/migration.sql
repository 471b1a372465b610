-- Grants and triggers keep the trail from slips, not from whoever owns the tables. So every entry gets a position in one
-- chain of hashes, and each batch's last link is signed by a key the database does not hold: what was sealed can then be
-- changed by nobody without being found. The hashing and signing is done in the process that has the key; here it is only
-- seen to that the chain never forks, that no entry is sealed twice, and that none is passed over.

-- CreateTable
CREATE TABLE "audit"."sealed" (
    "position" BIGINT NOT NULL,
    "entry_id" BIGINT NOT NULL,
    "link" BYTEA NOT NULL,

    CONSTRAINT "sealed_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "audit"."seal" (
    "n" BIGINT NOT NULL,
    "first_position" BIGINT NOT NULL,
    "last_position" BIGINT NOT NULL,
    "previous" BYTEA NOT NULL,
    "head" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "key_id" TEXT NOT NULL,
    "signature" BYTEA NOT NULL,

    CONSTRAINT "seal_pkey" PRIMARY KEY ("n")
);

-- CreateTable
CREATE TABLE "audit"."sealing" (
    "id" BOOLEAN NOT NULL DEFAULT true,
    "cluster" TEXT NOT NULL DEFAULT '',
    "near_xid" BIGINT NOT NULL DEFAULT 0,
    "near_id" BIGINT NOT NULL DEFAULT 0,
    "far_xid" BIGINT NOT NULL DEFAULT 0,
    "far_id" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "sealing_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "sealed_entry_id_key" ON "audit"."sealed"("entry_id");

-- CreateIndex
CREATE UNIQUE INDEX "seal_last_position_key" ON "audit"."seal"("last_position");

-- The sealer goes by transaction, so this one grows at its end; readers go by subject, actor and time.
-- CreateIndex
CREATE INDEX "entry_xid_id_idx" ON "audit"."entry"("xid", "id");

-- DropIndex
DROP INDEX "audit"."entry_subject_idx";

-- CreateIndex
CREATE INDEX "entry_subject_id_idx" ON "audit"."entry"("subject", "id");

-- CreateIndex
CREATE INDEX "entry_actor_id_id_idx" ON "audit"."entry"("actor_id", "id");

-- CreateIndex
CREATE INDEX "entry_at_idx" ON "audit"."entry" USING BRIN ("at");

alter table audit.sealed
  add constraint sealed_position check (position > 0),
  add constraint sealed_link check (octet_length(link) = 32);
alter table audit.seal
  add constraint seal_n check (n > 0),
  add constraint seal_positions check (first_position > 0 and last_position >= first_position),
  add constraint seal_heads check (octet_length(previous) = 32 and octet_length(head) = 32),
  add constraint seal_signature check (octet_length(signature) = 64);
alter table audit.sealing add constraint sealing_is_one check (id);
insert into audit.sealing default values;

create trigger sealed_keep before update or delete or truncate on audit.sealed
  for each statement execute function audit.refuse();
create trigger seal_keep before update or delete or truncate on audit.seal
  for each statement execute function audit.refuse();
create trigger sealing_keep before delete or truncate on audit.sealing
  for each statement execute function audit.refuse();

-- Takes the turn to seal until the end of the transaction, and answers where to go on; no row when another has the turn, or
-- when there is nothing new (a look, which writes nothing).
-- The numbers of transactions mean nothing in another cluster: after a dump is restored into one, or when the numbers went
-- back, the trail is gone through once more from its beginning, passing over what is sealed.
create function audit.begin_sealing() returns table (
  n bigint, "position" bigint, head bytea, at timestamptz, near_xid bigint, near_id bigint, far_xid bigint, far_id bigint)
language plpgsql security definer set search_path = '' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  s audit.sealing;
  v_cluster text := (select c.system_identifier::text from pg_control_system() c);
  v_xmax bigint := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
begin
  select * into s from audit.sealing;
  if not found then
    raise exception 'audit.sealing is empty: how far the trail is sealed is not known' using errcode = 'CG002';
  end if;
  if s.cluster = v_cluster and s.near_xid < v_xmax
    and not exists (select from audit.entry e where (e.xid, e.id) > (s.near_xid, s.near_id) and e.xid < v_xmax)
    and not exists (select from audit.entry e where (e.xid, e.id) > (greatest(s.far_xid, v_xmax - 1), case when s.far_xid < v_xmax then 9223372036854775807 else s.far_id end)) then
    return;
  end if;
  select * into s from audit.sealing x for update skip locked;
  if not found then return; end if;
  if s.cluster <> v_cluster or s.near_xid >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint then
    update audit.sealing x set cluster = v_cluster, near_xid = 0, near_id = 0, far_xid = 0, far_id = 0 returning * into s;
  end if;
  return query
    select coalesce(l.n, 0), coalesce(l.last_position, 0), coalesce(l.head, decode(repeat('00', 32), 'hex')),
      clock_timestamp(), s.near_xid, s.near_id, s.far_xid, s.far_id
    from (select 1) one left join lateral (select * from audit.seal x order by x.n desc limit 1) l on true;
end $$;

-- The next entries that may be sealed, as they are hashed: every column as PostgreSQL writes it, whatever the session's
-- settings. `xmin` is the oldest transaction that is still open, by the very look that reads the entries. A restored dump
-- brings entries with its old cluster's numbers; those above every number of this one (`xmax`) would wait for ever, and
-- nobody here can still be writing them: they come last, and are counted apart. Plans go by keys, here and in the other
-- two: one that was made while the trail was short is kept when it is long. And a range of the index has one lower end: of
-- two it may begin at the wrong one, which is why the higher is reckoned first.
create function audit.unsealed(p_near_xid bigint, p_near_id bigint, p_far_xid bigint, p_far_id bigint, p_limit int)
returns table (id text, at text, actor text, "actorId" text, action text, subject text, detail text, xid text, is_far boolean, is_sealed boolean)
language sql stable set search_path = '' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
  with bound as materialized (
    select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as min, pg_snapshot_xmax(pg_current_snapshot())::text::bigint as max),
  waiting as (
    (select e.*, false as is_far from audit.entry e
     where (e.xid, e.id) > (p_near_xid, p_near_id) and e.xid < (select x.min from bound x)
     order by e.xid, e.id limit p_limit)
    union all
    (select e.*, true from audit.entry e
     where (e.xid, e.id) > ((select greatest(p_far_xid, x.max - 1) from bound x), (select case when p_far_xid < x.max then 9223372036854775807 else p_far_id end from bound x))
     order by e.xid, e.id limit p_limit))
  select w.id::text, to_json(w.at at time zone 'UTC') #>> '{}' || 'Z', w.actor, w.actor_id, w.action, w.subject, w.detail::text,
    w.xid::text, w.is_far, d.position is not null
  from waiting w left join audit.sealed d on d.entry_id = w.id order by w.is_far, w.xid, w.id
$$;

-- Writes a seal with its links, or none when there was nothing to seal, and moves on to where the sealer has read. It must
-- follow the last seal, and what is moved past must be sealed: a slip of the sealer's stops the sealing, and skips nothing.
create function audit.seal_batch(p_n bigint, p_previous bytea, p_entries bigint[], p_links bytea[], p_at timestamptz,
  p_key_id text, p_signature bytea, p_near_xid bigint, p_near_id bigint, p_far_xid bigint, p_far_id bigint) returns void
language plpgsql security definer set search_path = '' set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  s audit.sealing;
  l audit.seal;
  v_count int := cardinality(p_entries);
begin
  select * into strict s from audit.sealing x for update;
  select * into l from audit.seal x order by x.n desc limit 1;
  if v_count > 0 then
    if p_n <> coalesce(l.n, 0) + 1 or p_previous <> coalesce(l.head, decode(repeat('00', 32), 'hex')) then
      raise exception 'seal % does not follow seal %', p_n, coalesce(l.n, 0) using errcode = 'CG002';
    end if;
    if cardinality(p_links) <> v_count
      or (select count(*) from audit.entry e where e.id = any(p_entries)) <> v_count then
      raise exception 'seal % is not of entries with a link each', p_n using errcode = 'CG002';
    end if;
    insert into audit.sealed (position, entry_id, link)
      select coalesce(l.last_position, 0) + t.place, t.entry, t.link
      from unnest(p_entries, p_links) with ordinality as t(entry, link, place);
    insert into audit.seal (n, first_position, last_position, previous, head, at, key_id, signature)
    values (p_n, coalesce(l.last_position, 0) + 1, coalesce(l.last_position, 0) + v_count, p_previous,
      p_links[v_count], p_at, p_key_id, p_signature);
  end if;
  if p_near_xid >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    or exists (
      select from audit.entry e
      where (e.xid, e.id) > (s.near_xid, s.near_id) and (e.xid, e.id) <= (p_near_xid, p_near_id)
        and not exists (select from audit.sealed d where d.entry_id = e.id))
    or exists (
      select from audit.entry e
      where (e.xid, e.id) > (greatest(s.far_xid, pg_snapshot_xmax(pg_current_snapshot())::text::bigint - 1),
          case when s.far_xid < pg_snapshot_xmax(pg_current_snapshot())::text::bigint then 9223372036854775807 else s.far_id end)
        and (e.xid, e.id) <= (p_far_xid, p_far_id)
        and not exists (select from audit.sealed d where d.entry_id = e.id)) then
    raise exception 'seal % would pass over an entry', p_n using errcode = 'CG002';
  end if;
  update audit.sealing x set near_xid = p_near_xid, near_id = p_near_id, far_xid = p_far_xid, far_id = p_far_id;
end $$;

revoke all on all functions in schema audit from public;
grant execute on function audit.begin_sealing, audit.unsealed, audit.seal_batch to cage_app;
grant select on audit.sealed, audit.seal, audit.sealing to cage_app;
