-- The message of a bonus says for weeks how it stands, and its outbox row is forgotten after two days: which messages are a bonus's own
-- is kept with it, so that none goes on offering what was taken, refused or is over. Whoever ends offers is told which, to say so.

-- CreateTable
CREATE TABLE "play"."bonus_message" (
    "grant_id" UUID NOT NULL,
    "bot" TEXT NOT NULL,
    "chat" TEXT NOT NULL,
    "message" BIGINT NOT NULL,

    CONSTRAINT "bonus_message_pkey" PRIMARY KEY ("grant_id","bot","chat","message")
);

-- AddForeignKey
ALTER TABLE "play"."bonus_message" ADD CONSTRAINT "bonus_message_grant_id_fkey" FOREIGN KEY ("grant_id") REFERENCES "play"."grant"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

grant select, insert, delete on play.bonus_message to cage_app;

-- It answers rows now, where it answered a number.
drop function if exists play.expire_offers(timestamptz, int, uuid);
