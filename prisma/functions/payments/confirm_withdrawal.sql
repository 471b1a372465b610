-- The player confirmed just this. `changed`: it is something else than they read, or too late.
create or replace function payments.confirm_withdrawal(p_id uuid, p_player uuid, p_asset text, p_minor bigint, p_fee bigint, p_destination text,
  p_sends text, p_about bigint, p_least bigint) returns text
language plpgsql security definer set search_path = '' as $$
begin
  update payments.withdrawal w set status = 'confirmed', confirmed_at = clock_timestamp()
  where w.id = p_id and w.player_id = p_player and w.status = 'awaiting-code' and w.confirm_by > clock_timestamp()
    and (w.asset, w.minor, w.fee_minor, w.destination) = (p_asset, p_minor, p_fee, p_destination)
    and (w.sends_asset, w.about_minor, w.least_minor) is not distinct from (p_sends, p_about, p_least);
  return case when found then 'confirmed' else 'changed' end;
end $$;
revoke all on function payments.confirm_withdrawal from public;
grant execute on function payments.confirm_withdrawal to cage_app;
