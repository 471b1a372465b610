-- A player confirms a critical act with a code from the bot, and staff decide with a pass from the staff desk. Both are used
-- once however many try at once, so what counts tries and ends a code is decided here, under a lock. Neither the digits of
-- a code nor a pass is in any table: digits are derived from a secret that the database does not hold, a pass is its hash.

-- AlterTable
ALTER TABLE "payments"."order" ADD COLUMN "closed_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "identity"."one_time_code" (
    "id" UUID NOT NULL,
    "player_id" UUID NOT NULL,
    "act_kind" TEXT NOT NULL,
    "act_id" TEXT NOT NULL,
    "act" JSONB NOT NULL,
    "act_digest" BYTEA NOT NULL,
    "salt" BYTEA NOT NULL,
    "bot" TEXT NOT NULL,
    "chat" TEXT NOT NULL,
    "tries" SMALLINT NOT NULL DEFAULT 0,
    "last_try_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_as" TEXT,

    CONSTRAINT "one_time_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity"."code_lock" (
    "player_id" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "code_lock_pkey" PRIMARY KEY ("player_id")
);

-- CreateTable
CREATE TABLE "identity"."pass" (
    "id" UUID NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "staff_id" UUID NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "decision_digest" BYTEA NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "used_by" TEXT,

    CONSTRAINT "pass_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "one_time_code_player_id_created_at_idx" ON "identity"."one_time_code"("player_id", "created_at");

-- CreateIndex
CREATE INDEX "one_time_code_created_at_idx" ON "identity"."one_time_code"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "pass_code_hash_key" ON "identity"."pass"("code_hash");

-- CreateIndex
CREATE INDEX "pass_expires_at_idx" ON "identity"."pass"("expires_at");

-- AddForeignKey
ALTER TABLE "identity"."one_time_code" ADD CONSTRAINT "one_time_code_player_id_fkey" FOREIGN KEY ("player_id") REFERENCES "identity"."player"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "identity"."code_lock" ADD CONSTRAINT "code_lock_player_id_fkey" FOREIGN KEY ("player_id") REFERENCES "identity"."player"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

alter table identity.one_time_code
  add constraint code_digest check (octet_length(act_digest) = 32),
  add constraint code_salt check (octet_length(salt) = 16),
  add constraint code_tries check (tries between 0 and 5),
  add constraint code_window check (expires_at > created_at),
  add constraint code_end check ((ended_at is null) = (ended_as is null)
    and ended_as in ('confirmed', 'denied', 'expired', 'replaced', 'exhausted', 'changed', 'locked'));
alter table identity.pass
  add constraint pass_hash check (octet_length(code_hash) = 32 and octet_length(decision_digest) = 32),
  add constraint pass_window check (expires_at > issued_at),
  add constraint pass_use check ((used_at is null) = (used_by is null));

-- A player has one open code: the newest message in the chat is the one that counts, whatever it is about.
create unique index code_open on identity.one_time_code (player_id) where ended_at is null;
create index code_open_until on identity.one_time_code (expires_at) where ended_at is null;

create type identity.asked_code as (outcome text, chat text, expires_at timestamptz, until timestamptz, earlier uuid);
create type identity.tried_code as (outcome text, tries_left int, locked_until timestamptz);
create type identity.taken_pass as (outcome text, id uuid, staff_id uuid, is_first boolean);

-- Everything about a player's codes happens one after another: whoever asks, tries or confirms holds the player's row, so
-- that no two of them wait for each other in a circle.
create function identity.hold_codes(p_player uuid) returns void
language sql security definer set search_path = '' as $$
  select from identity.player where id = p_player for no key update
$$;

-- A new code for an act; the player's older one is void. Refused: no-chat, codes-locked, too-many-codes (five in ten minutes).
-- Lives ten minutes (ASVS 5.0, 6.5.5).
create function identity.ask_code(p_id uuid, p_player uuid, p_act_kind text, p_act_id text, p_act jsonb, p_digest bytea, p_salt bytea, p_bot text)
returns identity.asked_code
language plpgsql security definer set search_path = '' as $$
declare
  v identity.asked_code;
  v_now timestamptz;
begin
  perform identity.hold_codes(p_player);
  v_now := clock_timestamp();

  select l.until into v.until from identity.code_lock l where l.player_id = p_player and l.until > v_now;
  if found then v.outcome := 'codes-locked'; return v; end if;

  select l.subject into v.chat from identity.linked_account l
  where l.player_id = p_player and l.provider = 'telegram' and l.blocked_at is null
  order by l.linked_at limit 1;
  if not found then v.outcome := 'no-chat'; return v; end if;

  select c.created_at + interval '10 minutes' into v.until from identity.one_time_code c
  where c.player_id = p_player and c.created_at > v_now - interval '10 minutes'
  order by c.created_at desc offset 4 limit 1;
  if found then v.outcome := 'too-many-codes'; return v; end if;

  update identity.one_time_code c
  set ended_at = v_now, ended_as = case when c.expires_at <= v_now then 'expired' else 'replaced' end
  where c.player_id = p_player and c.ended_at is null
  returning c.id into v.earlier;

  v.outcome := 'asked';
  v.expires_at := v_now + interval '10 minutes';
  insert into identity.one_time_code (id, player_id, act_kind, act_id, act, act_digest, salt, bot, chat, created_at, expires_at)
  values (p_id, p_player, p_act_kind, p_act_id, p_act, p_digest, p_salt, p_bot, v.chat, v_now, v.expires_at);
  return v;
end $$;

-- Whether the code is this player's and still open: `open`, and it stays so until the end of the transaction; else
-- code-unknown or code-over.
create function identity.hold_code(p_code uuid, p_player uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  c identity.one_time_code;
begin
  perform identity.hold_codes(p_player);
  select * into c from identity.one_time_code x where x.id = p_code and x.player_id = p_player for update;
  if not found then return 'code-unknown'; end if;
  if c.ended_at is not null or c.expires_at <= clock_timestamp() then return 'code-over'; end if;
  return 'open';
end $$;

-- Somebody types digits. Whether they are right was found out by the caller, who has the secret; whether they may count is
-- decided here. `right`: the code is held and not ended, which is its caller's next step. Five wrong ones end a code;
-- fifteen within a day lock codes for an hour, and so does each one after that (GLI-19 v3.0, 2.5.3).
create function identity.try_code(p_code uuid, p_player uuid, p_act_kind text, p_act_id text, p_digest bytea, p_right boolean)
returns identity.tried_code
language plpgsql security definer set search_path = '' as $$
declare
  c identity.one_time_code;
  v identity.tried_code;
  v_now timestamptz;
begin
  v.outcome := identity.hold_code(p_code, p_player);
  if v.outcome = 'code-unknown' then return v; end if;
  select * into c from identity.one_time_code x where x.id = p_code;
  if (c.act_kind, c.act_id) is distinct from (p_act_kind, p_act_id) then v.outcome := 'code-unknown'; return v; end if;
  if v.outcome <> 'open' then return v; end if;

  -- Not what the message spelled out: no digits can confirm it, and these are not looked at.
  if c.act_digest <> p_digest then
    perform identity.end_code(p_code, 'changed');
    v.outcome := 'act-changed';
    return v;
  end if;
  if p_right then v.outcome := 'right'; return v; end if;

  v_now := clock_timestamp();
  v.outcome := 'code-wrong';
  v.tries_left := 4 - c.tries;
  update identity.one_time_code x set tries = x.tries + 1, last_try_at = v_now where x.id = p_code;
  if (select sum(x.tries) from identity.one_time_code x
      where x.player_id = p_player and x.last_try_at > v_now - interval '1 day') >= 15 then
    v.tries_left := 0;
    v.locked_until := v_now + interval '1 hour';
    insert into identity.code_lock (player_id, until) values (p_player, v.locked_until)
    on conflict (player_id) do update set until = excluded.until;
    perform identity.end_code(p_code, 'locked');
  elsif v.tries_left = 0 then
    perform identity.end_code(p_code, 'exhausted');
  end if;
  return v;
end $$;

-- Ends an open code; true when this call did.
create function identity.end_code(p_code uuid, p_as text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update identity.one_time_code x set ended_at = clock_timestamp(), ended_as = p_as where x.id = p_code and x.ended_at is null;
  return found;
end $$;

-- Ends codes whose time is over, but for those somebody is confirming now.
create function identity.expire_codes(p_most int) returns setof uuid
language sql security definer set search_path = '' as $$
  update identity.one_time_code t set ended_at = clock_timestamp(), ended_as = 'expired'
  from (
    select x.id from identity.one_time_code x where x.ended_at is null and x.expires_at <= clock_timestamp()
    order by x.expires_at limit p_most for update skip locked) due
  where t.id = due.id
  returning t.id
$$;

-- Forgets codes and passes nobody counts any more: two days old. What became of each is in the trail.
create function identity.forget_codes(p_most int) returns bigint
language sql security definer set search_path = '' as $$
  with codes as (
    delete from identity.one_time_code where id in (
      select x.id from identity.one_time_code x
      where x.created_at < clock_timestamp() - interval '2 days' and x.ended_at is not null limit p_most) returning 1),
  locks as (
    delete from identity.code_lock where until < clock_timestamp() - interval '2 days' returning 1),
  passes as (
    delete from identity.pass where id in (
      select x.id from identity.pass x where x.expires_at < clock_timestamp() - interval '2 days' limit p_most) returning 1)
  select (select count(*) from codes) + (select count(*) from locks) + (select count(*) from passes)
$$;

-- A pass for one decision, as its hash. Lives ten minutes.
create function identity.issue_pass(p_id uuid, p_hash bytea, p_staff uuid, p_workflow text, p_action text, p_decision bytea)
returns timestamptz
language sql security definer set search_path = '' as $$
  insert into identity.pass (id, code_hash, staff_id, workflow_id, action, decision_digest, issued_at, expires_at)
  select p_id, p_hash, p_staff, p_workflow, p_action, p_decision, moment, moment + interval '10 minutes'
  from clock_timestamp() moment
  returning expires_at
$$;

-- Uses a pass, once. `p_by` names who uses it: asked again by the same, it answers as the first time, however late.
create function identity.take_pass(p_hash bytea, p_workflow text, p_action text, p_decision bytea, p_by text)
returns identity.taken_pass
language plpgsql security definer set search_path = '' as $$
declare
  p identity.pass;
  v identity.taken_pass;
begin
  select * into p from identity.pass x where x.code_hash = p_hash for update;
  if not found then v.outcome := 'pass-unknown'; return v; end if;
  v.id := p.id;
  if (p.workflow_id, p.action, p.decision_digest) is distinct from (p_workflow, p_action, p_decision) then
    v.outcome := 'pass-other-case';
  elsif p.used_by = p_by then
    v.outcome := 'taken';
    v.staff_id := p.staff_id;
    v.is_first := false;
  elsif p.used_at is not null then
    v.outcome := 'pass-used';
  elsif p.expires_at <= clock_timestamp() then
    v.outcome := 'pass-expired';
  else
    update identity.pass x set used_at = clock_timestamp(), used_by = p_by where x.id = p.id;
    v.outcome := 'taken';
    v.staff_id := p.staff_id;
    v.is_first := true;
  end if;
  return v;
end $$;

revoke all on function identity.hold_codes, identity.ask_code, identity.hold_code, identity.try_code, identity.end_code,
  identity.expire_codes, identity.forget_codes, identity.issue_pass, identity.take_pass from public;
grant execute on function identity.ask_code, identity.hold_code, identity.try_code, identity.end_code,
  identity.expire_codes, identity.forget_codes, identity.issue_pass, identity.take_pass to cage_app;
grant select on identity.one_time_code, identity.code_lock, identity.pass to cage_app;
grant update (closed_at) on payments."order" to cage_app;
alter table payments."order" add constraint order_closed check (closed_at is null or status in ('expired', 'credited'));
