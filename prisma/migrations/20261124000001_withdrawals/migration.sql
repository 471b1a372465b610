-- A withdrawal holds a player's money from the wish to its end, and that end is written once: what was paid is posted, the
-- rest is free again, in one command. Nothing is sent twice, whoever repeats what: a part of a payout is handed out for
-- sending once, and a second time only after somebody proved that the provider never accepted the first.

-- CreateTable
CREATE TABLE "payments"."withdrawal" (
    "id" UUID NOT NULL,
    "player_id" UUID NOT NULL,
    "rail" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "asset" TEXT NOT NULL,
    "minor" BIGINT NOT NULL,
    "fee_minor" BIGINT NOT NULL,
    "destination" TEXT NOT NULL,
    "hold_id" UUID NOT NULL,
    "fee_hold_id" UUID,
    "paid_minor" BIGINT,
    "approvals_needed" SMALLINT,
    "review_reasons" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "shown_bot" TEXT,
    "shown_chat" BIGINT,
    "shown_message" BIGINT,
    "shown_key" TEXT,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "confirm_by" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "sending_at" TIMESTAMPTZ(3),
    "stopped_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "withdrawal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payments"."payout" (
    "reference" UUID NOT NULL,
    "withdrawal_id" UUID NOT NULL,
    "n" SMALLINT NOT NULL,
    "minor" BIGINT NOT NULL,
    "target" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempt" SMALLINT NOT NULL DEFAULT 0,
    "provider_ref" TEXT,
    "answer" TEXT,
    "first_sent_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "resolved_pass" UUID,

    CONSTRAINT "payout_pkey" PRIMARY KEY ("reference")
);

-- CreateTable
CREATE TABLE "payments"."approval" (
    "withdrawal_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "pass_id" UUID NOT NULL,
    "approved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("withdrawal_id","staff_id")
);

