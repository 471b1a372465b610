-- As before (20261126000006): what is too little for an order pays none, and does not look as if it did.
create view payments.arrival_shown as
select a.id, a.player_id, a.rail, a.asset, a.minor, a.hash, a.at, a.comment,
  case when a.state in ('seen', 'vanished', 'unmatched', 'below-minimum') then a.state
    when a.state in ('returning', 'given-back') then 'below-minimum' else 'final' end as state,
  greatest(0, coalesce(c.head_seqno, t.seen_seqno) - t.seen_seqno) as blocks_passed,
  coalesce(a.order_id, (
    select o.id from payments."order" o join payments.quote q on q.id = o.quote_id
    where o.player_id = a.player_id and o.rail = a.rail and a.state in ('seen', 'final', 'vanished')
      and q.least_minor <= a.minor
      and o.status in ('opening', 'awaiting-payment', 'expired') and q.expires_at > a.at - interval '1 hour'
    order by (q.expires_at > a.at and q.pay_minor = a.minor) desc, (q.expires_at > a.at) desc, o.opened_at desc, o.id desc
    limit 1)) as order_id
from payments.arrival a
  join chain.transaction t on t.account = a.account and t.lt = a.lt and t.hash = a.hash
  join chain.account c on c.address = a.account;
grant select on payments.arrival_shown to cage_app;
