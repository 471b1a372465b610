-- What a person lost at play of an asset from a day on (UTC): stakes less what was paid out, below zero where they won.
create or replace function compliance.lost_since(p_player uuid, p_asset text, p_from date) returns bigint
language sql stable security definer set search_path = '' as $$
  select coalesce(sum(t.staked - t.paid), 0)::bigint from compliance.day_total t
  where t.person_id = compliance.person_of(p_player) and t.asset = p_asset and t.day >= p_from
$$;
revoke all on function compliance.lost_since from public;
grant execute on function compliance.lost_since to cage_app;
