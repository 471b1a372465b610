-- Whether an offer cannot be taken any more because of the deposit it came with: it went back to its payer, or cash was taken out, or set aside for
-- that, since it was credited. What was lost or won at play meanwhile changes nothing.
create or replace function play.is_offer_gone(p_grant uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce((select play.is_deposit_gone(g.deposit_id) or exists (
      select from payments.withdrawal w where w.player_id = g.player_id and w.asset = g.asset
        -- The offer may be made a while after the credit, as when a process died between them: cash that left meanwhile left too.
        and w.requested_at >= least(g.offered_at, (select t.posted_at from ledger.transfer t where t.id = g.deposit_id))
        and w.status not in ('refused', 'rate-moved', 'declined', 'expired', 'cancelled'))
    from play."grant" g where g.id = p_grant and g.deposit_id is not null), false)
$$;
revoke all on function play.is_offer_gone from public;
grant execute on function play.is_offer_gone to cage_app;
