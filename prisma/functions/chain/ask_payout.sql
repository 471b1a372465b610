-- Puts a payout into the queue, once for its reference, and answers where it stands. Asked for again it is the same one.
create or replace function chain.ask_payout(
  p_reference uuid, p_rail text, p_wallet text, p_asset text, p_minor bigint, p_recipient text, p_bounce boolean, p_memo text
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  p chain.payout;
begin
  insert into chain.payout (reference, rail, wallet, asset, minor, recipient, bounce, memo, state)
  values (p_reference, p_rail, p_wallet, p_asset, p_minor, p_recipient, p_bounce, p_memo, 'waiting')
  on conflict (reference) do nothing;
  select * into strict p from chain.payout x where x.reference = p_reference;
  if (p.rail, p.wallet, p.asset, p.minor, p.recipient, p.bounce, p.memo)
    is distinct from (p_rail, p_wallet, p_asset, p_minor, p_recipient, p_bounce, p_memo) then
    raise exception 'payout % was asked for with other words', p_reference using errcode = 'CG002';
  end if;
  return p.state;
end $$;
revoke all on function chain.ask_payout from public;
grant execute on function chain.ask_payout to cage_app;
