-- What left by a rail since then, or is signed. One rule for the day's limit and for what staff see; both halves by an index.
create or replace function chain.sent_since(p_rail text, p_since timestamptz) returns bigint
language sql stable security definer set search_path = '' as $$
  select (coalesce((select sum(p.minor) from chain.payout p where p.rail = p_rail and p.state not in ('waiting', 'refused') and p.sent_at > p_since), 0)
    + coalesce((select sum(p.minor) from chain.payout p where p.rail = p_rail and p.over_at is null and p.state = 'signed'), 0))::bigint
$$;
revoke all on function chain.sent_since from public;
grant execute on function chain.sent_since to cage_app;
