-- Who proved that a wallet is theirs, and has it still.
create or replace function payments.wallet_owner(p_address text) returns uuid
language sql stable strict set search_path = '' as $$
  select w.player_id from payments.wallet w where w.address = p_address and w.removed_at is null
$$;
revoke all on function payments.wallet_owner from public;
