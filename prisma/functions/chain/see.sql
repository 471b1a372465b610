-- The oldest of what was linked is seen from now on. By hundreds, so that years of history are no single transaction.
create or replace function chain.see(p_account text, p_most int) returns setof chain.transaction
language plpgsql security definer set search_path = ''
  -- By its keys, whatever the statistics say today: a plan made while a table was small would be kept when it is large.
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
  perform from chain.account x where x.address = p_account and x.walk_top_lt is null for update;
  if not found then return; end if;
  return query
    with next as materialized (select y.account, y.lt, y.hash from chain.transaction y
      where y.account = p_account and y.state = 'walked' order by y.lt limit p_most)
    update chain.transaction t set state = 'seen', seen_at = clock_timestamp()
    from next n where t.account = n.account and t.lt = n.lt and t.hash = n.hash
    returning t.*;
end $$;
revoke all on function chain.see from public;
