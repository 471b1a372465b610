-- Answers linked, known (this player's already), taken (another's) or too-many. Whoever links holds the player's lock (13) and the
-- address's (15): of two players who come with it at once, one has it.
create or replace function payments.link_wallet(p_id uuid, p_player uuid, p_address text, p_key bytea, p_app text, p_most int) returns payments.linked
language plpgsql security definer set search_path = '' as $$
declare w payments.wallet;
begin
  perform pg_advisory_xact_lock(hashtextextended(p_player::text, 13));
  perform pg_advisory_xact_lock(hashtextextended(p_address, 15));
  select * into w from payments.wallet x where x.address = p_address and x.removed_at is null;
  if w.player_id = p_player then return ('known', w.id)::payments.linked; end if;
  if w.id is not null then return ('taken', null)::payments.linked; end if;
  if (select count(*) from payments.wallet x where x.player_id = p_player and x.removed_at is null) >= p_most then
    return ('too-many', null)::payments.linked;
  end if;
  insert into payments.wallet (id, player_id, address, public_key, app) values (p_id, p_player, p_address, p_key, p_app);
  return ('linked', p_id)::payments.linked;
end $$;
revoke all on function payments.link_wallet from public;
grant execute on function payments.link_wallet to cage_app;
