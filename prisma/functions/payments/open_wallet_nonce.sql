-- A payload for this session, until then. A session has a few at once, for a page that asks again while a wallet still thinks;
-- those whose time is over are forgotten, whosever they are.
create or replace function payments.open_wallet_nonce(p_digest bytea, p_player uuid, p_session uuid, p_expires timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(p_session::text, 14));
  delete from payments.wallet_nonce n where n.digest in (
    select o.digest from payments.wallet_nonce o where o.expires_at <= clock_timestamp() order by o.expires_at limit 100 for update skip locked);
  delete from payments.wallet_nonce n where n.digest in (
    select o.digest from payments.wallet_nonce o where o.session_id = p_session order by o.expires_at desc offset 4);
  insert into payments.wallet_nonce (digest, player_id, session_id, expires_at) values (p_digest, p_player, p_session, p_expires);
end $$;
revoke all on function payments.open_wallet_nonce from public;
grant execute on function payments.open_wallet_nonce to cage_app;
