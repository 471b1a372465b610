-- What happened stays: a transaction goes from walked to seen to final, may vanish before it is final, and may come back.
create or replace function chain.guard_transaction() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'walked' then raise exception 'transaction % was shown and stays written', old.hash using errcode = 'CG002'; end if;
    return old;
  end if;
  if (new.account, new.lt, new.hash, new.previous_lt, new.previous_hash, new.at, new.in_minor, new.out_minor, new.fee_minor)
    is distinct from (old.account, old.lt, old.hash, old.previous_lt, old.previous_hash, old.at, old.in_minor, old.out_minor, old.fee_minor) then
    raise exception 'transaction % is what the chain says', old.hash using errcode = 'CG002';
  end if;
  if new.state <> old.state and (old.state, new.state) not in (('walked', 'seen'), ('seen', 'final'), ('seen', 'vanished'), ('vanished', 'walked'), ('walked', 'vanished')) then
    raise exception 'transaction % does not go from % to %', old.hash, old.state, new.state using errcode = 'CG002';
  end if;
  return new;
end $$;
revoke all on function chain.guard_transaction from public;
create or replace trigger transaction_forward before update or delete on chain.transaction
  for each row execute function chain.guard_transaction();
