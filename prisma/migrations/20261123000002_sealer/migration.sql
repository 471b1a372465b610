-- A seal can never be taken back, so a false one would make the trail red for ever, and every process that talks to players
-- could write it. So sealing has a role of its own, which can do nothing else; its password is given to the sealer alone.
-- (A role belongs to the whole cluster: see the migration that made cage_app.)
do $$
begin
  if not exists (select from pg_roles where rolname = 'cage_sealer') then
    create role cage_sealer nologin;
  end if;
end $$;

grant usage on schema audit to cage_sealer;
grant select on audit.entry, audit.sealed, audit.seal, audit.sealing to cage_sealer;
grant execute on function audit.begin_sealing, audit.unsealed, audit.seal_batch to cage_sealer;
revoke execute on function audit.begin_sealing, audit.unsealed, audit.seal_batch from cage_app;
