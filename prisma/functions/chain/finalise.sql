-- What was seen `p_blocks` ago and is still there is final, the oldest first, and the cursor goes with it. `p_tip` is what the look
-- at block `p_seqno` showed to be the newest: where that is not what is linked, nothing is final by this look.
create or replace function chain.finalise(p_account text, p_tip_lt bigint, p_tip_hash text, p_seqno int, p_at timestamptz, p_minor bigint, p_blocks int, p_most int)
returns setof chain.transaction
language plpgsql security definer set search_path = ''
  -- By its keys, whatever the statistics say today: a plan made while a table was small would be kept when it is large.
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  a chain.account;
  v_rows chain.transaction[];
  v_last chain.transaction;
  v_sum numeric;
  v_is_linked boolean;
begin
  select * into strict a from chain.account x where x.address = p_account for update;
  if a.walk_top_lt is not null or (a.tip_lt, a.tip_hash) is distinct from (p_tip_lt, p_tip_hash) or p_seqno < a.head_seqno then return; end if;
  update chain.account x set head_seqno = p_seqno, head_at = p_at, head_minor = coalesce(p_minor, x.head_minor) where x.address = p_account;

  with page as materialized (select n.t, n.lt, n.state, n.seen_seqno,
      (n.previous_lt, n.previous_hash) is not distinct from (lag(n.lt, 1, a.cursor_lt) over w, lag(n.hash, 1, a.cursor_hash) over w) as is_linked
    from (select t, t.* from chain.transaction t where t.account = p_account and t.state in ('walked', 'seen') order by t.lt limit p_most) n
    window w as (order by n.lt)),
  until as materialized (select coalesce(min(g.lt), 9223372036854775807) as lt from page g where g.state <> 'seen' or g.seen_seqno + p_blocks > p_seqno)
  select array_agg(g.t order by g.lt), coalesce(sum((g.t).in_minor::numeric - (g.t).out_minor - (g.t).fee_minor), 0),
    coalesce(bool_and(g.is_linked), true)
  into v_rows, v_sum, v_is_linked
  from page g where g.lt < (select u.lt from until u);
  if not v_is_linked then
    update chain.account x set trouble = 'broken-chain', mark_seqno = null, mark_at = null where x.address = p_account;
    return;
  end if;
  if v_rows is not null then
    v_last := v_rows[cardinality(v_rows)];
    update chain.transaction t set state = 'final', final_at = clock_timestamp()
    from unnest(v_rows) r where t.account = r.account and t.lt = r.lt and t.hash = r.hash;
    update chain.account x set cursor_lt = v_last.lt, cursor_hash = v_last.hash, final_minor = x.final_minor + v_sum where x.address = p_account;
  end if;
  -- A look is final when all it showed is.
  if a.mark_seqno is null or (a.mark_seqno + p_blocks <= p_seqno and not exists (select from chain.transaction t
      where t.account = p_account and t.state in ('walked', 'seen') and t.seen_seqno <= a.mark_seqno)) then
    update chain.account x set final_until = coalesce(a.mark_at, x.final_until), mark_seqno = p_seqno, mark_at = p_at where x.address = p_account;
  end if;
  return query select r.* from unnest(v_rows) r;
end $$;
revoke all on function chain.finalise from public;
