-- A payment may come in another currency than the wallet's, in another amount than was asked for, and after its quote ran
-- out. So rates are kept as they were taken, a quote keeps the schedule it was made by, and a charge says what it was credited
-- as: by the quote while it holds, by the rate of the minute it arrived in afterwards, and not at all while nobody knows one.

-- CreateTable
CREATE TABLE "payments"."rate" (
    "base" TEXT NOT NULL,
    "quote" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "good_until" TIMESTAMPTZ(3) NOT NULL,
    "rate" DECIMAL NOT NULL,
    "sources" TEXT[] NOT NULL,

    CONSTRAINT "rate_pkey" PRIMARY KEY ("base","quote","taken_at")
);

-- AlterTable
ALTER TABLE "payments"."charge" ADD COLUMN "fee_minor" BIGINT, ADD COLUMN "credit_asset" TEXT, ADD COLUMN "credit_minor" BIGINT, ADD COLUMN "rate" DECIMAL;
-- What was credited before had no exchange, and went by its quote to the last unit.
update payments.charge c set fee_minor = q.fee_minor, credit_asset = q.credit_asset, credit_minor = q.credit_minor, rate = 1
from payments."order" o join payments.quote q on q.id = o.quote_id
where o.id = c.order_id and c.outcome = 'credited';

-- AlterTable
ALTER TABLE "payments"."quote" ADD COLUMN "fee_fixed" BIGINT NOT NULL DEFAULT 0, ADD COLUMN "fee_bps" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "fee_least" BIGINT, ADD COLUMN "fee_most" BIGINT, ADD COLUMN "least_minor" BIGINT NOT NULL DEFAULT 1, ADD COLUMN "spread_bps" INTEGER NOT NULL DEFAULT 0;
-- The one time quotes are written to again: what is added says what they say. A fee that was fixed for the sum stays fixed.
alter table payments.quote disable trigger quote_keep;
update payments.quote set fee_fixed = fee_minor;
alter table payments.quote enable trigger quote_keep;
ALTER TABLE "payments"."quote" ALTER COLUMN "fee_fixed" DROP DEFAULT, ALTER COLUMN "fee_bps" DROP DEFAULT, ALTER COLUMN "least_minor" DROP DEFAULT, ALTER COLUMN "spread_bps" DROP DEFAULT;

alter table payments.rate
  add constraint rate_known check (rate between 1e-18 and 1e18 and scale(rate) <= 18), -- NaN and infinity are above
  add constraint rate_window check (good_until > taken_at),
  add constraint rate_sources check (cardinality(sources) >= 2);
alter table payments.quote
  add constraint quote_schedule check (fee_fixed >= 0 and fee_bps between 0 and 9999 and coalesce(fee_least, 0) >= 0
    and coalesce(fee_most, fee_least, 0) >= coalesce(fee_least, 0) and least_minor > 0 and spread_bps between 0 and 9999),
  add constraint quote_rate_known check (rate > 0 and (pay_asset <> credit_asset or rate = 1));
alter table payments.charge
  add constraint charge_credit check ((outcome is not distinct from 'credited') = (credit_minor is not null)
    and (credit_minor is null) = (fee_minor is null) and (credit_minor is null) = (rate is null) and (credit_minor is null) = (credit_asset is null)
    and credit_minor > 0 and fee_minor >= 0 and rate > 0);

-- A rate is what it was when it was taken; old ones are forgotten, none is changed.
create trigger rate_keep before update or truncate on payments.rate
  for each statement execute function payments.refuse();

insert into ledger.account_kind (kind, owner, sign, is_sharded) values
  ('player-stars', 'player', 'not-negative', false);   -- Stars to play with: never cash, never paid out

-- Which of a player's accounts an asset is credited to.
create function payments.account_for(p_asset text) returns text
language sql stable set search_path = '' as $$
  select case a.nature when 'stars' then 'player-stars' else 'player-cash' end from ledger.asset a where a.code = p_asset
