-- Settles each charge once, in the order given. Safe to repeat: a settled charge answers what it answered before. A charge
-- nobody recorded is not answered; one that must be exchanged by the rate of its minute while nobody knows that rate stays
-- unsettled, answers no outcome, and is to be asked for again.
-- A charge is compared with the player's Telegram account only where Telegram is who took it.
-- Over a chain anybody sends as much as they like, and a quote is kept for the amount that it was given for: else the least that
-- can be asked for would hold the rate for everything that is sent within a quarter of an hour, and only where it has become
-- better for them.
-- What its player may not pay in any more, by a limit of their own, because they take a pause or were refused, is owed, and goes back.
-- Locks: people (14), then orders by id, then the ledger's accounts (players, then house). Everything else is written under those.
create or replace function payments.settle_batch(p_providers text[], p_charges text[], p_transfers uuid[])
returns setof payments.settlement
language plpgsql security definer set search_path = '' as $$
declare
  c payments.charge;
  o payments."order";
  q payments.quote;
  v_owed text;
  v_late boolean;
  v_n int;
  v_payer text;
  v_rate numeric;
  v_fee bigint;
  v_credit bigint;
  v_now timestamptz;
  v_at int := 0;
  v_commands ledger.command[] := '{}';
  v_legs ledger.leg[] := '{}';
  v_answers ledger.answer[];
