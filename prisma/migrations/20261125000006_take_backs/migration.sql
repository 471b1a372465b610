-- What went back of a charge is booked in the wallet it was credited to: of a payment that was exchanged the credited cash is
-- taken, not a debt in the currency it was paid in, which would leave that cash to be withdrawn. A payment of somebody else's that
-- is disputed is nobody's debt but the house's. And a payment that another provider took through an account of ours is found by
-- the number that account gave it.

-- AlterTable
ALTER TABLE "payments"."take_back" ADD COLUMN "booked_asset" TEXT, ADD COLUMN "booked_minor" BIGINT, ADD COLUMN "from_house" BIGINT NOT NULL DEFAULT 0, ALTER COLUMN "player_id" DROP NOT NULL;
-- The one time take-backs are written to again: what is added says what was booked. Until now that was in the currency that came.
alter table payments.take_back disable trigger take_back_forward;
update payments.take_back set booked_asset = asset, booked_minor = minor;
-- Whose withdrawals it stops; nobody's, where somebody else paid.
update payments.take_back b set player_id = null from payments.charge c
where c.provider = b.provider and c.id = b.charge_id and c.owed_reason = 'paid-by-another';
alter table payments.take_back enable trigger take_back_forward;
ALTER TABLE "payments"."take_back" ALTER COLUMN "booked_asset" SET NOT NULL, ALTER COLUMN "booked_minor" SET NOT NULL;

alter table payments.take_back drop constraint take_back_amounts;
alter table payments.take_back
  add constraint take_back_amounts check (minor > 0 and booked_minor > 0 and from_cash >= 0 and from_owed >= 0 and as_receivable >= 0 and from_house >= 0
    and from_cash + from_owed + as_receivable + from_house in (0, booked_minor) and (booked_asset <> asset or booked_minor = minor));
create index charge_provider_ref on payments.charge (provider, provider_ref) where provider_ref is not null;

insert into ledger.account_kind (kind, owner, sign, is_sharded) values
  ('written-off', 'house', 'not-positive', false);   -- what strangers have had of us twice: given back, and disputed besides

-- A step is taken once and in one direction; what was booked for it is never changed.
create or replace function payments.guard_take_back() returns trigger
language plpgsql set search_path = '' as $$
begin
  if (new.provider, new.id, new.kind, new.charge_id, new.order_id, new.player_id, new.asset, new.minor, new.from_cash, new.from_owed, new.as_receivable, new.booked_asset, new.booked_minor, new.from_house)
    is distinct from (old.provider, old.id, old.kind, old.charge_id, old.order_id, old.player_id, old.asset, old.minor, old.from_cash, old.from_owed, old.as_receivable, old.booked_asset, old.booked_minor, old.from_house)
    or (old.state, new.state) not in (('open', 'won'), ('open', 'lost'), ('refunded', 'failed')) then
    raise exception 'take-back % goes from % to %: refused', old.id, old.state, new.state using errcode = 'CG002';
  end if;
  return new;
end $$;

-- The house's two legs of an exchange whose sums are given, and the quote it is held to: the least rate by which the one sum is
-- the other. Inner.
create function payments.exchange_legs(p_quote uuid, p_sell text, p_got bigint, p_buy text, p_gave bigint) returns ledger.leg[]
language plpgsql set search_path = '' as $$
declare
  v_scale int;
  v_now constant timestamptz := clock_timestamp();
begin
  select 18 + s.scale - b.scale into strict v_scale from ledger.asset s, ledger.asset b where s.code = p_sell and b.code = p_buy;
  perform ledger.keep_quote(p_quote, p_sell, p_buy, div(p_gave * 10::numeric ^ v_scale + p_got - 1, p_got) * 1e-18, v_now, v_now + interval '1 hour');
  return array[row(1, ledger.open_account('liquidity', null, 'exchange', p_sell), p_got)::ledger.leg,
    row(1, ledger.open_account('liquidity', null, 'exchange', p_buy), -p_gave)::ledger.leg];
end $$;

