-- What a person was credited with of an asset from a day on (UTC), all their accounts together. What went back later is counted: it
-- was paid in.
create or replace function compliance.deposited_since(p_player uuid, p_asset text, p_from date) returns bigint
language sql stable security definer set search_path = '' as $$
  select coalesce(sum(t.deposited), 0)::bigint from compliance.day_total t
  where t.person_id = compliance.person_of(p_player) and t.asset = p_asset and t.day >= p_from
$$;
revoke all on function compliance.deposited_since from public;
grant execute on function compliance.deposited_since to cage_app;
