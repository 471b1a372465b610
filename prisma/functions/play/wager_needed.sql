-- What is to be staked for a grant of so much: the bonus and what its free spins won, so many times; rounded down to a whole minor unit, in the
-- player's favour. Whoever books a win of a free spin writes this anew.
create or replace function play.wager_needed(p_worth bigint, p_spins_won bigint, p_terms jsonb) returns bigint
language sql immutable set search_path = '' as $$
  select floor((p_worth + p_spins_won) * (p_terms ->> 'wagerTimes')::numeric)::bigint
$$;
revoke all on function play.wager_needed from public;
