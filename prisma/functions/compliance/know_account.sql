-- Whoever comes by an account elsewhere that opened another player before is that person: an exclusion is not shed by unlinking a
-- chat and beginning anew, nor limits by linking it to a new browser.
-- Locks: the people (14), behind the account's own (7) and its row.
create or replace function compliance.know_account() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_digest bytea := sha256(convert_to(new.provider || ':' || new.subject, 'UTF8'));
  v_before uuid;
begin
  select k.player_id into v_before from compliance.known_account k where k.digest = v_digest for update;
  if v_before is distinct from new.player_id then
    if v_before is not null then perform compliance.join_people(new.player_id, v_before); end if;
    insert into compliance.known_account (digest, player_id) values (v_digest, new.player_id)
    on conflict (digest) do update set player_id = excluded.player_id;
  end if;
  return null;
end $$;
revoke all on function compliance.know_account from public;
create or replace trigger linked_account_known after insert or update of player_id on identity.linked_account
  for each row execute function compliance.know_account();
