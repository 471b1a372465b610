-- A player is promised a pair of seeds, by its commitment; who was promised one already keeps that one. Safe to repeat.
-- Locks: people (14).
create or replace function play.promise_seed(p_player uuid, p_id uuid, p_key_id text, p_sealed bytea, p_commitment text, p_at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform compliance.lock_people(array[p_player]);
  if exists (select from play.seed s where s.player_id = p_player and s.state = 'promised') then return; end if;
  insert into play.seed (id, player_id, state, key_id, sealed, commitment, made_at)
  values (p_id, p_player, 'promised', p_key_id, p_sealed, p_commitment, p_at);
end $$;
revoke all on function play.promise_seed from public;
grant execute on function play.promise_seed to cage_app;
