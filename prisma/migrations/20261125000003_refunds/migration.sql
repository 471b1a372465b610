-- Money that was taken and credited to nobody goes back to its payer, by itself and once. It is set aside the moment it is to
-- go back, handed out for sending once, and booked when it is known to be back; what cannot be sent by us waits for a person.
-- Beside it: what a provider's own list of payments says that our books do not.

-- CreateTable
CREATE TABLE "payments"."refund" (
    "reference" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "charge_id" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "rail" TEXT NOT NULL,
    "asset" TEXT NOT NULL,
    "minor" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "hold_id" UUID NOT NULL,
    "attempt" SMALLINT NOT NULL DEFAULT 0,
    "provider_ref" TEXT,
    "answer" TEXT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "first_sent_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "resolved_pass" UUID,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("reference")
);

-- CreateTable
CREATE TABLE "payments"."comparison" (
    "provider" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "position" BIGINT NOT NULL DEFAULT 0,
    "compared_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "comparison_pkey" PRIMARY KEY ("provider","account")
);

-- CreateTable
CREATE TABLE "payments"."difference" (
    "provider" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "minor" BIGINT NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "difference_pkey" PRIMARY KEY ("provider","account","id","name")
);

-- CreateIndex
CREATE UNIQUE INDEX "refund_hold_id_key" ON "payments"."refund"("hold_id");

-- CreateIndex
CREATE INDEX "refund_order_id_idx" ON "payments"."refund"("order_id");

