-- How many messages a transaction sent.
create or replace function chain.sent_by(p_transaction chain.transaction) returns int
language sql immutable security definer set search_path = '' as $$
  select case when jsonb_typeof(p_transaction.out_messages) = 'array' then jsonb_array_length(p_transaction.out_messages) else 0 end;
$$;
revoke all on function chain.sent_by from public;
