-- How each account of ours stands, all of it at one moment. What is final is what the books say, and what is under way between them. What is
-- over is not read: it costs as much after years as on the first day.
create or replace function payments.chain_positions() returns setof payments.chain_position
language sql stable security definer set search_path = '' as $$
  select a.address, a.kind, a.rail, a.asset, a.final_minor,
    case when a.walk_next_lt is null and a.head_minor is not null
      and not exists (select from chain.transaction t where t.account = a.address and t.state in ('walked', 'seen')) then a.head_minor end,
    coalesce((select -sum(c.balance) from ledger.account c where c.kind = 'clearing' and c.house = a.rail and c.asset = a.asset), 0)::bigint,
    -- Settled, it is credited or owed (payments.settle_arrival); set aside, unmatched or too little.
    coalesce((select sum(v.minor) from payments.arrival v where v.account = a.address and v.state = 'final'), 0)::bigint,
    coalesce((select sum(l.network + l.treasury) from chain.transaction t cross join lateral chain.own_legs(t, a) l
      where t.account = a.address and t.state = 'final' and t.booked_at is null), 0)::bigint + case when a.opened_at is null then a.opening_minor else 0 end,
    coalesce((select sum(p.minor)
      from chain.payout p cross join lateral (
        select from chain.attempt_message m join chain.attempt x on x.id = m.attempt_id
          join chain.transaction t on t.account = a.address and t.message_hash = x.message_hash
        where a.kind = 'hot' and m.payout = p.reference and t.state = 'final' and t.kind in ('payout', 'sweep') and t.out_messages is not null
        union all
        select from chain.transaction t
        where a.kind = 'jetton' and t.account = a.address and t.query_id = p.query_id and t.state = 'final' and t.kind in ('payout', 'sweep')) g
      where p.rail = a.rail and p.over_at is null and p.state not in ('waiting', 'refused') and not payments.is_payout_booked(p)), 0)::bigint,
    coalesce((select sum(p.minor) from chain.payout p where p.rail = a.rail and p.over_at is null and p.state in ('waiting', 'signed')), 0)::bigint,
    chain.sent_since(a.rail, statement_timestamp() - interval '24 hours'),
    a.head_at, a.final_until, a.trouble
  from chain.account a order by a.kind, a.rail
$$;
revoke all on function payments.chain_positions from public;
grant execute on function payments.chain_positions to cage_app;
