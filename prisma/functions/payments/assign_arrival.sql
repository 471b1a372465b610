-- A member of staff says whose it is, and may say otherwise until it is given: released when another one has said the same,
-- noted until then, unknown-player, or gone when it is not there to be given.
-- Locks: the arrival, then the ledger's accounts.
create or replace function payments.assign_arrival(p_arrival uuid, p_player uuid, p_staff uuid, p_reason text, p_transfer uuid) returns text
language plpgsql security definer set search_path = '' as $$
begin
  perform from payments.arrival x where x.id = p_arrival and x.state in ('unmatched', 'below-minimum') for update;
  if not found then return 'gone'; end if;
  if payments.holder_of(p_player) is null then return 'unknown-player'; end if;
  insert into payments.assignment (arrival_id, staff_id, player_id, reason) values (p_arrival, p_staff, payments.holder_of(p_player), p_reason)
  on conflict (arrival_id, staff_id) do update set player_id = excluded.player_id, reason = excluded.reason, assigned_at = clock_timestamp();
  if not exists (select from payments.assignment s
    where s.arrival_id = p_arrival and s.staff_id <> p_staff and payments.holder_of(s.player_id) = payments.holder_of(p_player)) then
    return 'noted';
  end if;
  perform payments.release_arrival(p_arrival, p_player, 'staff', p_transfer);
  return 'released';
end $$;
revoke all on function payments.assign_arrival from public;
grant execute on function payments.assign_arrival to cage_app;