-- CreateIndex
CREATE INDEX "withdrawal_player_id_requested_at_idx" ON "payments"."withdrawal"("player_id", "requested_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "withdrawal_hold_id_key" ON "payments"."withdrawal"("hold_id");

-- CreateIndex
CREATE UNIQUE INDEX "payout_withdrawal_id_n_key" ON "payments"."payout"("withdrawal_id", "n");

-- CreateIndex
CREATE INDEX "payout_target_idx" ON "payments"."payout"("target");

-- AddForeignKey
ALTER TABLE "payments"."payout" ADD CONSTRAINT "payout_withdrawal_id_fkey" FOREIGN KEY ("withdrawal_id") REFERENCES "payments"."withdrawal"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "payments"."approval" ADD CONSTRAINT "approval_withdrawal_id_fkey" FOREIGN KEY ("withdrawal_id") REFERENCES "payments"."withdrawal"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

alter table payments.withdrawal
  add constraint withdrawal_status check (status in
    ('awaiting-code', 'confirmed', 'awaiting-approval', 'sending', 'paid', 'paid-in-part', 'refused', 'declined', 'expired', 'cancelled')),
  add constraint withdrawal_amounts check (minor > 0 and fee_minor >= 0 and paid_minor between 0 and minor),
  add constraint withdrawal_fee_held check ((fee_hold_id is null) = (fee_minor = 0)),
  add constraint withdrawal_paid check (case status
    when 'paid' then paid_minor = minor when 'paid-in-part' then paid_minor > 0 and paid_minor < minor
    else coalesce(paid_minor, 0) = 0 end),
  add constraint withdrawal_over check ((ended_at is not null)
    = (status in ('paid', 'paid-in-part', 'refused', 'declined', 'expired', 'cancelled')) and (ended_at is null) = (paid_minor is null)),
  add constraint withdrawal_sent check (sending_at is not null or status not in ('sending', 'paid', 'paid-in-part', 'refused')),
  add constraint withdrawal_reviewed check (approvals_needed between 0 and 2 and (sending_at is null or approvals_needed is not null)),
  add constraint withdrawal_window check (confirm_by > requested_at);
alter table payments.payout
  add constraint payout_state check (state in ('planned', 'sending', 'accepted', 'paid', 'refused', 'dropped')),
  add constraint payout_amount check (minor > 0),
  add constraint payout_sent check ((attempt > 0) = (first_sent_at is not null) and (attempt > 0 or state in ('planned', 'dropped')));
-- One at a time waits for its code, and no tap makes two.
create unique index withdrawal_unconfirmed on payments.withdrawal (player_id) where status = 'awaiting-code';
create unique index withdrawal_owns_its_message on payments.withdrawal (shown_bot, shown_chat, shown_message) where shown_message is not null;
create index withdrawal_under_way on payments.withdrawal (requested_at) where status in ('awaiting-code', 'confirmed', 'awaiting-approval', 'sending');
create index withdrawal_tail on payments.withdrawal (right(id::text, 8));

-- A withdrawal goes forward only, whoever writes; what was promised in it does not change.
create function payments.guard_withdrawal() returns trigger
language plpgsql set search_path = '' as $$
begin
  if (new.id, new.player_id, new.rail, new.asset, new.minor, new.fee_minor, new.destination, new.hold_id, new.fee_hold_id, new.requested_at, new.confirm_by)
    is distinct from (old.id, old.player_id, old.rail, old.asset, old.minor, old.fee_minor, old.destination, old.hold_id, old.fee_hold_id, old.requested_at, old.confirm_by) then
    raise exception 'withdrawal % changes in its state alone', old.id using errcode = 'CG002';
  end if;
  if new.status <> old.status and (old.status, new.status) not in (
    ('awaiting-code', 'confirmed'), ('awaiting-code', 'expired'), ('awaiting-code', 'cancelled'),
    ('confirmed', 'awaiting-approval'), ('confirmed', 'sending'), ('confirmed', 'cancelled'), ('confirmed', 'declined'),
    ('awaiting-approval', 'sending'), ('awaiting-approval', 'cancelled'), ('awaiting-approval', 'declined'),
    ('sending', 'paid'), ('sending', 'paid-in-part'), ('sending', 'refused')) then
    raise exception 'withdrawal % does not go from % to %', old.id, old.status, new.status using errcode = 'CG002';
  end if;
  return new;
end $$;
create trigger withdrawal_forward before update on payments.withdrawal
  for each row execute function payments.guard_withdrawal();

-- The way back, from sending to planned, is open to a proof alone: payments.answer_payout writes it, and counts attempts.
create function payments.guard_payout() returns trigger
language plpgsql set search_path = '' as $$
begin
  if (new.reference, new.withdrawal_id, new.n, new.minor, new.target) is distinct from (old.reference, old.withdrawal_id, old.n, old.minor, old.target)
    or new.attempt < old.attempt or (old.first_sent_at is not null and new.first_sent_at is distinct from old.first_sent_at) then
    raise exception 'payout % changes in its state alone', old.reference using errcode = 'CG002';
  end if;
  if new.state <> old.state and (old.state, new.state) not in (
    ('planned', 'sending'), ('planned', 'dropped'), ('planned', 'accepted'), ('planned', 'paid'), ('planned', 'refused'),
    ('sending', 'accepted'), ('sending', 'paid'), ('sending', 'refused'), ('sending', 'planned'), ('sending', 'dropped'),
    ('accepted', 'paid'), ('accepted', 'refused')) then
    raise exception 'payout % does not go from % to %', old.reference, old.state, new.state using errcode = 'CG002';
  end if;
  return new;
end $$;
create trigger payout_forward before update on payments.payout
  for each row execute function payments.guard_payout();
create function payments.keep_withdrawals() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception '% on %.% is refused: what became of money stays written', tg_op, tg_table_schema, tg_table_name using errcode = 'CG002';
end $$;
create trigger withdrawal_keep before delete or truncate on payments.withdrawal
  for each statement execute function payments.keep_withdrawals();
create trigger payout_keep before delete or truncate on payments.payout
  for each statement execute function payments.keep_withdrawals();
create trigger approval_keep before update or delete or truncate on payments.approval
  for each statement execute function payments.keep_withdrawals();

-- Holds the money and writes the wish with its plan, or refuses: insufficient-funds is the player's lack, rail-short that of
-- the house at the provider: what is held there keeps its room, so that what was paid can always be booked.
-- Locks: the ledger's accounts. Two wishes of one player come one after another, by their caller.
create function payments.request_withdrawal(p_id uuid, p_player uuid, p_rail text, p_asset text, p_minor bigint, p_fee bigint,
  p_destination text, p_requested_at timestamptz, p_confirm_by timestamptz, p_hold uuid, p_fee_hold uuid,
  p_bot text, p_chat bigint, p_message bigint, p_key text, p_references uuid[], p_minors bigint[], p_targets text[]) returns text
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
    row(1, ledger.open_account('clearing', null, p_rail, p_asset), p_minor)::ledger.leg];
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
    shown_bot, shown_chat, shown_message, shown_key, requested_at, confirm_by)
  values (p_id, p_player, p_rail, 'awaiting-code', p_asset, p_minor, p_fee, p_destination, p_hold,
    case when p_fee > 0 then p_fee_hold end, p_bot, p_chat, p_message, p_key, p_requested_at, p_confirm_by);
  insert into payments.payout (reference, withdrawal_id, n, minor, target, state)
  select g.reference, p_id, g.n, g.minor, g.target, 'planned'
  from unnest(p_references, p_minors, p_targets) with ordinality as g(reference, minor, target, n);
  return 'held';
