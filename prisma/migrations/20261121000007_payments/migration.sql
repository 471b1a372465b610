-- A deposit's money is recorded the moment the provider tells of it, and settled once: credited to the player in one
-- statement with its receipt and its trace, or booked as owed when it is not what was asked for. No crash can part them.

alter table payments.quote
  add constraint quote_adds_up check (pay_minor > 0 and fee_minor >= 0 and fee_minor < pay_minor and credit_minor > 0),
  add constraint quote_same_asset check (pay_asset <> credit_asset or credit_minor = pay_minor - fee_minor),
  add constraint quote_window check (expires_at > fixed_at);
alter table payments."order"
  add constraint order_status check (status in ('opening', 'awaiting-payment', 'expired', 'credited')),
  add constraint order_settled check ((status = 'credited') = (settled_at is not null));
alter table payments.charge
  add constraint charge_amount check (minor > 0),
  add constraint charge_outcome check (outcome in ('credited', 'owed')),
  add constraint charge_settled check ((outcome is null) = (settled_at is null) and (outcome is not distinct from 'owed') = (owed_reason is not null));
create unique index charge_credits_once on payments.charge (order_id) where outcome = 'credited';
-- A tap that comes twice finds the order its first made.
create unique index order_owns_its_message on payments."order" (shown_bot, shown_chat, shown_message) where shown_message is not null;
create index charge_unsettled on payments.charge (received_at) where outcome is null;
create index order_waiting on payments."order" (opened_at) where status in ('opening', 'awaiting-payment');

create function payments.refuse() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception '% on %.% is refused: a quote is a promise', tg_op, tg_table_schema, tg_table_name using errcode = 'CG002';
end $$;
create trigger quote_keep before update or delete or truncate on payments.quote
  for each statement execute function payments.refuse();

-- True when the charge was not known. The body of a known charge must agree: a provider does not change its mind about
-- what it took, so that is our bug or a forgery, and stops here.
create function payments.record_charge(p_provider text, p_id text, p_order uuid, p_payer text, p_asset text, p_minor bigint,
  p_provider_ref text, p_received_at timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  insert into payments.charge (provider, id, order_id, payer, asset, minor, provider_ref, received_at)
  values (p_provider, p_id, p_order, p_payer, p_asset, p_minor, p_provider_ref, p_received_at)
  on conflict (provider, id) do nothing;
  if found then return true; end if;
  perform from payments.charge c
  where c.provider = p_provider and c.id = p_id and c.order_id = p_order and c.payer = p_payer
    and c.asset = p_asset and c.minor = p_minor;
  if not found then
    raise exception 'charge % of % came back with another body', p_id, p_provider using errcode = 'CG001';
  end if;
  return false;
end $$;

create type payments.settlement as (order_id uuid, provider text, charge_id text, outcome text, owed_reason text, late boolean);

-- What a charge deserves, the order's row being locked.
create function payments.judge(o payments."order", q payments.quote, c payments.charge, p_payer text) returns text
language sql immutable set search_path = '' as $$
  select case
    when o.status = 'credited' then 'paid-twice'
    when c.asset <> q.pay_asset or c.minor <> q.pay_minor then 'amount-differs'
    when p_payer is distinct from c.payer then 'paid-by-another'
  end
$$;

-- Settles each charge once, in the order given. Safe to repeat: a settled charge answers what it answered before. A charge
-- nobody recorded is not answered.
-- Locks: orders by id, then the ledger's accounts (players, then house). Everything else is written under those.
create function payments.settle_batch(p_providers text[], p_charges text[], p_transfers uuid[])
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
  v_legs ledger.leg[];
  v_postings ledger.posting[] := '{}';
  v_answers text[];
begin
  perform from payments."order" x
  where x.id in (select y.order_id from payments.charge y
                 join unnest(p_providers, p_charges) as g(provider, id) on y.provider = g.provider and y.id = g.id)
  order by x.id for update;

  for v_n in 1 .. cardinality(p_charges) loop
    select * into c from payments.charge x where x.provider = p_providers[v_n] and x.id = p_charges[v_n];
    continue when not found;      -- somebody's slip in the Web UI must not stop everybody's money in this batch
    select * into strict o from payments."order" x where x.id = c.order_id;
    if c.outcome is null then
      select * into strict q from payments.quote x where x.id = o.quote_id;
      select l.subject into v_payer from identity.linked_account l
      where l.player_id = o.player_id and l.provider = 'telegram' and l.subject = c.payer;
      v_owed := payments.judge(o, q, c, v_payer);
      -- The workflow that closes orders may have been away when this one ran out.
      v_late := o.status = 'expired' or c.received_at >= q.expires_at;

      v_legs := array[row(ledger.open_account('clearing', null, o.rail, c.asset), -c.minor)::ledger.leg];
      if v_owed is not null then
        v_legs := v_legs || row(ledger.open_account('owed', null, o.rail, c.asset), c.minor)::ledger.leg;
      else
        if q.fee_minor > 0 then
          v_legs := v_legs || row(ledger.open_account('fees', null, o.rail, q.pay_asset), q.fee_minor)::ledger.leg;
        end if;
        v_legs := v_legs || row(ledger.open_account('player-cash', o.player_id, null, q.credit_asset), q.credit_minor)::ledger.leg;
        update payments."order" x set status = 'credited', late = v_late, settled_at = clock_timestamp()
        where x.id = o.id;
      end if;
      update payments.charge x
      set outcome = case when v_owed is null then 'credited' else 'owed' end, owed_reason = v_owed, settled_at = clock_timestamp()
      where x.provider = c.provider and x.id = c.id;
      v_postings := v_postings || row(p_transfers[v_n], case when v_owed is null then 'deposit' else 'deposit-owed' end, o.id, v_legs)::ledger.posting;

      if o.shown_bot is not null then
        perform delivery.enqueue('telegram', 'order:' || o.id || ':settled:' || c.id, o.shown_bot || ':' || o.shown_chat, 1::smallint,
          jsonb_build_object('show', 'deposit', 'bot', o.shown_bot, 'chat', o.shown_chat::text, 'orderId', o.id, 'owed', v_owed));
      end if;
      perform audit.append('provider', c.provider, case when v_owed is null then 'deposit.credited' else 'deposit.owed' end, o.id::text,
        jsonb_build_object('charge', c.id, 'asset', c.asset, 'minor', c.minor::text, 'reason', v_owed, 'late', v_late));
    end if;
  end loop;

  if cardinality(v_postings) > 0 then
    v_answers := ledger.post_batch(v_postings);
    if exists (select from unnest(v_answers) a where a <> 'posted') then
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

revoke all on all functions in schema payments from public;
grant execute on function payments.record_charge, payments.settle_batch to cage_app;
grant insert on payments.quote to cage_app;
grant insert, update (status, late, invoice_link, shown_bot, shown_chat, shown_message, shown_key) on payments."order" to cage_app;
