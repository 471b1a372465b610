-- Gives money that nobody was credited for to a player: it goes the way it would have gone had it been theirs from the beginning.
-- Answers false when it is not there to be given any more.
create or replace function payments.release_arrival(p_arrival uuid, p_player uuid, p_by text, p_transfer uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  r payments.arrival;
  v_answers ledger.answer[];
begin
  select * into r from payments.arrival x where x.id = p_arrival and x.state in ('unmatched', 'below-minimum') for update;
  if not found then return false; end if;
  v_answers := ledger.execute(array[row(p_transfer, 'reverse', 'arrival-claimed', r.id, r.owed_transfer, null, null, null, null)::ledger.command], '{}');
  if v_answers[1].answer is distinct from 'done' then
    raise exception 'arrival % was not released: %', p_arrival, v_answers using errcode = 'CG001';
  end if;
  update payments.arrival x set state = 'final', player_id = payments.holder_of(p_player), matched_by = p_by, reason = null,
    released_at = clock_timestamp() where x.id = p_arrival;
  return true;
end $$;
revoke all on function payments.release_arrival from public;
