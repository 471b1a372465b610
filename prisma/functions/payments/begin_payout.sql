-- Hands a part out for sending. The second to ask is told no: the first may be sending it in this moment. Nothing is handed out
-- of which nobody has fixed what is sent.
create or replace function payments.begin_payout(p_reference uuid) returns payments.handed_payout
language plpgsql security definer set search_path = '' as $$
declare
  v payments.handed_payout;
begin
  v.may_send := false;
  perform from payments.withdrawal w join payments.payout p on p.withdrawal_id = w.id
  where p.reference = p_reference and w.status = 'sending' and w.stopped_at is null and (w.sends_asset is null or w.fixed_at is not null) for share of w;
  if not found then return v; end if;
  perform from payments.rail_pause x join payments.withdrawal w on w.rail = x.rail join payments.payout p on p.withdrawal_id = w.id
  where p.reference = p_reference and x.direction = 'out';
  if found then return v; end if;
  -- A dispute may have come since people looked.
  perform from payments.take_back b join payments.withdrawal w on w.player_id = b.player_id join payments.payout p on p.withdrawal_id = w.id
  where p.reference = p_reference and b.state = 'open';
  if found then return v; end if;
  -- What it says is of before this attempt: a key used before is not used again blindly.
  update payments.payout p set state = 'sending', attempt = p.attempt + 1, answer = null, answered_at = null,
    first_sent_at = coalesce(p.first_sent_at, clock_timestamp())
  where p.reference = p_reference and p.state = 'planned'
  returning true, p.attempt, case when p.attempt > 1 then p.first_sent_at end into v.may_send, v.attempt, v.first_sent_at;
  v.may_send := coalesce(v.may_send, false);
  return v;
end $$;
revoke all on function payments.begin_payout from public;
grant execute on function payments.begin_payout to cage_app;
