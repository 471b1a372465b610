-- Money may go to a bank account that a player saved and confirmed. What it is in full is sealed under a key the database
-- does not hold, and is gone once the destination is removed; what players and staff recognise it by stays.

-- CreateTable
CREATE TABLE "payments"."destination" (
    "id" UUID NOT NULL,
    "player_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "key_id" TEXT,
    "sealed" BYTEA,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "destination_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "destination_player_id_added_at_idx" ON "payments"."destination"("player_id", "added_at" DESC);

alter table payments.destination
  add constraint destination_kind check (kind in ('iban', 'card-token')),
  add constraint destination_country check (country ~ '^[A-Z]{2}$'),
  add constraint destination_label check (length(label) between 1 and 40),
  add constraint destination_sealed check ((sealed is null) = (removed_at is not null) and (sealed is null) = (key_id is null));

-- It is confirmed once and removed once; whose it is and where it leads never changes, so that a code for it stays true.
create function payments.guard_destination() returns trigger
language plpgsql set search_path = '' as $$
begin
  if (new.id, new.player_id, new.kind, new.country, new.label, new.added_at) is distinct from (old.id, old.player_id, old.kind, old.country, old.label, old.added_at)
    or (old.confirmed_at is not null and new.confirmed_at is distinct from old.confirmed_at) or old.removed_at is not null
    or (new.removed_at is null and (new.sealed, new.key_id) is distinct from (old.sealed, old.key_id)) then
    raise exception 'destination % is confirmed once and removed once, and is not changed', old.id using errcode = 'CG002';
  end if;
  return new;
end $$;
create trigger destination_forward before update on payments.destination
  for each row execute function payments.guard_destination();
create trigger destination_keep before delete or truncate on payments.destination
  for each statement execute function payments.keep_withdrawals();

-- Answers added, or too-many: so many a player has already. Whoever adds, removes or withdraws holds the player's lock (13).
create function payments.add_destination(p_id uuid, p_player uuid, p_kind text, p_country text, p_label text, p_key text, p_sealed bytea, p_most int) returns text
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(p_player::text, 13));
  if (select count(*) from payments.destination d where d.player_id = p_player and d.removed_at is null) >= p_most then
    return 'too-many';
  end if;
  insert into payments.destination (id, player_id, kind, country, label, key_id, sealed)
  values (p_id, p_player, p_kind, p_country, p_label, p_key, p_sealed);
  return 'added';
end $$;

-- The player confirmed just this one. False: it is not to be confirmed any more.
create function payments.confirm_destination(p_id uuid, p_player uuid, p_label text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update payments.destination d set confirmed_at = clock_timestamp()
  where d.id = p_id and d.player_id = p_player and d.label = p_label and d.confirmed_at is null and d.removed_at is null;
  return found;
end $$;

-- Nothing goes there any more, and what it was in full is forgotten: removed | in-use | gone.
create function payments.remove_destination(p_id uuid, p_player uuid) returns text
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(p_player::text, 13));
  if exists (select from payments.payout p join payments.withdrawal w on w.id = p.withdrawal_id
    where p.target = 'destination:' || p_id and w.ended_at is null) then
    return 'in-use';
  end if;
  update payments.destination d set removed_at = clock_timestamp(), sealed = null, key_id = null
  where d.id = p_id and d.player_id = p_player and d.removed_at is null;
  return case when found then 'removed' else 'gone' end;
end $$;

revoke all on function payments.guard_destination, payments.add_destination, payments.confirm_destination, payments.remove_destination from public;
grant execute on function payments.add_destination, payments.confirm_destination, payments.remove_destination to cage_app;
grant select on payments.destination to cage_app;
