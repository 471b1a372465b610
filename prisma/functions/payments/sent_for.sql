-- The same as sentFor (domain/sent-assets.ts): divided once, rounded down, in the house's favour, by less than one minor unit.
create or replace function payments.sent_for(p_minor bigint, p_market numeric, p_spread_bps int, p_cash text, p_sends text) returns bigint
language sql stable set search_path = '' as $$
  select div(p_minor::numeric * (10000 - p_spread_bps) * 10::numeric ^ s.scale, 10000 * p_market * 10::numeric ^ c.scale)::bigint
  from ledger.asset c, ledger.asset s where c.code = p_cash and s.code = p_sends
$$;
revoke all on function payments.sent_for from public;