begin
  perform compliance.lock_people(array(select distinct x.player_id
    from payments.charge y join unnest(p_providers, p_charges) as g(provider, id) on y.provider = g.provider and y.id = g.id
      join payments."order" x on x.id = y.order_id where y.outcome is null));
  perform from payments."order" x
  where x.id in (select y.order_id from payments.charge y
                 join unnest(p_providers, p_charges) as g(provider, id) on y.provider = g.provider and y.id = g.id)
  order by x.id for update;
  -- A player's first account in an asset is opened in the order of players: two calls that opened them in the order of their
  -- charges could wait for each other in a circle.
  perform ledger.open_account(payments.account_for(w.credit_asset), w.player_id, null, w.credit_asset)
  from (select distinct x.player_id, z.credit_asset
        from payments.charge y join unnest(p_providers, p_charges) as g(provider, id) on y.provider = g.provider and y.id = g.id
          join payments."order" x on x.id = y.order_id join payments.quote z on z.id = x.quote_id
        where y.outcome is null order by 1, 2) w;

  for v_n in 1 .. cardinality(p_charges) loop
    select * into c from payments.charge x where x.provider = p_providers[v_n] and x.id = p_charges[v_n];
    continue when not found;      -- somebody's slip in the Web UI must not stop everybody's money in this batch
    select * into strict o from payments."order" x where x.id = c.order_id;
    if c.outcome is null then
      select * into strict q from payments.quote x where x.id = o.quote_id;
      -- Telegram says which account paid. Who holds a card is nobody we know: its page was handed to the player alone.
      v_payer := case when c.provider = 'telegram' then (select l.subject from identity.linked_account l
        where l.player_id = o.player_id and l.provider = 'telegram' and l.subject = c.payer) else c.payer end;
      v_owed := payments.judge(o, q, c, v_payer);
      -- Before its rate is known: who takes a pause, or was refused, is credited nothing, whatever it would be worth.
      if v_owed is null and (compliance.pause_of(o.player_id)).id is not null then v_owed := 'excluded'; end if;
      if v_owed is null and compliance.is_refused(o.player_id) then v_owed := 'kyc-refused'; end if;
      -- The workflow that closes orders may have been away when this one ran out.
      v_late := o.status = 'expired' or c.received_at >= q.expires_at;
      if v_owed is null then
        -- A quote is a promise until it ends. After that it is the rate of the minute in which the money arrived; and so it is, over a
        -- chain, for another amount than was asked for: who asks for little and sends much was promised nothing for it.
        v_rate := case when q.pay_asset = q.credit_asset or c.received_at < q.expires_at and (c.provider <> 'ton' or c.minor = q.pay_minor) then q.rate
          else payments.rate_at(q.pay_asset, q.credit_asset, c.received_at, q.spread_bps) end;
        continue when v_rate is null;      -- no rate beats a wrong one: the money waits, and so does its workflow
        v_fee := payments.fee_by(c.minor, q.fee_fixed, q.fee_bps, q.fee_least, q.fee_most);
        v_credit := payments.exchanged(greatest(c.minor - v_fee, 0), v_rate, q.pay_asset, q.credit_asset);
        v_owed := case when v_credit <= 0 then 'below-minimum' else (compliance.judge_deposit(o.player_id, q.credit_asset, v_credit)).reason end;
      end if;

      v_at := v_at + 1;
      v_commands := v_commands || row(p_transfers[v_n], 'post', case when v_owed is null then 'deposit' else 'deposit-owed' end, o.id,
        null, null, null, case when v_owed is null and q.pay_asset <> q.credit_asset then p_transfers[v_n] end, null)::ledger.command;
      v_legs := v_legs || row(v_at, ledger.open_account('clearing', null, o.rail, c.asset), -c.minor)::ledger.leg;
      if v_owed is not null then
        v_legs := v_legs || row(v_at, ledger.open_account('owed', null, o.rail, c.asset), c.minor)::ledger.leg;
      else
        if v_fee > 0 then
          v_legs := v_legs || row(v_at, ledger.open_account('fees', null, o.rail, c.asset), v_fee)::ledger.leg;
        end if;
        if q.pay_asset <> q.credit_asset then
          -- What this exchange is held to is kept under the transfer's own id: a late one goes by another rate than its quote.
          v_now := clock_timestamp();
          perform ledger.keep_quote(p_transfers[v_n], c.asset, q.credit_asset, v_rate, v_now, v_now + interval '1 hour');
          v_legs := v_legs || row(v_at, ledger.open_account('liquidity', null, 'exchange', c.asset), c.minor - v_fee)::ledger.leg
            || row(v_at, ledger.open_account('liquidity', null, 'exchange', q.credit_asset), -v_credit)::ledger.leg;
        end if;
        v_legs := v_legs || row(v_at, ledger.open_account(payments.account_for(q.credit_asset), o.player_id, null, q.credit_asset), v_credit)::ledger.leg;
        update payments."order" x set status = 'credited', late = v_late, settled_at = clock_timestamp()
        where x.id = o.id;
        perform compliance.note_deposit(o.player_id, q.credit_asset, v_credit);
      end if;
      update payments.charge x
      set outcome = case when v_owed is null then 'credited' else 'owed' end, owed_reason = v_owed, settled_at = clock_timestamp(),
        fee_minor = case when v_owed is null then v_fee end, rate = case when v_owed is null then v_rate end,
        credit_asset = case when v_owed is null then q.credit_asset end, credit_minor = case when v_owed is null then v_credit end
      where x.provider = c.provider and x.id = c.id;

      if o.shown_bot is not null then
        perform delivery.enqueue('telegram', 'order:' || o.id || ':settled:' || c.id, o.shown_bot || ':' || o.shown_chat, 1::smallint,
          jsonb_build_object('show', 'deposit', 'bot', o.shown_bot, 'chat', o.shown_chat::text, 'orderId', o.id, 'owed', v_owed));
      end if;
      perform audit.append('provider', c.provider, case when v_owed is null then 'deposit.credited' else 'deposit.owed' end, o.id::text,
        jsonb_build_object('charge', c.id, 'asset', c.asset, 'minor', c.minor::text, 'reason', v_owed, 'late', v_late)
        || case when v_owed is null then jsonb_build_object('fee', v_fee::text, 'rate', v_rate::text, 'creditAsset', q.credit_asset, 'credit', v_credit::text) else '{}' end);
    end if;
  end loop;

  if v_at > 0 then
    v_answers := ledger.execute(v_commands, v_legs);
    if exists (select from unnest(v_answers) a where a.answer <> 'done') then
      raise exception 'a settlement was not posted: %', v_answers using errcode = 'CG001';
    end if;
  end if;

  return query
    select x.order_id, x.provider, x.id, x.outcome, x.owed_reason, y.late
    from unnest(p_providers, p_charges) with ordinality as g(provider, id, n)
    join payments.charge x on x.provider = g.provider and x.id = g.id
    join payments."order" y on y.id = x.order_id
    order by g.n;
end $$;
revoke all on function payments.settle_batch from public;
grant execute on function payments.settle_batch to cage_app;
