-- What the player is told by.
create or replace function payments.news_of(r payments.arrival) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('id', r.id, 'player', r.player_id, 'order', r.order_id, 'state', r.state, 'asset', r.asset, 'minor', r.minor::text)
$$;
revoke all on function payments.news_of from public;