-- AddForeignKey
ALTER TABLE "payments"."refund" ADD CONSTRAINT "refund_provider_charge_id_fkey" FOREIGN KEY ("provider", "charge_id") REFERENCES "payments"."charge"("provider", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

alter table payments.refund
  add constraint refund_state check (state in ('planned', 'sending', 'accepted', 'paid', 'refused', 'dropped')),
  add constraint refund_amount check (minor > 0),
  add constraint refund_sent check ((attempt > 0) = (first_sent_at is not null)),
  add constraint refund_ended check ((ended_at is not null) = (state in ('paid', 'dropped')));
-- A charge goes back once. One that was dropped, because the money went back in another way, may come again.
create unique index refund_of_charge on payments.refund (provider, charge_id) where state <> 'dropped';
create index charge_owed on payments.charge (settled_at) where outcome = 'owed';

-- A refund goes forward only. The way back, from sending to planned, is open to a proof alone; refused is no end: a person
-- gives it back.
create function payments.guard_refund() returns trigger
language plpgsql set search_path = '' as $$
begin
  if (new.reference, new.provider, new.charge_id, new.order_id, new.rail, new.asset, new.minor, new.hold_id, new.opened_at)
    is distinct from (old.reference, old.provider, old.charge_id, old.order_id, old.rail, old.asset, old.minor, old.hold_id, old.opened_at)
    or new.attempt < old.attempt or (old.first_sent_at is not null and new.first_sent_at is distinct from old.first_sent_at) then
    raise exception 'refund % changes in its state alone', old.reference using errcode = 'CG002';
  end if;
  if new.state <> old.state and (old.state, new.state) not in (
    ('planned', 'sending'), ('planned', 'accepted'), ('planned', 'paid'), ('planned', 'refused'), ('planned', 'dropped'),
    ('sending', 'accepted'), ('sending', 'paid'), ('sending', 'refused'), ('sending', 'planned'),
    ('accepted', 'paid'), ('accepted', 'refused'), ('refused', 'paid'), ('refused', 'dropped')) then
    raise exception 'refund % does not go from % to %', old.reference, old.state, new.state using errcode = 'CG002';
  end if;
  return new;
end $$;
create trigger refund_forward before update on payments.refund
  for each row execute function payments.guard_refund();
create trigger refund_keep before delete or truncate on payments.refund
  for each statement execute function payments.keep_withdrawals();
create trigger difference_keep before update or delete or truncate on payments.difference
  for each statement execute function payments.keep_withdrawals();

-- Sets the money of a charge that nobody was credited for aside, to go back to its payer: opened | exists | not-owed |
-- went-back | rail-short. Rail-short: withdrawals have been promised what the provider holds; it comes again.
-- Locks: the order, then the ledger's accounts.
create function payments.open_refund(p_reference uuid, p_provider text, p_charge text, p_hold uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  c payments.charge;
  o payments."order";
  v_answers ledger.answer[];
begin
  select x.* into o from payments."order" x
  where x.id = (select y.order_id from payments.charge y where y.provider = p_provider and y.id = p_charge) for update;
  if not found then return 'not-owed'; end if;
  select * into strict c from payments.charge x where x.provider = p_provider and x.id = p_charge;
  if c.outcome is distinct from 'owed' then return 'not-owed'; end if;
  perform from payments.refund x where x.provider = p_provider and x.charge_id = p_charge and x.state <> 'dropped';
  if found then return 'exists'; end if;
  perform from payments.take_back x where x.provider = p_provider and x.charge_id = p_charge and x.state in ('open', 'lost', 'refunded');
  if found then return 'went-back'; end if;
  v_answers := ledger.execute(array[row(p_hold, 'hold', 'refund-owed', o.id, null, null, null, null, null)::ledger.command],
    array[row(1, ledger.open_account('owed', null, o.rail, c.asset), -c.minor)::ledger.leg,
      row(1, ledger.open_account('clearing', null, o.rail, c.asset), c.minor)::ledger.leg]);
  if exists (select from unnest(v_answers) a where a.answer = 'insufficient-funds') then return 'rail-short'; end if;
  if exists (select from unnest(v_answers) a where a.answer <> 'done') then
    raise exception 'refund % was not set aside: %', p_reference, v_answers using errcode = 'CG001';
  end if;
  insert into payments.refund (reference, provider, charge_id, order_id, rail, asset, minor, state, hold_id)
  values (p_reference, p_provider, p_charge, o.id, o.rail, c.asset, c.minor, 'planned', p_hold);
  return 'opened';
end $$;

-- Hands a refund out for sending. The second to ask is told no: the first may be sending it in this moment.
create function payments.begin_refund(p_reference uuid) returns payments.handed_payout
language plpgsql security definer set search_path = '' as $$
declare
  v payments.handed_payout;
begin
  update payments.refund x set state = 'sending', attempt = x.attempt + 1, answer = null, answered_at = null,
    first_sent_at = coalesce(x.first_sent_at, clock_timestamp())
  where x.reference = p_reference and x.state = 'planned'
  returning true, x.attempt, case when x.attempt > 1 then x.first_sent_at end into v.may_send, v.attempt, v.first_sent_at;
  v.may_send := coalesce(v.may_send, false);
  return v;
end $$;

-- Ends what was set aside for a refund: it left us, or is owed again. Inner.
create function payments.end_refund(r payments.refund, p_as text, p_end uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_answers ledger.answer[];
begin
  v_answers := ledger.execute(array[case when p_as = 'paid'
    then row(p_end, 'post-hold', 'refund-owed', r.order_id, r.hold_id, r.minor, null, null, null)::ledger.command
    else row(p_end, 'void-hold', 'refund-owed', r.order_id, r.hold_id, null, null, null, null)::ledger.command end], '{}');
  if exists (select from unnest(v_answers) a where a.answer <> 'done') then
    raise exception 'refund % was not ended: %', r.reference, v_answers using errcode = 'CG001';
  end if;
end $$;

-- What the provider says of a refund, asked or told: accepted | paid | refused | never-accepted. Of another attempt than the
-- last it says nothing any more, but that it was paid. What has ended stays as it ended; the caller sees it in the state.
create function payments.answer_refund(p_reference uuid, p_attempt int, p_answer text, p_provider_ref text, p_why text, p_end uuid)
returns payments.answered_payout
language plpgsql security definer set search_path = '' as $$
declare
  r payments.refund;
  v payments.answered_payout;
begin
  select * into strict r from payments.refund x where x.reference = p_reference for update;
  v.state := r.state;
  v.is_news := false;
  if r.attempt = 0 or r.state in ('paid', 'dropped') or r.state = p_answer then return v; end if;
  if p_answer <> 'paid' and p_attempt <> r.attempt then return v; end if;
  if p_answer in ('accepted', 'never-accepted') and r.state <> 'sending' then return v; end if;
  v.state := case p_answer when 'never-accepted' then 'planned' else p_answer end;
  v.is_news := true;
  update payments.refund x
  set state = v.state, provider_ref = coalesce(p_provider_ref, x.provider_ref), answer = coalesce(p_why, p_answer), answered_at = clock_timestamp(),
    ended_at = case when v.state = 'paid' then clock_timestamp() end
  where x.reference = p_reference;
  if v.state = 'paid' then perform payments.end_refund(r, 'paid', p_end); end if;
  return v;
end $$;

-- Staff know how a refund ended, or have given the money back by hand: resolved | too-late. The same pass again is answered as
-- the first time.
create function payments.resolve_refund(p_reference uuid, p_outcome text, p_pass uuid, p_end uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  r payments.refund;
begin
  select * into strict r from payments.refund x where x.reference = p_reference for update;
  if r.resolved_pass = p_pass then return 'resolved'; end if;
  if r.state in ('paid', 'dropped') or (p_outcome = 'refused' and r.state not in ('sending', 'accepted')) then return 'too-late'; end if;
  update payments.refund x set state = p_outcome, resolved_pass = p_pass, answer = 'resolved', answered_at = clock_timestamp(),
    ended_at = case when p_outcome = 'paid' then clock_timestamp() end
  where x.reference = p_reference;
  if p_outcome = 'paid' then perform payments.end_refund(r, 'paid', p_end); end if;
  return 'resolved';
end $$;

-- Money of a charge went back to its payer, or came again. Answers what it did: booked | undone | noted | repeated, or
-- unsettled while the charge itself is not booked yet, or a refund of ours is under way: its caller comes again. Later news
-- never takes back what ended. A player's Stars are taken back from their Stars, cash from their cash.
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
  select x.nature into strict v_kind from ledger.asset x where x.code = p_asset;
  v_kind := case v_kind when 'stars' then 'player-stars' else 'player-cash' end;

  if b.id is null then
    select * into r from payments.refund x where x.provider = p_provider and x.charge_id = p_charge and x.state <> 'dropped' for update;
    if r.state in ('sending', 'accepted') and v_is_out then return 'unsettled'; end if;
    b := row(p_provider, p_id, p_kind, p_charge, o.id, o.player_id, p_asset, p_minor, p_state, p_reason, 0, 0, 0,
      clock_timestamp(), case when p_state in ('won', 'lost', 'failed') then clock_timestamp() end)::payments.take_back;
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
      else
        v_cash := ledger.open_account(v_kind, o.player_id, null, p_asset);
        -- Held money is promised already; what is bet or paid out in this very moment waits for us. What we gave back and is
        -- disputed besides is nothing that they had as cash: all of it is owed to us.
        select case when c.outcome = 'owed' then 0 else a.balance - a.held end into strict v_free
        from ledger.account a where a.id = v_cash for no key update;
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
    if b.state in ('open', 'refunded') and not v_is_out and b.from_cash + b.from_owed + b.as_receivable > 0 then
      v_did := 'undone';
      v_legs := array[row(1, ledger.open_account('taken-back', null, o.rail, p_asset), -p_minor)::ledger.leg];
      if b.from_owed > 0 then
        v_legs := v_legs || row(1, ledger.open_account('owed', null, o.rail, p_asset), p_minor)::ledger.leg;
      else
        -- What the player owes of it is forgiven first; what they have paid off since comes back to them.
        v_debt := ledger.open_account('receivable', o.player_id, null, p_asset);
        select least(-a.balance, b.as_receivable) into strict v_owes from ledger.account a where a.id = v_debt for no key update;
        if v_owes > 0 then v_legs := v_legs || row(1, v_debt, v_owes)::ledger.leg; end if;
        if p_minor > v_owes then
          v_legs := v_legs || row(1, ledger.open_account(v_kind, o.player_id, null, p_asset), p_minor - v_owes)::ledger.leg;
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

-- How far a provider's list was read; never back. The list is in the order of time, so what was read stays where it is.
create function payments.compared(p_provider text, p_account text, p_position bigint) returns void
language sql security definer set search_path = '' as $$
  insert into payments.comparison as x (provider, account, position) values (p_provider, p_account, p_position)
  on conflict (provider, account) do update set position = greatest(x.position, excluded.position), compared_at = clock_timestamp()
$$;

-- Writes a difference down, once; true when it is news.
create function payments.note_difference(p_provider text, p_account text, p_id text, p_name text, p_minor bigint) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  insert into payments.difference (provider, account, id, name, minor) values (p_provider, p_account, p_id, p_name, p_minor)
  on conflict do nothing;
  return found;
end $$;

revoke all on function payments.guard_refund, payments.open_refund, payments.begin_refund, payments.end_refund, payments.answer_refund,
  payments.resolve_refund, payments.record_take_back, payments.compared, payments.note_difference from public;
grant execute on function payments.open_refund, payments.begin_refund, payments.answer_refund, payments.resolve_refund,
  payments.record_take_back, payments.compared, payments.note_difference to cage_app;
grant select on payments.refund, payments.comparison, payments.difference to cage_app;

-- Stars are a player's and never cash: no rail pays them out, and nothing exchanges them.
insert into ledger.account_kind (kind, owner, sign, is_sharded) values ('player-stars', 'player', 'not-negative', false)
on conflict (kind) do nothing;
