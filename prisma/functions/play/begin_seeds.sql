-- The first pair of a player who has none in use: the promised one begins, with what their first round is called as their part of it,
-- and another is promised. Whoever has a pair in use keeps it. Safe to repeat.
-- Locks: people (14).
create or replace function play.begin_seeds(p_player uuid, p_client_seed text,
  p_next uuid, p_key_id text, p_sealed bytea, p_commitment text, p_at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform compliance.lock_people(array[p_player]);
  if exists (select from play.seed s where s.player_id = p_player and s.state = 'in-use') then return; end if;
  update play.seed s set state = 'in-use', client_seed = p_client_seed, chosen_at = p_at where s.player_id = p_player and s.state = 'promised';
  insert into play.seed (id, player_id, state, key_id, sealed, commitment, made_at)
  values (p_next, p_player, 'promised', p_key_id, p_sealed, p_commitment, p_at);
end $$;
revoke all on function play.begin_seeds from public;
grant execute on function play.begin_seeds to cage_app;
