-- What was paid and came back is nobody's payout any more: what did not come back of it is what the attempt cost. Answers how many.
-- What came back books itself, as the transaction that it is. Where our own jetton wallet refused, nothing had left; what the
-- operator was to have is booked as taken when it leaves, and is theirs no more.
create or replace function payments.book_lost_payouts(p_most int) returns int
language plpgsql security definer set search_path = '' as $$
declare
  p chain.payout;
  v_n int := 0;
  v_answers ledger.answer[];
begin
  for p in select * from chain.payout x where x.state = 'bounced' and x.lost_at is null order by x.ended_at limit p_most for update skip locked loop
    if p.answer is distinct from 'jetton-wallet-refuses' then
      v_answers := ledger.execute(
        array[row(payments.chain_transfer(md5('lost:' || p.reference::text)), 'post', 'payout-bounced', null, null, null, null, null, null)::ledger.command],
        array[row(1, ledger.open_account(case when chain.is_sweep(p) then 'treasury' else 'clearing' end, null, p.rail, p.asset), p.minor)::ledger.leg,
          row(1, ledger.open_account('network-fees', null, p.rail, p.asset), -p.minor)::ledger.leg]);
      continue when v_answers[1].answer not in ('done', 'repeated');
    end if;
    update chain.payout x set lost_at = clock_timestamp() where x.reference = p.reference;
    v_n := v_n + 1;
  end loop;
  return v_n;
end $$;
revoke all on function payments.book_lost_payouts from public;
grant execute on function payments.book_lost_payouts to cage_app;