-- Money of a charge went back to its payer, or came again. Answers what it did: booked | undone | noted | repeated, or
-- unsettled while the charge itself is not booked yet, or a refund of ours is under way: its caller comes again. Later news
-- never takes back what ended. It comes out of the wallet that the charge was credited to, in that wallet's asset; what was
-- exchanged is exchanged back, at what it was credited as. What somebody else paid is nothing of the player's: where we gave it
-- back already, and it is disputed besides, the house has lost it.
-- Locks: the order, the charge's refund, then the ledger's accounts, the player's before the house's.
create or replace function payments.record_take_back(p_provider text, p_id text, p_kind text, p_charge text, p_asset text, p_minor bigint,
  p_state text, p_reason text, p_transfer uuid, p_undo uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  c payments.charge;
  o payments."order";
  b payments.take_back;
  r payments.refund;
  v_did text;
  v_kind text;
  v_cash bigint;
  v_free bigint;
  v_debt bigint;
  v_owes bigint;
  v_isnt_theirs boolean;
  v_quote uuid;
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
  v_isnt_theirs := c.owed_reason is not distinct from 'paid-by-another';

  if b.id is null then
    select * into r from payments.refund x where x.provider = p_provider and x.charge_id = p_charge and x.state <> 'dropped' for update;
    if r.state in ('sending', 'accepted') and v_is_out then return 'unsettled'; end if;
    b := row(p_provider, p_id, p_kind, p_charge, o.id, case when not v_isnt_theirs then o.player_id end, p_asset, p_minor, p_state, p_reason, 0, 0, 0,
      clock_timestamp(), case when p_state in ('won', 'lost', 'failed') then clock_timestamp() end,
      coalesce(c.credit_asset, p_asset), p_minor, 0)::payments.take_back;
    -- In proportion, down to the whole unit and one at least: of all of it, all that was credited.
    if b.booked_asset <> p_asset then
      b.booked_minor := greatest(div(c.credit_minor::numeric * p_minor, c.minor), 1)::bigint;
      v_quote := p_transfer;
    end if;
    v_kind := payments.account_for(b.booked_asset);
    v_did := 'noted';
    -- Given back by hand in the provider's dashboard, and written down by staff before the provider told us: it is booked.
    if v_is_out and not (r.state is not distinct from 'paid' and p_kind = 'refund') then
      v_did := 'booked';
      if r.state in ('planned', 'refused') then
        update payments.refund x set state = 'dropped', answer = 'went back in another way', answered_at = clock_timestamp(), ended_at = clock_timestamp()
        where x.reference = r.reference;
        perform payments.end_refund(r, 'dropped', md5('dropped:' || r.reference)::uuid);
        perform audit.append('system', null, 'refund.dropped', r.reference::text, jsonb_build_object('charge', p_charge, 'by', p_id));
        r.state := 'dropped';
      end if;
      if c.outcome = 'owed' and r.state is distinct from 'paid' then
        b.from_owed := p_minor;
        v_legs := array[row(1, ledger.open_account('owed', null, o.rail, p_asset), -p_minor)::ledger.leg];
      elsif v_isnt_theirs then
        b.from_house := p_minor;
        v_legs := array[row(1, ledger.open_account('written-off', null, o.rail, p_asset), -p_minor)::ledger.leg];
      else
        v_cash := ledger.open_account(v_kind, o.player_id, null, b.booked_asset);
        -- Held money is promised already; what is bet or paid out in this very moment waits for us. What we gave back and is
        -- disputed besides is nothing that they had as cash: all of it is owed to us.
        select case when c.outcome = 'owed' then 0 else a.balance - a.held end into strict v_free
        from ledger.account a where a.id = v_cash for no key update;
        b.from_cash := least(v_free, b.booked_minor);
        b.as_receivable := b.booked_minor - b.from_cash;
        v_legs := '{}';
        if b.from_cash > 0 then v_legs := v_legs || row(1, v_cash, -b.from_cash)::ledger.leg; end if;
        if b.as_receivable > 0 then
          v_legs := v_legs || row(1, ledger.open_account('receivable', o.player_id, null, b.booked_asset), -b.as_receivable)::ledger.leg;
        end if;
      end if;
      v_legs := v_legs || row(1, ledger.open_account('taken-back', null, o.rail, p_asset), p_minor)::ledger.leg;
      if v_quote is not null then
        v_legs := v_legs || payments.exchange_legs(v_quote, b.booked_asset, b.booked_minor, p_asset, p_minor);
      end if;
      v_answers := ledger.execute(array[row(p_transfer, 'post', p_kind, o.id, null, null, null, v_quote, null)::ledger.command], v_legs);
    end if;
    insert into payments.take_back select (b).*;
  else
    v_did := 'noted';
    if b.state in ('open', 'refunded') and not v_is_out and b.from_cash + b.from_owed + b.as_receivable + b.from_house > 0 then
      v_did := 'undone';
      v_legs := array[row(1, ledger.open_account('taken-back', null, o.rail, p_asset), -p_minor)::ledger.leg];
      if b.from_owed > 0 then
        v_legs := v_legs || row(1, ledger.open_account('owed', null, o.rail, p_asset), p_minor)::ledger.leg;
      elsif b.from_house > 0 then
        v_legs := v_legs || row(1, ledger.open_account('written-off', null, o.rail, p_asset), p_minor)::ledger.leg;
      else
        -- What the player owes of it is forgiven first; what they have paid off since comes back to them.
        v_debt := ledger.open_account('receivable', o.player_id, null, b.booked_asset);
        select least(-a.balance, b.as_receivable) into strict v_owes from ledger.account a where a.id = v_debt for no key update;
        if v_owes > 0 then v_legs := v_legs || row(1, v_debt, v_owes)::ledger.leg; end if;
        if b.booked_minor > v_owes then
          v_legs := v_legs || row(1, ledger.open_account(payments.account_for(b.booked_asset), o.player_id, null, b.booked_asset), b.booked_minor - v_owes)::ledger.leg;
        end if;
        if b.booked_asset <> p_asset then
          v_quote := p_undo;
          v_legs := v_legs || payments.exchange_legs(v_quote, p_asset, p_minor, b.booked_asset, b.booked_minor);
        end if;
      end if;
      v_answers := ledger.execute(array[row(p_undo, 'post', p_kind || '-undone', o.id, null, null, null, v_quote, null)::ledger.command], v_legs);
    end if;
    update payments.take_back x set state = p_state, ended_at = clock_timestamp() where x.provider = p_provider and x.id = p_id;
  end if;
  if exists (select from unnest(v_answers) a where a.answer <> 'done') then
    raise exception 'take-back % was not posted: %', p_id, v_answers using errcode = 'CG001';
  end if;

  -- A stranger's dispute with us takes nothing of the player's, and is not told to them.
  if o.shown_bot is not null and not (v_isnt_theirs and p_kind = 'dispute') then
    perform delivery.enqueue('telegram', 'take-back:' || p_provider || ':' || p_id || ':' || p_state, o.shown_bot || ':' || o.shown_chat, 1::smallint,
      jsonb_build_object('show', 'deposit', 'bot', o.shown_bot, 'chat', o.shown_chat::text, 'orderId', o.id, 'owed', null,
        'takenBack', jsonb_build_object('state', p_state, 'asset', p_asset, 'minor', p_minor::text, 'owes', b.as_receivable::text, 'owesIn', b.booked_asset)));
  end if;
  perform audit.append('provider', p_provider, 'payment.' || case p_kind when 'dispute' then 'dispute-' else '' end || p_state, o.id::text,
    jsonb_build_object('charge', p_charge, 'id', p_id, 'asset', p_asset, 'minor', p_minor::text, 'reason', p_reason,
      'fromCash', b.from_cash::text, 'receivable', b.as_receivable::text, 'did', v_did)
      || case when b.booked_asset <> p_asset then jsonb_build_object('bookedAs', b.booked_asset, 'booked', b.booked_minor::text) else '{}' end
      || case when b.from_house > 0 then jsonb_build_object('writtenOff', b.from_house::text) else '{}' end);
  return v_did;
end $$;

revoke all on function payments.guard_take_back, payments.exchange_legs, payments.record_take_back from public;
grant execute on function payments.record_take_back to cage_app;
