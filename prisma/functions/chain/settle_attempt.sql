-- What became of the message under way, by what the scan has stored and nothing else. In this call it became
--   included: a final transaction of the wallet carried it out, and what left is what was meant, in order;
--   expired: nobody can carry it out any more. The scan holds everything until well after its time, and in none of it did the message
--     send anything. Its payouts wait again. (A shard's block may become known a little after it was made: hence the margin.)
-- and until then
--   strange: it was carried out, and something else left: people must look;
--   seen: carried out, and not final yet;
--   failed: it was let in and could send nothing, for want of funds say. It may be let in again: the wallet's number stays;
--   open: nothing is known of it. `known`: it had ended before.
create or replace function chain.settle_attempt(p_attempt uuid, p_margin interval) returns text
language plpgsql security definer set search_path = '' as $$
declare
  a chain.attempt;
  t chain.transaction;
  v_meant int;
  v_failed int;
begin
  perform from chain.writer x where x.wallet = (select y.wallet from chain.attempt y where y.id = p_attempt) for update;
  select * into strict a from chain.attempt x where x.id = p_attempt for update;
  if a.state <> 'open' then return 'known'; end if;

  select * into t from chain.transaction x
  where x.account = a.wallet and x.message_hash = a.message_hash and x.state <> 'vanished' and chain.sent_by(x) > 0
  order by x.state = 'final' desc limit 1;
  if found then
    if t.state <> 'final' then return 'seen'; end if;
    select count(*) into v_meant
    from chain.attempt_message m join jsonb_array_elements(t.out_messages) with ordinality as o(message, n) on o.n = m.n + 1
    where m.attempt_id = a.id and o.message ->> 'destination' = m.destination and (o.message ->> 'minor')::numeric = m.minor
      and o.message ->> 'bodyHash' = m.body_hash;
    if v_meant <> chain.sent_by(t) or v_meant <> (select count(*) from chain.attempt_message m where m.attempt_id = a.id) then return 'strange'; end if;
    update chain.attempt x set state = 'included', found_lt = t.lt, found_hash = t.hash, ended_at = clock_timestamp() where x.id = a.id;
    update chain.attempt_message m set created_lt = (t.out_messages -> m.n::int ->> 'createdLt')::bigint where m.attempt_id = a.id;
    update chain.payout p set state = 'sent', sent_at = clock_timestamp()
    where p.reference in (select m.payout from chain.attempt_message m where m.attempt_id = a.id);
    update chain.writer x set next_seqno = a.seqno + 1 where x.wallet = a.wallet;
    return 'included';
  end if;

  select count(*) into v_failed from chain.transaction x where x.account = a.wallet and x.message_hash = a.message_hash and x.state <> 'vanished';
  update chain.attempt x set failed = v_failed where x.id = a.id and x.failed <> v_failed;
  perform from chain.account c where c.address = a.wallet and c.final_until > a.valid_until + p_margin and c.trouble is null;
  if found and not exists (select from chain.transaction x
    where x.account = a.wallet and x.message_hash = a.message_hash and x.state not in ('final', 'vanished')) then
    update chain.attempt x set state = 'expired', ended_at = clock_timestamp() where x.id = a.id;
    update chain.payout p set state = 'waiting', answer = 'signed-in-vain'
    where p.reference in (select m.payout from chain.attempt_message m where m.attempt_id = a.id);
    return 'expired';
  end if;
  return case when v_failed > 0 then 'failed' else 'open' end;
end $$;
revoke all on function chain.settle_attempt from public;
grant execute on function chain.settle_attempt to cage_app;
