-- It was looked for where these went: the others come first the next time.
create or replace function chain.note_looked(p_references uuid[]) returns void
language sql security definer set search_path = '' as $$
  update chain.payout p set looked_at = clock_timestamp() where p.reference = any (p_references) and p.state = 'sent';
$$;
revoke all on function chain.note_looked from public;
grant execute on function chain.note_looked to cage_app;
