-- One person at several doors and on several devices. Sessions become families of refresh tokens that are rotated at each
-- use; proofs of identity are used once; a browser is let in by the chat; two accounts of one person are joined; staff come in.

-- AlterTable
ALTER TABLE "identity"."player" ADD COLUMN     "closed_at" TIMESTAMPTZ(3),
ADD COLUMN     "invite_code" TEXT NOT NULL DEFAULT "left"(replace((gen_random_uuid())::text, '-'::text, ''::text), 12),
ADD COLUMN     "joined_into" UUID;

-- The sessions of before were opened with a token that nothing can refresh: their players open the app once more.
update identity.session set ended_at = clock_timestamp() where ended_at is null;

-- DropIndex
DROP INDEX "identity"."session_token_hash_key";

-- AlterTable
ALTER TABLE "identity"."session" DROP CONSTRAINT session_hash,
DROP COLUMN "token_hash",
ADD COLUMN     "device" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "ended_why" TEXT,
ADD COLUMN     "idle_ms" INTEGER NOT NULL DEFAULT 1800000,
ADD COLUMN     "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "staff_id" UUID,
ALTER COLUMN "player_id" DROP NOT NULL,
ALTER COLUMN "bot" DROP NOT NULL;

-- CreateTable
CREATE TABLE "identity"."refresh_token" (
    "hash" BYTEA NOT NULL,
    "session_id" UUID NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),
    "successor" BYTEA,

    CONSTRAINT "refresh_token_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "identity"."spent_proof" (
    "fingerprint" BYTEA NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "spent_proof_pkey" PRIMARY KEY ("fingerprint")
);

-- CreateTable
CREATE TABLE "identity"."ticket" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "player_id" UUID,
    "device" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "choices" INTEGER[],
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "telegram_id" TEXT,
    "bot" TEXT,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "stays" TEXT,

    CONSTRAINT "ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity"."arrival" (
    "player_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "referrer_id" UUID,
    "is_first" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "arrival_pkey" PRIMARY KEY ("player_id","kind","value")
);

