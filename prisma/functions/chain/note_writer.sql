-- Somebody who may sign looks at the queue. Written down now and then: that nobody does is what people must know.
create or replace function chain.note_writer(p_wallet text) returns void
language sql security definer set search_path = '' as $$
  insert into chain.writer (wallet, looked_at) values (p_wallet, clock_timestamp())
  on conflict (wallet) do update set looked_at = excluded.looked_at
  where chain.writer.looked_at is null or chain.writer.looked_at < excluded.looked_at - interval '20 seconds';
$$;
revoke all on function chain.note_writer from public;
grant execute on function chain.note_writer to cage_app;
