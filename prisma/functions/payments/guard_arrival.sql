-- As before (20261126000001), with the way back.
create or replace function payments.guard_arrival() returns trigger
language plpgsql set search_path = '' as $$
begin
  if (new.id, new.account, new.lt, new.hash, new.rail, new.asset, new.minor, new.sender, new.at)
    is distinct from (old.id, old.account, old.lt, old.hash, old.rail, old.asset, old.minor, old.sender, old.at)
    or (old.state in ('credited', 'owed', 'final', 'returning', 'given-back') and new.player_id is distinct from old.player_id) then
    raise exception 'arrival % is what came', old.id using errcode = 'CG002';
  end if;
  if new.state <> old.state and (old.state, new.state) not in (
    ('seen', 'vanished'), ('vanished', 'seen'), ('seen', 'final'), ('seen', 'unmatched'), ('seen', 'below-minimum'),
    ('unmatched', 'final'), ('below-minimum', 'final'), ('final', 'credited'), ('final', 'owed'),
    ('unmatched', 'returning'), ('below-minimum', 'returning'), ('returning', 'given-back'), ('returning', 'unmatched'), ('returning', 'below-minimum')) then
    raise exception 'arrival % does not go from % to %', old.id, old.state, new.state using errcode = 'CG002';
  end if;
  return new;
end $$;
revoke all on function payments.guard_arrival from public;
create or replace trigger arrival_forward before update on payments.arrival
  for each row execute function payments.guard_arrival();
