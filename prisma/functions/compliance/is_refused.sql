-- Whether a player was refused for good: they, or another account of the same person, but for one that was refused because of this
-- one. Whoever is refused pays nothing in and plays no more, however little it is; what they have is paid out.
create or replace function compliance.is_refused(p_player uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from compliance.verification v
    where v.player_id in (select compliance.accounts_of(p_player)) and v.status = 'refused'
      and (v.player_id = p_player or v.refused_why is distinct from 'another-account'))
$$;
revoke all on function compliance.is_refused from public;
grant execute on function compliance.is_refused to cage_app;
