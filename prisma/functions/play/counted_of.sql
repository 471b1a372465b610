-- How much of a stake counts towards what a grant asks to be staked: the part that its terms count, by the contribution of the game;
-- rounded down, in the house's favour, by less than one.
create or replace function play.counted_of(p_terms jsonb, p_game text, p_cash bigint, p_bonus bigint) returns bigint
language sql immutable set search_path = '' as $$
  select floor((case p_terms ->> 'counts' when 'cash' then p_cash when 'bonus' then p_bonus else p_cash + p_bonus end)::numeric
    * coalesce((p_terms -> 'contributionBps' ->> p_game)::numeric, 0) / 10000)::bigint
$$;
revoke all on function play.counted_of from public;
