-- A wallet is what was proved, for ever; it is removed once, and changes hands only when two accounts become one.
create or replace function payments.guard_wallet() returns trigger
language plpgsql set search_path = '' as $$
begin
  if (new.id, new.address, new.public_key, new.app, new.linked_at) is distinct from (old.id, old.address, old.public_key, old.app, old.linked_at)
    or old.removed_at is not null or (new.removed_at is not null and new.player_id <> old.player_id) then
    raise exception 'wallet % is removed once, and is not changed', old.id using errcode = 'CG002';
  end if;
  return new;
end $$;
revoke all on function payments.guard_wallet from public;
create or replace trigger wallet_forward before update on payments.wallet for each row execute function payments.guard_wallet();
