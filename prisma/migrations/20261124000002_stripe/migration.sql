-- Cards come in by a page of the provider's own, and its money may go back: by a refund in its dashboard, or because the
-- holder of the card disputes it. What the player has no more of it they owe us, each such step is booked once, and while a
-- dispute is open nothing is paid out to them. A payment nobody told us of is found by asking, later each time.

-- AlterTable
ALTER TABLE "payments"."order" ADD COLUMN "provider_ref" TEXT, ADD COLUMN "look_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "payments"."take_back" (
    "provider" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "charge_id" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "player_id" UUID NOT NULL,
    "asset" TEXT NOT NULL,
    "minor" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "from_cash" BIGINT NOT NULL DEFAULT 0,
    "from_owed" BIGINT NOT NULL DEFAULT 0,
    "as_receivable" BIGINT NOT NULL DEFAULT 0,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "take_back_pkey" PRIMARY KEY ("provider","id")
);

-- CreateIndex
CREATE INDEX "take_back_player_id_idx" ON "payments"."take_back"("player_id");

-- CreateIndex
CREATE INDEX "take_back_order_id_idx" ON "payments"."take_back"("order_id");

-- CreateIndex
CREATE INDEX "take_back_provider_charge_id_idx" ON "payments"."take_back"("provider", "charge_id");

