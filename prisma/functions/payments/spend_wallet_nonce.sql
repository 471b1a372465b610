-- True for the first who comes with it, from the session it was given to, in time; of many at once for one.
create or replace function payments.spend_wallet_nonce(p_digest bytea, p_player uuid, p_session uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  delete from payments.wallet_nonce n
  where n.digest = p_digest and n.player_id = p_player and n.session_id = p_session and n.expires_at > clock_timestamp();
  return found;
end $$;
revoke all on function payments.spend_wallet_nonce from public;
grant execute on function payments.spend_wallet_nonce to cage_app;
