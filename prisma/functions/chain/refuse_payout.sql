-- It will not be signed: its recipient cannot be paid, or it ended in our books. True when this call said so.
create or replace function chain.refuse_payout(p_reference uuid, p_why text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update chain.payout p set state = 'refused', answer = p_why, ended_at = clock_timestamp()
  where p.reference = p_reference and p.state = 'waiting';
  return found;
end $$;
revoke all on function chain.refuse_payout from public;
grant execute on function chain.refuse_payout to cage_app;
