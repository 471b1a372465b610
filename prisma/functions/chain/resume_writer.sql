-- People have seen why: it goes on from whichever number the wallet stands at: resumed | not-stopped | under-way | in-vain. Not while
-- a message is under way, which may be it; and after a conflict of numbers not before each payout that was signed in vain is named: by
-- whoever looked that it has not left, because it is signed again.
create or replace function chain.resume_writer(p_wallet text, p_not_left uuid[]) returns text
language plpgsql security definer set search_path = '' as $$
declare
  w chain.writer;
begin
  select * into w from chain.writer x where x.wallet = p_wallet for update;
  if w.stopped is null then return 'not-stopped'; end if;
  perform from chain.attempt a where a.wallet = p_wallet and a.state = 'open';
  if found then return 'under-way'; end if;
  if w.stopped = 'seqno-conflict' and exists (select from chain.signed_in_vain(p_wallet) v where v <> all (p_not_left)) then return 'in-vain'; end if;
  update chain.writer x set stopped = null, stopped_at = null, next_seqno = null where x.wallet = p_wallet;
  return 'resumed';
end $$;
revoke all on function chain.resume_writer from public;
grant execute on function chain.resume_writer to cage_app;
