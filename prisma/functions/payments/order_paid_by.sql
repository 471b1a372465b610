-- The order that money of a player pays: open and unexpired with exactly this amount, else the newest open and unexpired, else the
-- newest open; else one of exactly this amount that ran out not long ago. One that has a charge has had its money: another
-- transfer is another deposit. Nor is it one that was opened after the money was under way, five seconds for clocks that differ: its
-- rate was not there to be relied on. And everybody can read a memo: money of another amount takes no order away from the money of
-- exactly its amount that is seen already.
create or replace function payments.order_paid_by(p_player uuid, p_rail text, p_asset text, p_minor bigint, p_at timestamptz) returns uuid
language sql stable set search_path = '' as $$
  select o.id from payments."order" o join payments.quote q on q.id = o.quote_id
  where o.player_id = p_player and o.rail = p_rail and q.pay_asset = p_asset and o.closed_at is null
    and o.opened_at < p_at + interval '5 seconds'
    and (o.status in ('opening', 'awaiting-payment') or (o.status = 'expired' and q.pay_minor = p_minor and q.expires_at > p_at - interval '1 day'))
    and q.least_minor <= p_minor
    and not exists (select from payments.charge c where c.order_id = o.id)
    and not exists (select from payments.arrival r where r.order_id = o.id and r.state = 'final')
    and (q.pay_minor = p_minor or not exists (select from payments.arrival r
      where r.player_id = p_player and r.rail = p_rail and r.minor = q.pay_minor and r.at > o.opened_at - interval '5 seconds'
        and (r.state = 'seen' or (r.state = 'final' and r.order_id is null))))
  order by o.status = 'expired', q.expires_at > p_at desc, q.pay_minor = p_minor and q.expires_at > p_at desc, o.opened_at desc, o.id
  limit 1
$$;
revoke all on function payments.order_paid_by from public;
