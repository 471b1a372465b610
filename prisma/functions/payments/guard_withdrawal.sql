-- A withdrawal goes forward only, whoever writes; what was promised in it does not change, and what was fixed stays fixed.
create or replace function payments.guard_withdrawal() returns trigger
language plpgsql set search_path = '' as $$
begin
  if (new.id, new.player_id, new.rail, new.asset, new.minor, new.fee_minor, new.destination, new.hold_id, new.fee_hold_id, new.requested_at, new.confirm_by,
      new.sends_asset, new.spread_bps, new.tolerance_bps, new.market, new.about_minor, new.least_minor)
    is distinct from (old.id, old.player_id, old.rail, old.asset, old.minor, old.fee_minor, old.destination, old.hold_id, old.fee_hold_id, old.requested_at, old.confirm_by,
      old.sends_asset, old.spread_bps, old.tolerance_bps, old.market, old.about_minor, old.least_minor)
    or old.fixed_at is not null and (new.fixed_at, new.fixed_market, new.sent_minor, new.asset_hold_id, new.asset_end_id)
      is distinct from (old.fixed_at, old.fixed_market, old.sent_minor, old.asset_hold_id, old.asset_end_id) then
    raise exception 'withdrawal % changes in its state alone', old.id using errcode = 'CG002';
  end if;
  if new.status <> old.status and (old.status, new.status) not in (
    ('awaiting-code', 'confirmed'), ('awaiting-code', 'expired'), ('awaiting-code', 'cancelled'),
    ('confirmed', 'awaiting-approval'), ('confirmed', 'sending'), ('confirmed', 'cancelled'), ('confirmed', 'declined'),
    ('awaiting-approval', 'sending'), ('awaiting-approval', 'cancelled'), ('awaiting-approval', 'declined'),
    ('sending', 'paid'), ('sending', 'paid-in-part'), ('sending', 'refused'), ('sending', 'rate-moved')) then
    raise exception 'withdrawal % does not go from % to %', old.id, old.status, new.status using errcode = 'CG002';
  end if;
  return new;
end $$;
revoke all on function payments.guard_withdrawal from public;
