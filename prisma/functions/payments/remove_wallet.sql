-- Nothing goes there any more by what was proved: removed | in-use | gone. What was saved of it is removed with it.
create or replace function payments.remove_wallet(p_id uuid, p_player uuid) returns text
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(p_player::text, 13));
  if exists (select from payments.payout p join payments.withdrawal w on w.id = p.withdrawal_id
      join payments.destination d on p.target = 'destination:' || d.id
    where d.wallet_id = p_id and d.player_id = p_player and w.ended_at is null) then
    return 'in-use';
  end if;
  update payments.wallet x set removed_at = clock_timestamp() where x.id = p_id and x.player_id = p_player and x.removed_at is null;
  if not found then return 'gone'; end if;
  update payments.destination d set removed_at = clock_timestamp(), sealed = null, key_id = null
  where d.wallet_id = p_id and d.removed_at is null;
  return 'removed';
end $$;
revoke all on function payments.remove_wallet from public;
grant execute on function payments.remove_wallet to cage_app;
