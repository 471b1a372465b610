-- A pass for one decision, ten minutes long. `p_about` says which state of the case it is about, where a case may change under it.
create or replace function identity.issue_pass(p_id uuid, p_hash bytea, p_staff uuid, p_workflow text, p_action text, p_decision bytea, p_about text)
returns timestamptz
language sql security definer set search_path = '' as $$
  insert into identity.pass (id, code_hash, staff_id, workflow_id, action, decision_digest, about, issued_at, expires_at)
  select p_id, p_hash, p_staff, p_workflow, p_action, p_decision, p_about, moment, moment + interval '10 minutes'
  from clock_timestamp() moment
  returning expires_at
$$;
revoke all on function identity.issue_pass from public;
grant execute on function identity.issue_pass to cage_app;
