-- Forgets what was read and never linked: the place to read on from is no more.
create or replace function chain.drop_walk(p_account text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform from chain.account x where x.address = p_account and x.walk_top_lt is not null for update;
  if not found then return; end if;
  update chain.transaction t set state = 'vanished', vanished_at = clock_timestamp()
  where t.account = p_account and t.state = 'walked'
    and exists (select from payments.arrival r where r.account = t.account and r.lt = t.lt and r.hash = t.hash);
  delete from chain.transaction t where t.account = p_account and t.state = 'walked';
  update chain.account x set walk_top_lt = null, walk_top_hash = null, walk_next_lt = null, walk_next_hash = null, walk_seqno = null
  where x.address = p_account;
end $$;
revoke all on function chain.drop_walk from public;
grant execute on function chain.drop_walk to cage_app;
