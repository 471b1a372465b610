-- Writes a signed message down before anybody sees it: signed | stopped | busy | number | gone | not-watched. As before; the rows of
-- our books are locked here: whoever says in them that one ended waits for us, or we for them, and what is not to be paid any more is
-- not signed.
-- Locks: the wallet's writer, its payouts in order, then those of our books.
create or replace function chain.sign_attempt(
  p_id uuid, p_wallet text, p_seqno int, p_boc bytea, p_hash text, p_valid_until timestamptz,
  p_payouts uuid[], p_destinations text[], p_minors bigint[], p_body_hashes text[]
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  w chain.writer;
  v_ready int;
begin
  if not exists (select from chain.account c where c.address = p_wallet) then return 'not-watched'; end if;
  insert into chain.writer (wallet) values (p_wallet) on conflict do nothing;
  select * into strict w from chain.writer x where x.wallet = p_wallet for update;
  if w.stopped is not null then return 'stopped'; end if;
  perform from chain.attempt a where a.wallet = p_wallet and a.state = 'open';
  if found then return 'busy'; end if;
  if w.next_seqno <> p_seqno then return 'number'; end if;
  perform from chain.payout p where p.reference = any (p_payouts) order by p.reference for update;
  perform from payments.payout p where p.reference = any (p_payouts) order by p.reference for share;
  select count(*) into v_ready from chain.payout p
  where p.reference = any (p_payouts) and p.wallet = p_wallet and p.state = 'waiting' and chain.held_back(p.reference, p.rail) is null;
  if v_ready <> cardinality(p_payouts) then return 'gone'; end if;

  insert into chain.attempt (id, wallet, seqno, boc, message_hash, valid_until, state)
  values (p_id, p_wallet, p_seqno, p_boc, p_hash, p_valid_until, 'open');
  insert into chain.attempt_message (attempt_id, n, payout, destination, minor, body_hash)
  select p_id, m.n - 1, m.payout, m.destination, m.minor, m.body_hash
  from unnest(p_payouts, p_destinations, p_minors, p_body_hashes) with ordinality as m(payout, destination, minor, body_hash, n);
  update chain.payout p set state = 'signed', answer = null where p.reference = any (p_payouts);
  update chain.writer x set next_seqno = p_seqno where x.wallet = p_wallet;
  return 'signed';
end $$;
revoke all on function chain.sign_attempt from public;
grant execute on function chain.sign_attempt to cage_app;
