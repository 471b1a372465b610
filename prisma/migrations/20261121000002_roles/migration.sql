-- The application logs in as cage_app, which owns nothing: it reads, and writes through the functions and grants below.
-- Roles belong to the whole cluster, and a shadow database replays this file beside the real one: hence the guard.
-- The password and the right to log in are the operator's to give.
do $$
begin
  if not exists (select from pg_roles where rolname = 'cage_app') then
    create role cage_app nologin;
  end if;
end $$;

grant usage on schema audit, delivery, identity, ledger, payments to cage_app;
grant select on all tables in schema audit, delivery, identity, ledger, payments to cage_app;
-- Not per schema: there a default can only be added to, and PUBLIC would keep its right to run every new function.
alter default privileges revoke execute on functions from public;