$$;

-- The same as feeBy (domain/fees.ts): the share is rounded up, in the house's favour, by less than one minor unit.
create function payments.fee_by(p_minor bigint, p_fixed bigint, p_bps int, p_least bigint, p_most bigint) returns bigint
language sql immutable set search_path = '' as $$
  select least(greatest(p_fixed + ceil(p_minor::numeric * p_bps / 10000), coalesce(p_least, 0)), coalesce(p_most, 9223372036854775807))::bigint
$$;

-- The same as exchanged (domain/exchange-rates.ts): rounded down, in the house's favour, by less than one minor unit.
create function payments.exchanged(p_minor bigint, p_rate numeric, p_from text, p_into text) returns bigint
language sql stable set search_path = '' as $$
  select trunc(p_minor * (p_rate * 10::numeric ^ (i.scale - f.scale)))::bigint
  from ledger.asset f, ledger.asset i where f.code = p_from and i.code = p_into
$$;

-- The rate for money that arrived at a moment, after the house's spread: the last one taken before, while it was good; else
-- the first one taken after. Null while there is none. The same whenever it is asked. Play money is worth what it plays at.
create function payments.rate_at(p_pay text, p_credit text, p_at timestamptz, p_spread_bps int) returns numeric
language sql stable set search_path = '' as $$
  select trunc(coalesce(
    (select r.rate from payments.rate r
     where r.base = replace(p_pay, 'PLAY-', '') and r.quote = replace(p_credit, 'PLAY-', '') and r.taken_at <= p_at and r.good_until > p_at
     order by r.taken_at desc limit 1),
    (select r.rate from payments.rate r
     where r.base = replace(p_pay, 'PLAY-', '') and r.quote = replace(p_credit, 'PLAY-', '') and r.taken_at > p_at
     order by r.taken_at limit 1)) * (10000 - p_spread_bps) / 10000, 18)
$$;

-- What keeps a charge from being credited, the order's row being locked. Another amount than was asked for is credited as it
-- came, as long as it is one this rail takes.
create or replace function payments.judge(o payments."order", q payments.quote, c payments.charge, p_payer text) returns text
language sql immutable set search_path = '' as $$
  select case
    when o.status = 'credited' then 'paid-twice'
    when c.asset <> q.pay_asset then 'wrong-currency'
    when p_payer is distinct from c.payer then 'paid-by-another'
    when c.minor < q.least_minor then 'below-minimum'
  end
$$;

-- Settles each charge once, in the order given. Safe to repeat: a settled charge answers what it answered before. A charge
-- nobody recorded is not answered; one that must be exchanged by the rate of its minute while nobody knows that rate stays
-- unsettled, answers no outcome, and is to be asked for again.
-- A charge is compared with the player's Telegram account only where Telegram is who took it.
-- Locks: orders by id, then the ledger's accounts (players, then house). Everything else is written under those.
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
      -- The workflow that closes orders may have been away when this one ran out.
      v_late := o.status = 'expired' or c.received_at >= q.expires_at;
      if v_owed is null then
        -- A quote is a promise until it ends. After that it is the rate of the minute in which the money arrived.
        v_rate := case when q.pay_asset = q.credit_asset or c.received_at < q.expires_at then q.rate
          else payments.rate_at(q.pay_asset, q.credit_asset, c.received_at, q.spread_bps) end;
        continue when v_rate is null;      -- no rate beats a wrong one: the money waits, and so does its workflow
        v_fee := payments.fee_by(c.minor, q.fee_fixed, q.fee_bps, q.fee_least, q.fee_most);
        v_credit := payments.exchanged(greatest(c.minor - v_fee, 0), v_rate, q.pay_asset, q.credit_asset);
        if v_credit <= 0 then v_owed := 'below-minimum'; end if;
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

revoke all on function payments.account_for, payments.fee_by, payments.exchanged, payments.rate_at from public;
grant select, insert, delete on payments.rate to cage_app;
