-- The trail is written by one function and changed by nobody. The owner is not bound by grants, so a trigger stops the
-- owner's slips as well.

alter table audit.entry
  add constraint entry_actor check (actor in ('player', 'staff', 'system', 'provider'));

create function audit.append(p_actor text, p_actor_id text, p_action text, p_subject text, p_detail jsonb) returns void
language sql security definer set search_path = '' as $$
  insert into audit.entry (actor, actor_id, action, subject, detail, xid)
  values (p_actor, p_actor_id, p_action, p_subject, coalesce(p_detail, '{}'), pg_current_xact_id()::text::bigint)
$$;

create function audit.refuse() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception '% on %.% is refused: what happened stays written', tg_op, tg_table_schema, tg_table_name
    using errcode = 'CG002';
end $$;

create trigger entry_keep before update or delete or truncate on audit.entry
  for each statement execute function audit.refuse();

revoke all on all functions in schema audit from public;
grant execute on function audit.append to cage_app;
