-- Opens the pair in use (`p_now`; null where there is none yet), begins the promised one, `p_next`, with the player's own part, and
-- promises another. `changed`, or why not: `round-open`, `seeds-moved`. What is opened is held to its commitment by the table.
-- Locks: people (14), as every bet does: no round begins meanwhile.
create or replace function play.change_seeds(p_player uuid, p_now uuid, p_opened text, p_next uuid, p_client_seed text,
  p_after uuid, p_key_id text, p_sealed bytea, p_commitment text, p_at timestamptz) returns text
language plpgsql security definer set search_path = '' as $$
begin
  perform compliance.lock_people(array[p_player]);
  if exists (select from play.round r where r.player_id = p_player and r.settled_at is null) then return 'round-open'; end if;
  if (select s.id from play.seed s where s.player_id = p_player and s.state = 'in-use') is distinct from p_now
     or (select s.id from play.seed s where s.player_id = p_player and s.state = 'promised') is distinct from p_next then
    return 'seeds-moved';
  end if;
  update play.seed s set state = 'opened', opened = p_opened, opened_at = p_at where s.id = p_now;
  update play.seed s set state = 'in-use', client_seed = p_client_seed, chosen_at = p_at where s.id = p_next;
  insert into play.seed (id, player_id, state, key_id, sealed, commitment, made_at)
  values (p_after, p_player, 'promised', p_key_id, p_sealed, p_commitment, p_at);
  return 'changed';
end $$;
revoke all on function play.change_seeds from public;
grant execute on function play.change_seeds to cage_app;
