-- Opens the account of one grant once and returns it, whoever asks first. One owner's accounts are opened one after another, as in
-- ledger.open_account.
create or replace function ledger.open_grant_account(p_player uuid, p_asset text, p_grant uuid) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_id bigint;
begin
  select id into v_id from ledger.account where grant_id = p_grant;
  if found then return v_id; end if;
  perform pg_advisory_xact_lock(hashtextextended('ledger.open:' || p_player::text, 5));
  insert into ledger.account (kind, player_id, asset, sign, grant_id) values ('player-bonus', p_player, p_asset, 'not-negative', p_grant)
  on conflict do nothing returning id into v_id;
  return coalesce(v_id, (select id from ledger.account where grant_id = p_grant));
end $$;
revoke all on function ledger.open_grant_account from public;
grant execute on function ledger.open_grant_account to cage_app;
