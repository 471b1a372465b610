-- Nothing more is signed until people say so. True when this call stopped it. With a number: only where the wallet stands beyond the
-- one it must stand at, and no message of ours is under way that could have brought it there.
create or replace function chain.stop_writer(p_wallet text, p_why text, p_seqno int) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  w chain.writer;
begin
  insert into chain.writer (wallet) values (p_wallet) on conflict do nothing;
  select * into strict w from chain.writer x where x.wallet = p_wallet for update;
  if w.stopped is not null then return false; end if;
  if p_seqno is not null then
    perform from chain.attempt a where a.wallet = p_wallet and a.state = 'open';
    if found or w.next_seqno is null or w.next_seqno >= p_seqno then return false; end if;
  end if;
  update chain.writer x set stopped = p_why, stopped_at = clock_timestamp() where x.wallet = p_wallet;
  return true;
end $$;
revoke all on function chain.stop_writer from public;
grant execute on function chain.stop_writer to cage_app;
