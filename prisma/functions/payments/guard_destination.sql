-- It is confirmed once and removed once; whose it is, of which wallet and where it leads never changes, so that a code for it stays true.
create or replace function payments.guard_destination() returns trigger
language plpgsql set search_path = '' as $$
begin
  if (new.id, new.player_id, new.kind, new.country, new.label, new.wallet_id, new.added_at)
      is distinct from (old.id, old.player_id, old.kind, old.country, old.label, old.wallet_id, old.added_at)
    or (old.confirmed_at is not null and new.confirmed_at is distinct from old.confirmed_at) or old.removed_at is not null
    or (new.removed_at is null and (new.sealed, new.key_id) is distinct from (old.sealed, old.key_id)) then
    raise exception 'destination % is confirmed once and removed once, and is not changed', old.id using errcode = 'CG002';
  end if;
  return new;
end $$;
revoke all on function payments.guard_destination from public;
