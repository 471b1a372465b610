-- Of a wallet that is this player's now, or nothing: added | too-many | gone. Its details are sealed like any other's.
create or replace function payments.add_wallet_destination(p_id uuid, p_player uuid, p_wallet uuid, p_label text, p_key text, p_sealed bytea, p_most int) returns text
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(p_player::text, 13));
  if not exists (select from payments.wallet x where x.id = p_wallet and x.player_id = p_player and x.removed_at is null) then
    return 'gone';
  end if;
  if (select count(*) from payments.destination d where d.player_id = p_player and d.removed_at is null) >= p_most then
    return 'too-many';
  end if;
  insert into payments.destination (id, player_id, kind, country, label, wallet_id, key_id, sealed)
  values (p_id, p_player, 'ton-wallet', null, p_label, p_wallet, p_key, p_sealed);
  return 'added';
end $$;
revoke all on function payments.add_wallet_destination from public;
grant execute on function payments.add_wallet_destination to cage_app;
