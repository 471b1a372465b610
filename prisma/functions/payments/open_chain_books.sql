-- What lay there when we began to watch is the operator's. Answers how many accounts were opened in the books.
create or replace function payments.open_chain_books() returns int
language plpgsql security definer set search_path = '' as $$
declare
  a chain.account;
  v_n int := 0;
  v_answers ledger.answer[];
begin
  for a in select * from chain.account x where x.opened_at is null order by x.address for update skip locked loop
    if a.opening_minor > 0 then
      v_answers := ledger.execute(
        array[row(payments.chain_transfer(md5('opening:' || a.address)), 'post', 'chain-opened', null, null, null, null, null, null)::ledger.command],
        array[row(1, ledger.open_account('clearing', null, a.rail, a.asset), -a.opening_minor)::ledger.leg,
          row(1, ledger.open_account('treasury', null, a.rail, a.asset), a.opening_minor)::ledger.leg]);
      if v_answers[1].answer not in ('done', 'repeated') then
        raise exception 'the books of % were not opened: %', a.address, v_answers using errcode = 'CG001';
      end if;
    end if;
    update chain.account x set opened_at = clock_timestamp() where x.address = a.address;
    v_n := v_n + 1;
  end loop;
  return v_n;
end $$;
revoke all on function payments.open_chain_books from public;
grant execute on function payments.open_chain_books to cage_app;
