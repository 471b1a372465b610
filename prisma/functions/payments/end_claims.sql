-- Claims that were decided for somebody else, or against everybody: each is answered once, so that its player is told; at most so many.
create or replace function payments.end_claims(p_most int, out arrival_id uuid, out player_id uuid) returns setof record
language sql security definer set search_path = '' as $$
  with over as (
    select c.arrival_id as arrival, c.player_id as player from payments.claim c join payments.arrival r on r.id = c.arrival_id
    where c.told_at is null and r.state not in ('unmatched', 'below-minimum', 'returning')
    order by c.claimed_at limit p_most for update of c skip locked),
  told as (
    update payments.claim c set told_at = clock_timestamp() from over o
    where c.arrival_id = o.arrival and c.player_id = o.player returning c.arrival_id as arrival, c.player_id as player)
  -- Whoever it was given to has the receipt.
  select t.arrival, t.player from told t join payments.arrival r on r.id = t.arrival
  where r.state = 'given-back' or payments.holder_of(r.player_id) is distinct from payments.holder_of(t.player)
$$;
revoke all on function payments.end_claims from public;
grant execute on function payments.end_claims to cage_app;
