-- Until the end of the transaction nobody else limits, pauses or counts anything of these players: what is allowed is decided and
-- counted behind this lock, so that a hundred attempts at once are a hundred one after another.
-- Locks (14), of people in the order of their ids: behind players (`identity.player`) and their orders (13), before the rows of
-- orders and the ledger's accounts. Whoever already holds one of those must not come here.
create or replace function compliance.lock_people(p_players uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_people uuid[];
  v_seen uuid[];
begin
  loop
    -- compliance.person_of, of all of them at once
    v_people := array(select distinct coalesce(m.person_id, x) from unnest(p_players) x left join compliance.person m on m.player_id = x order by 1);
    -- While we waited two people may have turned out to be one. That is rare, and who must wait in a circle for it is told so.
    exit when v_people = v_seen;
    perform pg_advisory_xact_lock(hashtextextended(g.person::text, 14)) from unnest(v_people) with ordinality as g(person, n) order by g.n;
    v_seen := v_people;
  end loop;
end $$;
revoke all on function compliance.lock_people from public;
grant execute on function compliance.lock_people to cage_app;