-- CreateTable
CREATE TABLE "identity"."staff" (
    "id" UUID NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "roles" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "player_invite_code_key" ON "identity"."player"("invite_code");

-- CreateIndex
CREATE INDEX "session_staff_id_idx" ON "identity"."session"("staff_id");

-- CreateIndex
CREATE INDEX "refresh_token_session_id_idx" ON "identity"."refresh_token"("session_id");

-- CreateIndex
CREATE INDEX "spent_proof_until_idx" ON "identity"."spent_proof"("until");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_code_hash_key" ON "identity"."ticket"("code_hash");

-- CreateIndex
CREATE INDEX "ticket_expires_at_idx" ON "identity"."ticket"("expires_at");

-- CreateIndex
CREATE INDEX "arrival_referrer_id_idx" ON "identity"."arrival"("referrer_id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_issuer_subject_key" ON "identity"."staff"("issuer", "subject");

-- AddForeignKey
ALTER TABLE "identity"."player" ADD CONSTRAINT "player_joined_into_fkey" FOREIGN KEY ("joined_into") REFERENCES "identity"."player"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "identity"."session" ADD CONSTRAINT "session_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "identity"."staff"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "identity"."refresh_token" ADD CONSTRAINT "refresh_token_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "identity"."session"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "identity"."ticket" ADD CONSTRAINT "ticket_player_id_fkey" FOREIGN KEY ("player_id") REFERENCES "identity"."player"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "identity"."pass" ADD CONSTRAINT "pass_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "identity"."staff"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "identity"."arrival" ADD CONSTRAINT "arrival_player_id_fkey" FOREIGN KEY ("player_id") REFERENCES "identity"."player"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

alter table identity.session add constraint session_owner check (num_nonnulls(player_id, staff_id) = 1);
alter table identity.refresh_token
  add constraint refresh_hash check (octet_length(hash) = 32),
  add constraint refresh_used check (successor is null or used_at is not null);
alter table identity.player
  add constraint player_joined check ((joined_into is null) = (closed_at is null)),
  add constraint player_joined_other check (joined_into <> id);
alter table identity.ticket
  add constraint ticket_kind check (kind in ('sign-in', 'link') and (kind = 'link') = (player_id is not null)),
  add constraint ticket_status check (status in ('waiting', 'seen', 'agreed', 'refused', 'done')),
  add constraint ticket_window check (expires_at > opened_at and expires_at <= opened_at + interval '5 minutes');
alter table identity.arrival add constraint arrival_kind check (kind in ('referral', 'campaign'));

-- A code that is read out is the end of an id: staff find by it.
create index player_tail on identity.player (right(id::text, 8));
create index order_tail on payments."order" (right(id::text, 8));

create type identity.refreshed as (outcome text, session_id uuid, successor bytea);

-- A refresh token is used once: its successor takes its place. Two tabs that ask in the same moment get the same successor,
-- which lies here locked under the used token and for a few seconds only; whoever shows a used token later has stolen it, or
-- was robbed of it, and nobody knows which: the family ends. All of it under the lock of the session.
create function identity.refresh(p_hash bytea, p_next bytea, p_successor bytea, p_grace_ms integer) returns identity.refreshed
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
  v_session identity.session;
  v_token identity.refresh_token;
  v_now timestamptz;
begin
  select r.session_id into v_id from identity.refresh_token r where r.hash = p_hash;
  if not found then return ('unknown', null, null)::identity.refreshed; end if;
  select * into v_session from identity.session s where s.id = v_id for update;
  select * into v_token from identity.refresh_token r where r.hash = p_hash;
  v_now := clock_timestamp();
  if v_session.ended_at is not null or v_session.expires_at <= v_now then
    return ('ended', v_id, null)::identity.refreshed;
  end if;
  if v_session.seen_at + v_session.idle_ms * interval '1 millisecond' <= v_now then
    update identity.session set ended_at = v_now, ended_why = 'idle' where id = v_id;
    return ('ended', v_id, null)::identity.refreshed;
  end if;
  if v_token.used_at is null then
    update identity.refresh_token set used_at = v_now, successor = p_successor where hash = p_hash;
    insert into identity.refresh_token (hash, session_id, issued_at) values (p_next, v_id, v_now);
    update identity.session set seen_at = v_now where id = v_id;
    -- Their few seconds are over: an old token and a copy of this table lead nowhere.
    update identity.refresh_token set successor = null
    where session_id = v_id and successor is not null and used_at < v_now - p_grace_ms * interval '1 millisecond';
    return ('rotated', v_id, null)::identity.refreshed;
  end if;
  if v_now < v_token.used_at + p_grace_ms * interval '1 millisecond' then
    return ('again', v_id, v_token.successor)::identity.refreshed;
  end if;
  update identity.session set ended_at = v_now, ended_why = 'token-reused' where id = v_id;
  perform audit.append('system', null, 'session.ended', v_id::text, jsonb_build_object('why', 'token-reused'));
  return ('reused', v_id, null)::identity.refreshed;
end $$;

-- As before; a door that does not tell a language leaves what was told before.
create or replace function identity.player_for(p_provider text, p_subject text, p_new_id uuid, p_language text, p_wallet text)
returns identity.admitted
language plpgsql security definer set search_path = '' as $$
declare
  v identity.admitted;
  v_told text;
begin
  select p.id, coalesce(p.chosen_language, p_language, p.language), p.wallet_asset, false, p.language
  into v.player_id, v.language, v.wallet_asset, v.is_new, v_told
  from identity.linked_account l join identity.player p on p.id = l.player_id
  where l.provider = p_provider and l.subject = p_subject;

  if not found then
    -- Who waits here for another session's insert finds its player below.
    perform pg_advisory_xact_lock(hashtextextended(p_provider || ':' || p_subject, 7));
    select p.id, coalesce(p.chosen_language, p_language, p.language), p.wallet_asset, false, p.language
    into v.player_id, v.language, v.wallet_asset, v.is_new, v_told
    from identity.linked_account l join identity.player p on p.id = l.player_id
    where l.provider = p_provider and l.subject = p_subject;
  end if;

  if found then
    if v_told <> p_language then
      update identity.player set language = p_language where id = v.player_id;
    end if;
    return v;
  end if;

  insert into identity.player (id, language, wallet_asset) values (p_new_id, coalesce(p_language, 'en'), p_wallet);
  insert into identity.linked_account (provider, subject, player_id) values (p_provider, p_subject, p_new_id);
  perform ledger.open_account('player-cash', p_new_id, null, p_wallet);
  perform audit.append('player', p_new_id::text, 'player.joined', p_new_id::text, jsonb_build_object('door', p_provider));
  return (p_new_id, coalesce(p_language, 'en'), p_wallet, true)::identity.admitted;
end $$;

-- Somebody begins without Telegram: a player with no door but the browser they are in.
create function identity.guest(p_id uuid, p_language text, p_wallet text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into identity.player (id, language, wallet_asset) values (p_id, p_language, p_wallet);
  perform ledger.open_account('player-cash', p_id, null, p_wallet);
  perform audit.append('player', p_id::text, 'player.joined', p_id::text, jsonb_build_object('door', 'browser'));
end $$;

-- One Telegram account opens one player, and one player has one: the door is hung where it belongs, or taken off.
create function identity.hang_door(p_provider text, p_subject text, p_player uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from identity.linked_account l where l.player_id = p_player and l.provider = p_provider and l.subject <> p_subject) then
    raise exception 'the player has another % account', p_provider using errcode = 'CG004';
  end if;
  insert into identity.linked_account (provider, subject, player_id) values (p_provider, p_subject, p_player)
  on conflict (provider, subject) do update set player_id = excluded.player_id, linked_at = now();
end $$;

-- Without it the open sessions are the only way in that is left: they last as long as those of somebody who began in a browser.
create function identity.take_door(p_provider text, p_player uuid, p_idle_ms integer, p_longest_ms bigint) returns setof uuid
language plpgsql security definer set search_path = '' as $$
begin
  delete from identity.linked_account l where l.provider = p_provider and l.player_id = p_player;
  return query
    update identity.session s
    set idle_ms = p_idle_ms, expires_at = s.opened_at + p_longest_ms * interval '1 millisecond'
    where s.player_id = p_player and s.ended_at is null
    returning s.id;
end $$;

-- The other account of the same person. What happened in it stays written; nobody comes in by it any more.
create function identity.close_player(p_player uuid, p_into uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update identity.player set joined_into = p_into, closed_at = clock_timestamp() where id = p_player and closed_at is null;
  update identity.session set ended_at = clock_timestamp(), ended_why = 'joined' where player_id = p_player and ended_at is null;
end $$;

revoke all on all functions in schema identity from public;
grant execute on all functions in schema identity to cage_app;
grant select on identity.refresh_token, identity.spent_proof, identity.ticket, identity.arrival, identity.staff to cage_app;
grant insert on identity.refresh_token, identity.arrival to cage_app;
grant insert, delete on identity.spent_proof to cage_app;
grant insert, delete, update (status, telegram_id, bot, stays) on identity.ticket to cage_app;
grant insert, update (name, roles) on identity.staff to cage_app;
grant update (ended_why) on identity.session to cage_app;
