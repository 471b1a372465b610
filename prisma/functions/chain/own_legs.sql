-- What one final transaction is in the books, beside deposits and payouts: they book themselves. `network`: what it cost (below
-- zero) or gave back; `treasury`: what the operator brought, or took (below zero).
create or replace function chain.own_legs(t chain.transaction, a chain.account, out network bigint, out treasury bigint)
language sql stable set search_path = '' as $$
  select -t.fee_minor
      + case when t.kind in ('excess', 'jetton-gas', 'bounce') then t.in_minor
          -- Nobody's: too strange for a deposit, and the house's until somebody says otherwise.
          when t.kind = 'other' then t.in_minor - t.out_minor else 0 end
      -- What goes to our own jetton wallet is its gas.
      - case when a.kind = 'hot' and t.kind in ('payout', 'sweep') then coalesce((select sum((m->>'minor')::bigint) from jsonb_array_elements(t.out_messages) m
          join chain.account o on o.address = m->>'destination' and o.owner = a.owner), 0)::bigint else 0 end,
    case when t.kind = 'top-up' then t.in_minor
      else -coalesce((select sum(p.minor) from chain.sent_in(t, a) p where chain.is_sweep(p)), 0)::bigint end
$$;
revoke all on function chain.own_legs from public;
