-- The id of the posting that books a transaction: the first half of its hash, as a UUID.
create or replace function payments.chain_transfer(p_hash text) returns uuid
language sql immutable set search_path = '' as $$ select left(p_hash, 32)::uuid $$;
revoke all on function payments.chain_transfer from public;
