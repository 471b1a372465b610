-- A payout goes forward alone, except that what was signed in vain waits again; what it says is what was asked for.
create or replace function chain.guard_payout() returns trigger
language plpgsql set search_path = '' as $$
begin
  if (new.reference, new.rail, new.wallet, new.asset, new.minor, new.recipient, new.bounce, new.memo, new.query_id, new.asked_at)
    is distinct from (old.reference, old.rail, old.wallet, old.asset, old.minor, old.recipient, old.bounce, old.memo, old.query_id, old.asked_at) then
    raise exception 'chain payout % changes in its state alone', old.reference using errcode = 'CG002';
  end if;
  if new.state <> old.state and (old.state, new.state) not in (
    ('waiting', 'signed'), ('waiting', 'refused'), ('signed', 'waiting'), ('signed', 'sent'), ('sent', 'paid'), ('sent', 'bounced')) then
    raise exception 'chain payout % does not go from % to %', old.reference, old.state, new.state using errcode = 'CG002';
  end if;
  return new;
end $$;
revoke all on function chain.guard_payout from public;
create or replace trigger chain_payout_guard before update on chain.payout for each row execute function chain.guard_payout();
