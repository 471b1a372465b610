-- Books what is final and not booked yet, in the chain's order, at most so many. Answers how many. A cost that the books do not
-- hold yet, because the deposit it came with is not settled, waits; the comparison knows of it.
-- Locks: the transactions, then the ledger's accounts.
create or replace function payments.book_chain(p_most int) returns int
language plpgsql security definer set search_path = '' as $$
declare
  r record;
  v_n int := 0;
  v_at int := 0;
  v_commands ledger.command[] := '{}';
  v_legs ledger.leg[] := '{}';
  v_keys chain.transaction[] := '{}';
  v_answers ledger.answer[];
  k int;
begin
  for r in
    select t, a.rail, a.asset, l.network, l.treasury
    from chain.transaction t join chain.account a on a.address = t.account cross join lateral chain.own_legs(t, a) l
    where t.state = 'final' and t.booked_at is null order by t.account, t.lt limit p_most for update of t skip locked
  loop
    if r.network = 0 and r.treasury = 0 then
      update chain.transaction x set booked_at = clock_timestamp() where (x.account, x.lt, x.hash) = ((r.t).account, (r.t).lt, (r.t).hash);
      v_n := v_n + 1;
      continue;
    end if;
    v_at := v_at + 1;
    v_keys := v_keys || r.t;
    v_commands := v_commands || row(payments.chain_transfer((r.t).hash), 'post', 'chain-booked', null, null, null, null, null, null)::ledger.command;
    if r.network + r.treasury <> 0 then
      v_legs := v_legs || row(v_at, ledger.open_account('clearing', null, r.rail, r.asset), -(r.network + r.treasury))::ledger.leg;
    end if;
    if r.network <> 0 then v_legs := v_legs || row(v_at, ledger.open_account('network-fees', null, r.rail, r.asset), r.network)::ledger.leg; end if;
    if r.treasury <> 0 then v_legs := v_legs || row(v_at, ledger.open_account('treasury', null, r.rail, r.asset), r.treasury)::ledger.leg; end if;
  end loop;
  if v_at > 0 then
    v_answers := ledger.execute(v_commands, v_legs);
    for k in 1 .. v_at loop
      continue when v_answers[k].answer not in ('done', 'repeated');
      update chain.transaction x set booked_at = clock_timestamp()
      where (x.account, x.lt, x.hash) = (v_keys[k].account, v_keys[k].lt, v_keys[k].hash);
      v_n := v_n + 1;
    end loop;
  end if;
  return v_n;
end $$;
revoke all on function payments.book_chain from public;
grant execute on function payments.book_chain to cage_app;
