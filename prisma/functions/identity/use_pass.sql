-- Uses a pass, once. `p_by` names who uses it: asked again by the same, it answers as the first time, however late. Whoever
-- took it must be signed in still, with one of the roles that may decide this: a pass of somebody who was sent away is void. What it
-- was taken about must be so still: a case that has changed since is looked at again.
create or replace function identity.use_pass(p_hash bytea, p_workflow text, p_action text, p_decision bytea, p_by text, p_roles text[], p_about text)
returns identity.taken_pass
language plpgsql security definer set search_path = '' as $$
declare
  p identity.pass;
  v identity.taken_pass;
  v_now timestamptz;
begin
  select * into p from identity.pass x where x.code_hash = p_hash for update;
  if not found then v.outcome := 'pass-unknown'; return v; end if;
  v.id := p.id;
  v_now := clock_timestamp();
  if (p.workflow_id, p.action, p.decision_digest) is distinct from (p_workflow, p_action, p_decision) then
    v.outcome := 'pass-other-case';
  elsif p.used_by = p_by then
    v.outcome := 'taken';
    v.staff_id := p.staff_id;
    v.is_first := false;
  elsif p.used_at is not null then
    v.outcome := 'pass-used';
  elsif p.expires_at <= v_now then
    v.outcome := 'pass-expired';
  elsif p.about is distinct from p_about then
    v.outcome := 'pass-stale';
  elsif not exists (
    select from identity.staff m join identity.session s on s.staff_id = m.id
    where m.id = p.staff_id and m.roles && p_roles and s.ended_at is null and s.expires_at > v_now
      and s.seen_at + s.idle_ms * interval '1 millisecond' > v_now) then
    v.outcome := 'pass-void';
  else
    update identity.pass x set used_at = v_now, used_by = p_by where x.id = p.id;
    v.outcome := 'taken';
    v.staff_id := p.staff_id;
    v.is_first := true;
  end if;
  return v;
end $$;
revoke all on function identity.use_pass from public;
grant execute on function identity.use_pass to cage_app;
