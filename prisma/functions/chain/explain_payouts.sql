-- Says why these wait.
create or replace function chain.explain_payouts(p_references uuid[], p_why text) returns void
language sql security definer set search_path = '' as $$
  update chain.payout p set answer = p_why where p.reference = any (p_references) and p.state = 'waiting' and p.answer is distinct from p_why;
$$;
revoke all on function chain.explain_payouts from public;
grant execute on function chain.explain_payouts to cage_app;
