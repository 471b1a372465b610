-- Ends an active grant because its player gave it up (`cancelled`), or took cash out instead (`withdrawn`), and tells its workflow. Answers how it
-- stands: another end than was asked for came first. That is so, too, where it is due to end by itself and nobody has looked yet: what was wagered
-- in full is completed, whatever its player does before their bet's hint has come to its workflow.
-- Locks: the grant, then the ledger's accounts.
create or replace function play.end_grant(p_grant uuid, p_end text, p_at timestamptz) returns text
language plpgsql security definer set search_path = '' as $$
declare
  g play."grant";
  v_state text;
begin
  if p_end not in ('cancelled', 'withdrawn') then raise exception 'no such end: %', p_end using errcode = 'CG001'; end if;
  v_state := play.judge_grant(p_grant, p_at);
  if v_state <> 'active' then return v_state; end if;
  select x.* into strict g from play."grant" x where x.id = p_grant;
  perform play.book_end(g, p_end, p_at);
  perform play.wake_wager(g.id, 'grant-ended', 'ended');
  return p_end;
end $$;
revoke all on function play.end_grant from public;
grant execute on function play.end_grant to cage_app;
