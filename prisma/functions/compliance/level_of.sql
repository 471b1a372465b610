-- How far a player is verified today: 0 none, 1 basic, 2 full. A level ends with the document it stands on, and where the person was
-- refused. It is the account's: whoever begins a new one is asked anew, and whoever joins two has that of the one that goes on.
create or replace function compliance.level_of(p_player uuid) returns smallint
language sql stable security definer set search_path = '' as $$
  select coalesce((select v.level from compliance.verification v
    where v.player_id = p_player and not compliance.is_refused(p_player) and (v.level_until is null or v.level_until >= current_date)), 0::smallint);
$$;
revoke all on function compliance.level_of from public;
grant execute on function compliance.level_of to cage_app;
