-- Holds the money and writes the wish with its plan, or refuses: insufficient-funds is the player's lack, rail-short that of
-- the house at the provider: what is held there keeps its room, so that what was paid can always be booked. Where another asset
-- arrives, the cash is held towards the exchange; what is sent is set aside when it is fixed.
-- Locks: the ledger's accounts. Two wishes of one player come one after another, by their caller.
create or replace function payments.request_withdrawal(p_id uuid, p_player uuid, p_rail text, p_asset text, p_minor bigint, p_fee bigint,
  p_destination text, p_requested_at timestamptz, p_confirm_by timestamptz, p_hold uuid, p_fee_hold uuid,
  p_bot text, p_chat bigint, p_message bigint, p_key text, p_references uuid[], p_minors bigint[], p_targets text[],
  p_sends text, p_spread_bps int, p_tolerance_bps int, p_market numeric, p_about bigint, p_least bigint) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_cash bigint;
  v_commands ledger.command[];
  v_legs ledger.leg[];
  v_answers ledger.answer[];
begin
  if p_minor is distinct from (select sum(m)::bigint from unnest(p_minors) m) or cardinality(p_references) <> cardinality(p_minors)
    or cardinality(p_targets) <> cardinality(p_minors) then
    raise exception 'the parts of withdrawal % are not the whole', p_id using errcode = 'CG001';
  end if;
  v_cash := ledger.open_account('player-cash', p_player, null, p_asset);
  v_commands := array[row(p_hold, 'hold', 'withdrawal', p_id, null, null, null, null, 1)::ledger.command];
  v_legs := array[row(1, v_cash, -p_minor)::ledger.leg,
    row(1, case when p_sends is null then ledger.open_account('clearing', null, p_rail, p_asset)
      else ledger.open_account('liquidity', null, 'exchange', p_asset) end, p_minor)::ledger.leg];
  if p_fee > 0 then
    v_commands := v_commands || row(p_fee_hold, 'hold', 'withdrawal-fee', p_id, null, null, null, null, 1)::ledger.command;
    v_legs := v_legs || row(2, v_cash, -p_fee)::ledger.leg || row(2, ledger.open_account('fees', null, p_rail, p_asset), p_fee)::ledger.leg;
  end if;
  v_answers := ledger.execute(v_commands, v_legs);
  if exists (select from unnest(v_answers) a where a.answer = 'insufficient-funds') then
    return (select case when a.balance - a.held < p_minor + p_fee then 'insufficient-funds' else 'rail-short' end
            from ledger.account a where a.id = v_cash);
  end if;
  if exists (select from unnest(v_answers) a where a.answer <> 'done') then
    raise exception 'withdrawal % was not held: %', p_id, v_answers using errcode = 'CG001';
  end if;

  insert into payments.withdrawal (id, player_id, rail, status, asset, minor, fee_minor, destination, hold_id, fee_hold_id,
    shown_bot, shown_chat, shown_message, shown_key, requested_at, confirm_by, sends_asset, spread_bps, tolerance_bps, market, about_minor, least_minor)
  values (p_id, p_player, p_rail, 'awaiting-code', p_asset, p_minor, p_fee, p_destination, p_hold,
    case when p_fee > 0 then p_fee_hold end, p_bot, p_chat, p_message, p_key, p_requested_at, p_confirm_by, p_sends, p_spread_bps, p_tolerance_bps, p_market, p_about, p_least);
  insert into payments.payout (reference, withdrawal_id, n, minor, target, state)
  select g.reference, p_id, g.n, g.minor, g.target, 'planned'
  from unnest(p_references, p_minors, p_targets) with ordinality as g(reference, minor, target, n);
  return 'held';
end $$;
revoke all on function payments.request_withdrawal from public;
grant execute on function payments.request_withdrawal to cage_app;