end $$;

-- The player confirmed just this. `changed`: it is something else than they read, or too late.
create function payments.confirm_withdrawal(p_id uuid, p_player uuid, p_asset text, p_minor bigint, p_fee bigint, p_destination text) returns text
language plpgsql security definer set search_path = '' as $$
begin
  update payments.withdrawal w set status = 'confirmed', confirmed_at = clock_timestamp()
  where w.id = p_id and w.player_id = p_player and w.status = 'awaiting-code' and w.confirm_by > clock_timestamp()
    and (w.asset, w.minor, w.fee_minor, w.destination) = (p_asset, p_minor, p_fee, p_destination);
  return case when found then 'confirmed' else 'changed' end;
end $$;

-- What was looked at: how many of staff must approve, and why. Once; asked again it answers what was decided.
create function payments.review_withdrawal(p_id uuid, p_needed int, p_reasons text[]) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update payments.withdrawal w
  set approvals_needed = p_needed, review_reasons = p_reasons, status = case when p_needed > 0 then 'awaiting-approval' else w.status end
  where w.id = p_id and w.status = 'confirmed' and w.approvals_needed is null;
  return found;
end $$;

-- One of staff approves: approved | one-more | same-person | too-late. The same pass again is answered as the first time.
create function payments.approve_withdrawal(p_id uuid, p_staff uuid, p_pass uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  w payments.withdrawal;
  v_pass uuid;
begin
  select * into strict w from payments.withdrawal x where x.id = p_id for update;
  select a.pass_id into v_pass from payments.approval a where a.withdrawal_id = p_id and a.staff_id = p_staff;
  if found and v_pass <> p_pass then return 'same-person'; end if;
  if v_pass is null then
    if w.status <> 'awaiting-approval' then return 'too-late'; end if;
    insert into payments.approval (withdrawal_id, staff_id, pass_id) values (p_id, p_staff, p_pass);
  end if;
  return case when (select count(*) from payments.approval a where a.withdrawal_id = p_id) >= w.approvals_needed
    then 'approved' else 'one-more' end;
end $$;

-- From here on money may be on its way. True when this call opened that door; it opens for what was looked at and approved.
create function payments.start_sending(p_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update payments.withdrawal w set status = 'sending', sending_at = clock_timestamp()
  where w.id = p_id and w.status in ('confirmed', 'awaiting-approval')
    and (select count(*) from payments.approval a where a.withdrawal_id = p_id) >= w.approvals_needed;
  return found;
end $$;

create type payments.handed_payout as (may_send boolean, attempt int, first_sent_at timestamptz);

-- Hands a part out for sending. The second to ask is told no: the first may be sending it in this moment.
create function payments.begin_payout(p_reference uuid) returns payments.handed_payout
language plpgsql security definer set search_path = '' as $$
declare
  v payments.handed_payout;
begin
  v.may_send := false;
  perform from payments.withdrawal w join payments.payout p on p.withdrawal_id = w.id
  where p.reference = p_reference and w.status = 'sending' and w.stopped_at is null for share of w;
  if not found then return v; end if;
  -- What it says is of before this attempt: a key used before is not used again blindly.
  update payments.payout p set state = 'sending', attempt = p.attempt + 1, answer = null, answered_at = null,
    first_sent_at = coalesce(p.first_sent_at, clock_timestamp())
  where p.reference = p_reference and p.state = 'planned'
  returning true, p.attempt, case when p.attempt > 1 then p.first_sent_at end into v.may_send, v.attempt, v.first_sent_at;
  v.may_send := coalesce(v.may_send, false);
  return v;
end $$;

create type payments.answered_payout as (state text, is_news boolean);

-- What the provider says of a part, asked or told: accepted | paid | refused | never-accepted. Of another attempt than the
-- last it says nothing any more, but for how it ended. What has ended stays as it ended; an end that contradicts it is news
-- for people, and the caller sees it in the state that is answered.
create function payments.answer_payout(p_reference uuid, p_attempt int, p_answer text, p_provider_ref text, p_why text) returns payments.answered_payout
language plpgsql security definer set search_path = '' as $$
declare
  p payments.payout;
  v payments.answered_payout;
begin
  select * into strict p from payments.payout x where x.reference = p_reference for update;
  v.state := p.state;
  v.is_news := false;
  if p.attempt = 0 or p.state in ('paid', 'refused', 'dropped') then return v; end if;
  if p_answer not in ('paid', 'refused') and (p_attempt <> p.attempt or p.state <> 'sending') then return v; end if;
  -- Refused once and sent again since: the refusal is of the first.
  if p_answer = 'refused' and p_attempt <> p.attempt then return v; end if;
  -- Proven not to be accepted, it may be sent again, unless staff have stopped it.
  v.state := case when p_answer <> 'never-accepted' then p_answer
    when exists (select from payments.withdrawal w where w.id = p.withdrawal_id and w.stopped_at is not null) then 'dropped' else 'planned' end;
  v.is_news := true;
  update payments.payout x
  set state = v.state, provider_ref = coalesce(p_provider_ref, x.provider_ref), answer = coalesce(p_why, p_answer), answered_at = clock_timestamp()
  where x.reference = p_reference;
  return v;
end $$;

-- Staff know how a part ended that nobody else can tell: resolved | too-late. The same pass again is answered as the first time.
create function payments.resolve_payout(p_reference uuid, p_outcome text, p_pass uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  p payments.payout;
begin
  select * into strict p from payments.payout x where x.reference = p_reference for update;
  if p.resolved_pass = p_pass then return 'resolved'; end if;
  if p.state not in ('sending', 'accepted') then return 'too-late'; end if;
  update payments.payout x set state = p_outcome, resolved_pass = p_pass, answer = 'resolved', answered_at = clock_timestamp()
  where x.reference = p_reference;
  return 'resolved';
end $$;

-- What was not sent, or proven not to be accepted, will not be sent any more, nor what is proven so later. Answers how many
-- parts ended by it.
create function payments.drop_payouts(p_id uuid) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_dropped int;
begin
  update payments.withdrawal w set stopped_at = clock_timestamp() where w.id = p_id and w.stopped_at is null;
  update payments.payout p set state = 'dropped', answer = coalesce(p.answer, 'dropped'), answered_at = clock_timestamp()
  where p.withdrawal_id = p_id and p.state = 'planned';
  get diagnostics v_dropped = row_count;
  return v_dropped;
end $$;

-- Ends the holds of a withdrawal: so much was paid, so much of it is the fee; the rest is free again.
create function payments.end_holds(w payments.withdrawal, p_paid bigint, p_fee bigint, p_end uuid, p_fee_end uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_commands ledger.command[];
  v_answers ledger.answer[];
begin
  v_commands := array[case when p_paid > 0 then row(p_end, 'post-hold', 'withdrawal', w.id, w.hold_id, p_paid, null, null, 1)::ledger.command
    else row(p_end, 'void-hold', 'withdrawal', w.id, w.hold_id, null, null, null, 1)::ledger.command end];
  if w.fee_hold_id is not null then
    v_commands := v_commands || case when p_fee > 0 then row(p_fee_end, 'post-hold', 'withdrawal-fee', w.id, w.fee_hold_id, p_fee, null, null, 1)::ledger.command
      else row(p_fee_end, 'void-hold', 'withdrawal-fee', w.id, w.fee_hold_id, null, null, null, 1)::ledger.command end;
  end if;
  v_answers := ledger.execute(v_commands, '{}');
  if exists (select from unnest(v_answers) a where a.answer <> 'done') then
    raise exception 'the holds of withdrawal % were not ended: %', w.id, v_answers using errcode = 'CG001';
  end if;
end $$;

-- Ends a withdrawal of which nothing was sent, and frees its money. True when this call did.
create function payments.release_withdrawal(p_id uuid, p_as text, p_end uuid, p_fee_end uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  w payments.withdrawal;
begin
  select * into strict w from payments.withdrawal x where x.id = p_id for update;
  if not (p_as = 'expired' and w.status = 'awaiting-code'
    or p_as = 'cancelled' and w.status in ('awaiting-code', 'confirmed', 'awaiting-approval')
    or p_as = 'declined' and w.status in ('confirmed', 'awaiting-approval')) then
    return false;
  end if;
  perform payments.drop_payouts(p_id);
  update payments.withdrawal x set status = p_as, ended_at = clock_timestamp(), paid_minor = 0 where x.id = p_id;
  perform payments.end_holds(w, 0, 0, p_end, p_fee_end);
  return true;
end $$;

-- Ends a withdrawal when each of its parts has ended: posts what was paid, frees the rest. True when this call did. The fee of
-- a part is the same share of the fee, rounded down, in the player's favour.
create function payments.finish_withdrawal(p_id uuid, p_end uuid, p_fee_end uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  w payments.withdrawal;
  v_paid bigint;
  v_open bigint;
begin
  select * into strict w from payments.withdrawal x where x.id = p_id for update;
  if w.status <> 'sending' then return false; end if;
  perform from payments.payout x where x.withdrawal_id = p_id for update;
  select coalesce(sum(x.minor) filter (where x.state = 'paid'), 0), count(*) filter (where x.state not in ('paid', 'refused', 'dropped'))
  into v_paid, v_open from payments.payout x where x.withdrawal_id = p_id;
  if v_open > 0 then return false; end if;
  update payments.withdrawal x
  set status = case when v_paid = w.minor then 'paid' when v_paid > 0 then 'paid-in-part' else 'refused' end,
    ended_at = clock_timestamp(), paid_minor = v_paid
  where x.id = p_id;
  perform payments.end_holds(w, v_paid, div(w.fee_minor::numeric * v_paid, w.minor::numeric)::bigint, p_end, p_fee_end);
  return true;
end $$;

-- The message of a withdrawal turned out to be another one.
create function payments.move_withdrawal(p_id uuid, p_message bigint) returns void
language sql security definer set search_path = '' as $$
  update payments.withdrawal set shown_message = p_message, shown_key = null where id = p_id
$$;

revoke all on function payments.guard_withdrawal, payments.guard_payout, payments.keep_withdrawals, payments.request_withdrawal, payments.confirm_withdrawal,
  payments.review_withdrawal, payments.approve_withdrawal, payments.start_sending, payments.begin_payout, payments.answer_payout,
  payments.resolve_payout, payments.drop_payouts, payments.end_holds, payments.release_withdrawal, payments.finish_withdrawal,
  payments.move_withdrawal from public;
grant execute on function payments.request_withdrawal, payments.confirm_withdrawal, payments.review_withdrawal,
  payments.approve_withdrawal, payments.start_sending, payments.begin_payout, payments.answer_payout, payments.resolve_payout,
  payments.drop_payouts, payments.release_withdrawal, payments.finish_withdrawal, payments.move_withdrawal to cage_app;
grant select on payments.withdrawal, payments.payout, payments.approval to cage_app;
