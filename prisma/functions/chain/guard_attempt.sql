-- An attempt is what it was signed as, and ends once.
create or replace function chain.guard_attempt() returns trigger
language plpgsql set search_path = '' as $$
begin
  if (new.id, new.wallet, new.seqno, new.boc, new.message_hash, new.valid_until, new.signed_at)
    is distinct from (old.id, old.wallet, old.seqno, old.boc, old.message_hash, old.valid_until, old.signed_at)
    or (old.state <> 'open' and (new.state, new.found_lt, new.found_hash) is distinct from (old.state, old.found_lt, old.found_hash)) then
    raise exception 'attempt % was signed, and ends once', old.id using errcode = 'CG002';
  end if;
  return new;
end $$;
revoke all on function chain.guard_attempt from public;
create or replace trigger attempt_guard before update on chain.attempt for each row execute function chain.guard_attempt();
