-- Something the bot would like to tell a player: written once under its key, told when they wish it. Whether they do, and whether it is
-- quiet where they are, is judged when it is due (loops/notices.ts). False: it was written before.
create or replace function play.notify(p_key text, p_player uuid, p_kind text, p_body jsonb, p_at timestamptz default clock_timestamp()) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  insert into play.notice (key, player_id, kind, body, due_at, state) values (p_key, p_player, p_kind, p_body, p_at, 'waiting')
  on conflict (key) do nothing;
  return found;
end $$;
revoke all on function play.notify from public;
grant execute on function play.notify to cage_app;
