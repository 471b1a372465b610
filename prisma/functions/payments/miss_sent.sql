-- What a wallet said it had sent, and what never came: the chain was read until nobody could carry it out any more. Answers
-- the orders, each once; at most so many.
create or replace function payments.miss_sent(p_signed interval, p_most int) returns setof uuid
language sql security definer set search_path = '' as $$
  with ripe as (
    select h.order_id, h.hash from payments.sent_hint h join payments."order" o on o.id = h.order_id join payments.quote q on q.id = o.quote_id
    where h.missed_at is null and h.told_at < clock_timestamp() - p_signed and q.expires_at < clock_timestamp()
      -- Read on until then: a chain that is behind has only not shown it yet.
      and not exists (select from chain.account a where a.rail = o.rail and (a.trouble is not null or a.final_until is null
        or a.final_until < greatest(q.expires_at, h.told_at + p_signed)))
      and exists (select from chain.account a where a.rail = o.rail)
    order by h.told_at limit p_most for update of h skip locked),
  done as (update payments.sent_hint h set missed_at = clock_timestamp() from ripe where h.order_id = ripe.order_id and h.hash = ripe.hash returning h.order_id, h.told_at)
  -- Something came for it, or to the player at all since then: then this would be wrong, or only confuse.
  select d.order_id from done d join payments."order" o on o.id = d.order_id
  where o.status in ('awaiting-payment', 'expired') and not exists (select from payments.charge c where c.order_id = o.id)
    and not exists (select from payments.arrival r where r.player_id = o.player_id and r.rail = o.rail and r.state <> 'vanished' and r.at > d.told_at - interval '10 minutes')
  group by d.order_id
$$;
revoke all on function payments.miss_sent from public;
grant execute on function payments.miss_sent to cage_app;
