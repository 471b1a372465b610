-- What was signed, and for whom, stays written.
create or replace function chain.guard_kept() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception '% on %.% is refused: what was signed is kept', tg_op, tg_table_schema, tg_table_name using errcode = 'CG002';
end $$;
revoke all on function chain.guard_kept from public;
create or replace trigger chain_payout_keep before delete or truncate on chain.payout for each statement execute function chain.guard_kept();
create or replace trigger attempt_keep before delete or truncate on chain.attempt for each statement execute function chain.guard_kept();
create or replace trigger attempt_message_keep before delete or truncate on chain.attempt_message for each statement execute function chain.guard_kept();
