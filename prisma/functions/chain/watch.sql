-- From now on this account is read. What it holds already is the house's own, and what led there is not looked at. False: it is
-- watched already.
create or replace function chain.watch(p_address text, p_kind text, p_rail text, p_asset text, p_owner text, p_master text,
  p_lt bigint, p_hash text, p_seqno int, p_minor bigint) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  insert into chain.account (address, kind, rail, asset, owner, master, cursor_lt, cursor_hash, tip_lt, tip_hash, head_seqno, opening_minor, final_minor)
  values (p_address, p_kind, p_rail, p_asset, p_owner, p_master, p_lt, p_hash, p_lt, p_hash, p_seqno, p_minor, p_minor)
  on conflict (address) do nothing;
  return found;
end $$;
revoke all on function chain.watch from public;
grant execute on function chain.watch to cage_app;
