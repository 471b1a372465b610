-- Two accounts became one: what was proved is the one's that goes on. What was saved of it stays with the closed one, and is
-- forgotten: a destination is confirmed by a code of the account that pays to it.
create or replace function payments.carry_wallets(p_from uuid, p_to uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare v_carried integer;
begin
  perform pg_advisory_xact_lock(hashtextextended(least(p_from, p_to)::text, 13));
  perform pg_advisory_xact_lock(hashtextextended(greatest(p_from, p_to)::text, 13));
  update payments.destination d set removed_at = clock_timestamp(), sealed = null, key_id = null
  where d.player_id = p_from and d.wallet_id is not null and d.removed_at is null;
  update payments.wallet x set player_id = p_to where x.player_id = p_from and x.removed_at is null;
  get diagnostics v_carried = row_count;
  return v_carried;
end $$;
revoke all on function payments.carry_wallets from public;
grant execute on function payments.carry_wallets to cage_app;
