-- Whose account it is by now: one that was joined with another is that one's.
create or replace function payments.holder_of(p_player uuid) returns uuid
language sql stable strict set search_path = '' as $$
  with recursive h as (
    select p.id, p.joined_into from identity.player p where p.id = p_player
    union all
    select p.id, p.joined_into from h join identity.player p on p.id = h.joined_into)
  select h.id from h where h.joined_into is null
$$;
revoke all on function payments.holder_of from public;