-- AddForeignKey
ALTER TABLE "payments"."take_back" ADD CONSTRAINT "take_back_provider_charge_id_fkey" FOREIGN KEY ("provider", "charge_id") REFERENCES "payments"."charge"("provider", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

alter table payments.take_back
  add constraint take_back_kind check (kind in ('refund', 'dispute')),
  add constraint take_back_state check (state in ('open', 'won', 'lost', 'refunded', 'failed') and (kind = 'dispute') = (state in ('open', 'won', 'lost'))),
  add constraint take_back_amounts check (minor > 0 and from_cash >= 0 and from_owed >= 0 and as_receivable >= 0
    and from_cash + from_owed + as_receivable in (0, minor)),
  add constraint take_back_ended check ((ended_at is null) = (state in ('open', 'refunded')));
create index take_back_open on payments.take_back (player_id) where state = 'open';
create index order_to_look_up on payments."order" (look_at) where look_at is not null;

insert into ledger.account_kind (kind, owner, sign, is_sharded) values
  ('receivable', 'player', 'not-positive', false),  -- what a player owes us: paid, played or taken out, then taken back
  ('taken-back', 'house', 'not-negative', false);   -- what a provider gave back to payers of what it took for us

-- A step is taken once and in one direction; what was booked for it is never changed.
create function payments.guard_take_back() returns trigger
language plpgsql set search_path = '' as $$
begin
  if (new.provider, new.id, new.kind, new.charge_id, new.order_id, new.player_id, new.asset, new.minor, new.from_cash, new.from_owed, new.as_receivable)
    is distinct from (old.provider, old.id, old.kind, old.charge_id, old.order_id, old.player_id, old.asset, old.minor, old.from_cash, old.from_owed, old.as_receivable)
    or (old.state, new.state) not in (('open', 'won'), ('open', 'lost'), ('refunded', 'failed')) then
    raise exception 'take-back % goes from % to %: refused', old.id, old.state, new.state using errcode = 'CG002';
  end if;
  return new;
end $$;
create trigger take_back_forward before update on payments.take_back
  for each row execute function payments.guard_take_back();
create trigger take_back_keep before delete or truncate on payments.take_back
  for each statement execute function payments.refuse();

-- A charge is compared with the player's Telegram account only where Telegram is who took it.
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
  v_at int := 0;
  v_commands ledger.command[] := '{}';
  v_legs ledger.leg[] := '{}';
  v_answers ledger.answer[];
begin
  perform from payments."order" x
  where x.id in (select y.order_id from payments.charge y
                 join unnest(p_providers, p_charges) as g(provider, id) on y.provider = g.provider and y.id = g.id)
  order by x.id for update;
  -- A player's first account in an asset is opened in the order of players: two calls that opened them in the order of their
  -- charges could wait for each other in a circle.
  perform ledger.open_account('player-cash', w.player_id, null, w.credit_asset)
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
      -- The workflow that closes orders may have been away when this one ran out.
      v_late := o.status = 'expired' or c.received_at >= q.expires_at;

      v_at := v_at + 1;
      v_commands := v_commands || row(p_transfers[v_n], 'post', case when v_owed is null then 'deposit' else 'deposit-owed' end, o.id,
        null, null, null, null, null)::ledger.command;
      v_legs := v_legs || row(v_at, ledger.open_account('clearing', null, o.rail, c.asset), -c.minor)::ledger.leg;
      if v_owed is not null then
        v_legs := v_legs || row(v_at, ledger.open_account('owed', null, o.rail, c.asset), c.minor)::ledger.leg;
      else
        if q.fee_minor > 0 then
          v_legs := v_legs || row(v_at, ledger.open_account('fees', null, o.rail, q.pay_asset), q.fee_minor)::ledger.leg;
        end if;
        v_legs := v_legs || row(v_at, ledger.open_account('player-cash', o.player_id, null, q.credit_asset), q.credit_minor)::ledger.leg;
        update payments."order" x set status = 'credited', late = v_late, settled_at = clock_timestamp()
        where x.id = o.id;
      end if;
      update payments.charge x
      set outcome = case when v_owed is null then 'credited' else 'owed' end, owed_reason = v_owed, settled_at = clock_timestamp()
      where x.provider = c.provider and x.id = c.id;

      if o.shown_bot is not null then
        perform delivery.enqueue('telegram', 'order:' || o.id || ':settled:' || c.id, o.shown_bot || ':' || o.shown_chat, 1::smallint,
          jsonb_build_object('show', 'deposit', 'bot', o.shown_bot, 'chat', o.shown_chat::text, 'orderId', o.id, 'owed', v_owed));
      end if;
      perform audit.append('provider', c.provider, case when v_owed is null then 'deposit.credited' else 'deposit.owed' end, o.id::text,
        jsonb_build_object('charge', c.id, 'asset', c.asset, 'minor', c.minor::text, 'reason', v_owed, 'late', v_late));
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

-- Money of a charge went back to its payer, or came again. Answers what it did: booked | undone | noted | repeated, or
-- unsettled while the charge itself is not booked yet: its caller comes again. Later news never takes back what ended.
-- Locks: the order, then the ledger's accounts, the player's before the house's.
create function payments.record_take_back(p_provider text, p_id text, p_kind text, p_charge text, p_asset text, p_minor bigint,
  p_state text, p_reason text, p_transfer uuid, p_undo uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  c payments.charge;
  o payments."order";
  b payments.take_back;
  v_did text;
  v_cash bigint;
  v_free bigint;
  v_debt bigint;
  v_owes bigint;
  v_legs ledger.leg[];
  v_answers ledger.answer[];
  v_is_out constant boolean := p_state in ('open', 'lost', 'refunded');
begin
  select * into c from payments.charge x where x.provider = p_provider and x.id = p_charge;
  if not found then return 'unsettled'; end if;
  select * into strict o from payments."order" x where x.id = c.order_id for update;
  select * into strict c from payments.charge x where x.provider = p_provider and x.id = p_charge;
  if c.outcome is null then return 'unsettled'; end if;
  select * into b from payments.take_back x where x.provider = p_provider and x.id = p_id;
  if found then
    if (b.kind, b.charge_id, b.asset, b.minor) <> (p_kind, p_charge, p_asset, p_minor) then
      raise exception 'take-back % of % came back with another body', p_id, p_provider using errcode = 'CG001';
    end if;
    if b.state = p_state or b.ended_at is not null then return 'repeated'; end if;
  elsif p_asset <> c.asset or p_minor > c.minor then
    raise exception 'take-back % of % is not of its charge', p_id, p_provider using errcode = 'CG001';
  end if;

  if b.id is null then
    b := row(p_provider, p_id, p_kind, p_charge, o.id, o.player_id, p_asset, p_minor, p_state, p_reason, 0, 0, 0,
      clock_timestamp(), case when p_state in ('won', 'lost', 'failed') then clock_timestamp() end)::payments.take_back;
    v_did := 'noted';
    if v_is_out then
      v_did := 'booked';
      if c.outcome = 'owed' then
        b.from_owed := p_minor;
        v_legs := array[row(1, ledger.open_account('owed', null, o.rail, p_asset), -p_minor)::ledger.leg];
      else
        v_cash := ledger.open_account('player-cash', o.player_id, null, p_asset);
        -- Held money is promised already; what is bet or paid out in this very moment waits for us.
        select a.balance - a.held into strict v_free from ledger.account a where a.id = v_cash for no key update;
        b.from_cash := least(v_free, p_minor);
        b.as_receivable := p_minor - b.from_cash;
        v_legs := '{}';
        if b.from_cash > 0 then v_legs := v_legs || row(1, v_cash, -b.from_cash)::ledger.leg; end if;
        if b.as_receivable > 0 then
          v_legs := v_legs || row(1, ledger.open_account('receivable', o.player_id, null, p_asset), -b.as_receivable)::ledger.leg;
        end if;
      end if;
      v_legs := v_legs || row(1, ledger.open_account('taken-back', null, o.rail, p_asset), p_minor)::ledger.leg;
      v_answers := ledger.execute(array[row(p_transfer, 'post', p_kind, o.id, null, null, null, null, null)::ledger.command], v_legs);
    end if;
    insert into payments.take_back select (b).*;
  else
    v_did := 'noted';
    if b.state in ('open', 'refunded') and not v_is_out then
      v_did := 'undone';
      v_legs := array[row(1, ledger.open_account('taken-back', null, o.rail, p_asset), -p_minor)::ledger.leg];
      if b.from_owed > 0 then
        v_legs := v_legs || row(1, ledger.open_account('owed', null, o.rail, p_asset), p_minor)::ledger.leg;
      else
        -- What the player owes of it is forgiven first; what they have paid off since comes back as cash.
        v_debt := ledger.open_account('receivable', o.player_id, null, p_asset);
        select least(-a.balance, b.as_receivable) into strict v_owes from ledger.account a where a.id = v_debt for no key update;
        if v_owes > 0 then v_legs := v_legs || row(1, v_debt, v_owes)::ledger.leg; end if;
        if p_minor > v_owes then
          v_legs := v_legs || row(1, ledger.open_account('player-cash', o.player_id, null, p_asset), p_minor - v_owes)::ledger.leg;
        end if;
      end if;
      v_answers := ledger.execute(array[row(p_undo, 'post', p_kind || '-undone', o.id, null, null, null, null, null)::ledger.command], v_legs);
    end if;
    update payments.take_back x set state = p_state, ended_at = clock_timestamp() where x.provider = p_provider and x.id = p_id;
  end if;
  if exists (select from unnest(v_answers) a where a.answer <> 'done') then
    raise exception 'take-back % was not posted: %', p_id, v_answers using errcode = 'CG001';
  end if;

  if o.shown_bot is not null then
    perform delivery.enqueue('telegram', 'take-back:' || p_provider || ':' || p_id || ':' || p_state, o.shown_bot || ':' || o.shown_chat, 1::smallint,
      jsonb_build_object('show', 'deposit', 'bot', o.shown_bot, 'chat', o.shown_chat::text, 'orderId', o.id, 'owed', null,
        'takenBack', jsonb_build_object('state', p_state, 'asset', p_asset, 'minor', p_minor::text, 'owes', b.as_receivable::text)));
  end if;
  perform audit.append('provider', p_provider, 'payment.' || case p_kind when 'dispute' then 'dispute-' else '' end || p_state, o.id::text,
    jsonb_build_object('charge', p_charge, 'id', p_id, 'asset', p_asset, 'minor', p_minor::text, 'reason', p_reason,
      'fromCash', b.from_cash::text, 'receivable', b.as_receivable::text, 'did', v_did));
  return v_did;
end $$;

revoke all on function payments.record_take_back, payments.guard_take_back from public;
grant execute on function payments.record_take_back to cage_app;
grant select on payments.take_back to cage_app;
grant update (provider_ref, look_at) on payments."order" to cage_app;
