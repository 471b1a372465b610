-- Stores a page of transactions, read backwards from `p_top`, each of them the one before the one above; `p_next` comes below the
-- last (null: nothing does). Answers linked when it reaches what is known, walking when more is to be read, busy when what was
-- linked is not looked through yet, raced when somebody else read on, and broken when it passes by the cursor: then this is not
-- the chain that was read before, and nothing of it is believed.
create or replace function chain.walk(p_account text, p_top_lt bigint, p_top_hash text, p_seqno int, p_next_lt bigint, p_next_hash text, p_rows jsonb) returns text
language plpgsql security definer set search_path = ''
  -- By its keys, whatever the statistics say today: a plan made while a table was small would be kept when it is large.
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  a chain.account;
  v_first bigint;
  v_last bigint;
  v_join bigint;
begin
  select * into strict a from chain.account x where x.address = p_account for update;
  select (r ->> 'lt')::bigint into v_first from jsonb_array_elements(p_rows) with ordinality as g(r, n) order by n limit 1;
  select (r ->> 'lt')::bigint into v_last from jsonb_array_elements(p_rows) with ordinality as g(r, n) order by n desc limit 1;
  if a.walk_top_lt is null then
    if v_first <> p_top_lt or p_rows -> 0 ->> 'hash' <> p_top_hash or p_seqno < a.head_seqno then return 'raced'; end if;
    if exists (select from chain.transaction t where t.account = p_account and t.state = 'walked') then return 'busy'; end if;
  elsif (a.walk_top_lt, a.walk_top_hash, a.walk_next_lt, a.walk_next_hash) is distinct from (p_top_lt, p_top_hash, v_first, p_rows -> 0 ->> 'hash') then
    return 'raced';
  end if;

  -- What is final below the cursor is no place to join: then what is final above it would not be in this chain.
  select max(p.lt) into v_join
  from (select (r ->> 'lt')::bigint as lt, r ->> 'hash' as hash from jsonb_array_elements(p_rows) r union all select p_next_lt, p_next_hash) p
  where (p.lt = a.cursor_lt and p.hash = a.cursor_hash)
    or exists (select from chain.transaction t where t.account = p_account and t.lt = p.lt and t.hash = p.hash and t.state = 'seen');
  if v_join is null and p_next_lt is null and a.cursor_lt is null then v_join := 0; end if;
  if v_join is null and (p_next_lt is null or least(v_last, p_next_lt) <= a.cursor_lt) then
    perform chain.drop_walk(p_account);
    update chain.account x set trouble = 'broken-chain', mark_seqno = null, mark_at = null where x.address = p_account;
    return 'broken';
  end if;

  insert into chain.transaction (account, lt, hash, previous_lt, previous_hash, at, kind, in_minor, out_minor, fee_minor, source,
    message_hash, created_lt, op, query_id, comment, memo, plain, aborted, out_messages, state, seen_seqno)
  select p_account, r.lt, r.hash, r.previous_lt, r.previous_hash, r.at, r.kind, r.in_minor, r.out_minor, r.fee_minor, r.source,
    r.message_hash, r.created_lt, r.op, r.query_id, r.comment, r.memo, r.plain, r.aborted, r.out_messages, 'walked', p_seqno
  from jsonb_to_recordset(p_rows) as r(lt bigint, hash text, previous_lt bigint, previous_hash text, at timestamptz, kind text, in_minor bigint,
    out_minor bigint, fee_minor bigint, source text, message_hash text, created_lt bigint, op bigint, query_id numeric, comment text, memo text,
    plain boolean, aborted boolean, out_messages jsonb)
  where r.lt > coalesce(v_join, a.cursor_lt, 0)
  on conflict (account, lt, hash) do update set state = 'walked', vanished_at = null, seen_seqno = excluded.seen_seqno, seen_at = clock_timestamp()
    where chain.transaction.state = 'vanished';

  if v_join is null then
    update chain.account x set walk_top_lt = p_top_lt, walk_top_hash = p_top_hash, walk_next_lt = p_next_lt, walk_next_hash = p_next_hash, walk_seqno = p_seqno
    where x.address = p_account;
    return 'walking';
  end if;
  -- What was seen above the join and is not in this chain is not in the chain any more.
  update chain.transaction t set state = 'vanished', vanished_at = clock_timestamp()
  where t.account = p_account and t.state = 'seen' and t.lt > v_join;
  update chain.account x set tip_lt = p_top_lt, tip_hash = p_top_hash, trouble = null, head_seqno = greatest(x.head_seqno, p_seqno),
    walk_top_lt = null, walk_top_hash = null, walk_next_lt = null, walk_next_hash = null, walk_seqno = null,
    mark_seqno = case when found then null else x.mark_seqno end, mark_at = case when found then null else x.mark_at end
  where x.address = p_account;
  return 'linked';
end $$;
revoke all on function chain.walk from public;
grant execute on function chain.walk to cage_app;
