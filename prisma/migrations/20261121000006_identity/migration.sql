-- Whoever comes in by a door becomes one player with one set of accounts, though two doors open at the same moment.

create type identity.admitted as (player_id uuid, language text, wallet_asset text, is_new boolean);

-- `p_new_id` is used only when the door is new. Safe to repeat.
create function identity.player_for(p_provider text, p_subject text, p_new_id uuid, p_language text, p_wallet text)
returns identity.admitted
language plpgsql security definer set search_path = '' as $$
declare
  v identity.admitted;
begin
  select p.id, p.language, p.wallet_asset, false into v
  from identity.linked_account l join identity.player p on p.id = l.player_id
  where l.provider = p_provider and l.subject = p_subject;
  if found then return v; end if;

  -- Who waits here for another session's insert finds its player below.
  perform pg_advisory_xact_lock(hashtextextended(p_provider || ':' || p_subject, 7));
  select p.id, p.language, p.wallet_asset, false into v
  from identity.linked_account l join identity.player p on p.id = l.player_id
  where l.provider = p_provider and l.subject = p_subject;
  if found then return v; end if;

  insert into identity.player (id, language, wallet_asset) values (p_new_id, p_language, p_wallet);
  insert into identity.linked_account (provider, subject, player_id) values (p_provider, p_subject, p_new_id);
  perform ledger.open_account('player-cash', p_new_id, null, p_wallet);
  perform audit.append('player', p_new_id::text, 'player.joined', p_new_id::text, jsonb_build_object('door', p_provider));
  return (p_new_id, p_language, p_wallet, true)::identity.admitted;
end $$;

revoke all on all functions in schema identity from public;
grant execute on all functions in schema identity to cage_app;
grant update (blocked_at) on identity.linked_account to cage_app;
