-- Players come in by the Mini App too: a session for each device, a language they may choose, and wishes they may repeat
-- because an answer was lost on the way.

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "requests";

-- AlterTable
ALTER TABLE "identity"."player" ADD COLUMN "chosen_language" TEXT;

-- CreateTable
CREATE TABLE "identity"."session" (
    "id" UUID NOT NULL,
    "player_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "door" TEXT NOT NULL,
    "bot" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "requests"."idempotency_key" (
    "player_id" UUID NOT NULL,
    "key" UUID NOT NULL,
    "route" TEXT NOT NULL,
    "body_hash" BYTEA NOT NULL,
    "answer" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("player_id","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "identity"."session"("token_hash");

-- CreateIndex
CREATE INDEX "session_player_id_idx" ON "identity"."session"("player_id");

-- CreateIndex
CREATE INDEX "session_expires_at_idx" ON "identity"."session"("expires_at");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "requests"."idempotency_key"("created_at");

-- AddForeignKey
ALTER TABLE "identity"."session" ADD CONSTRAINT "session_player_id_fkey" FOREIGN KEY ("player_id") REFERENCES "identity"."player"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

alter table identity.session
  add constraint session_hash check (octet_length(token_hash) = 32),
  add constraint session_window check (expires_at > opened_at);
alter table requests.idempotency_key add constraint key_hash check (octet_length(body_hash) = 32);

-- As before, but in the language the player chose, if they chose one; and what Telegram says of it is kept up to date.
create or replace function identity.player_for(p_provider text, p_subject text, p_new_id uuid, p_language text, p_wallet text)
returns identity.admitted
language plpgsql security definer set search_path = '' as $$
declare
  v identity.admitted;
  v_told text;
begin
  select p.id, coalesce(p.chosen_language, p_language), p.wallet_asset, false, p.language
  into v.player_id, v.language, v.wallet_asset, v.is_new, v_told
  from identity.linked_account l join identity.player p on p.id = l.player_id
  where l.provider = p_provider and l.subject = p_subject;

  if not found then
    -- Who waits here for another session's insert finds its player below.
    perform pg_advisory_xact_lock(hashtextextended(p_provider || ':' || p_subject, 7));
    select p.id, coalesce(p.chosen_language, p_language), p.wallet_asset, false, p.language
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

  insert into identity.player (id, language, wallet_asset) values (p_new_id, p_language, p_wallet);
  insert into identity.linked_account (provider, subject, player_id) values (p_provider, p_subject, p_new_id);
  perform ledger.open_account('player-cash', p_new_id, null, p_wallet);
  perform audit.append('player', p_new_id::text, 'player.joined', p_new_id::text, jsonb_build_object('door', p_provider));
  return (p_new_id, p_language, p_wallet, true)::identity.admitted;
end $$;

grant usage on schema requests to cage_app;
grant select on identity.session, requests.idempotency_key to cage_app;
grant insert, delete, update (ended_at) on identity.session to cage_app;
grant update (chosen_language) on identity.player to cage_app;
grant insert, delete on requests.idempotency_key to cage_app;
