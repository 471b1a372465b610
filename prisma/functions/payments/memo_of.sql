-- The player's memo: the one they have, else this one from now on. Null: this one is another player's, draw another.
create or replace function payments.memo_of(p_player uuid, p_candidate text, p_bot text) returns text
language plpgsql security definer set search_path = '' as $$
declare v_code text;
begin
  -- Asked for with every look at a deposit: most of the time there is nothing to write.
  select m.code into v_code from payments.memo m where m.player_id = p_player and (p_bot is null or m.bot is not distinct from p_bot);
  if found then return v_code; end if;
  insert into payments.memo (player_id, code, bot) values (p_player, p_candidate, p_bot) on conflict do nothing;
  update payments.memo m set bot = p_bot where m.player_id = p_player and m.bot is distinct from p_bot and p_bot is not null;
  select m.code into v_code from payments.memo m where m.player_id = p_player;
  return v_code;
end $$;
revoke all on function payments.memo_of from public;
grant execute on function payments.memo_of to cage_app;
