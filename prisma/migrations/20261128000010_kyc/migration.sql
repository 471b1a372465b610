-- A pass says about what it was taken, so that nobody decides upon documents they have not seen; a member of staff may be a player,
-- and must not decide upon themselves; who is two players is found without keeping what they are called in the clear.

-- AlterTable
ALTER TABLE "identity"."pass" ADD COLUMN "about" TEXT;

-- AlterTable
ALTER TABLE "identity"."staff" ADD COLUMN "telegram_hash" BYTEA;

-- AlterTable
ALTER TABLE "compliance"."verification" ADD COLUMN "review_by" TIMESTAMPTZ(3),
ADD COLUMN "document_until" DATE,
ADD COLUMN "screened_by" TEXT,
ADD COLUMN "told_in" INTEGER;

-- CreateTable
CREATE TABLE "compliance"."likeness" (
    "player_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "digest" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "likeness_pkey" PRIMARY KEY ("player_id","kind")
);

-- CreateIndex
CREATE INDEX "likeness_kind_digest_idx" ON "compliance"."likeness"("kind", "digest");

-- CreateIndex
CREATE INDEX "verification_screened_by_idx" ON "compliance"."verification"("screened_by");

-- AddForeignKey
ALTER TABLE "compliance"."likeness" ADD CONSTRAINT "likeness_player_id_fkey" FOREIGN KEY ("player_id") REFERENCES "compliance"."verification"("player_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

alter table compliance.likeness
  add constraint likeness_kind check (kind in ('document', 'person')),
  add constraint likeness_digest check (length(digest) = 32);
alter table identity.staff
  add constraint staff_telegram_hash check (length(telegram_hash) = 32);

-- Both take one argument more: about what a pass was taken.
drop function identity.issue_pass(uuid, bytea, uuid, text, text, bytea);
drop function identity.use_pass(bytea, text, text, bytea, text, text[]);

grant select, insert, update on compliance.likeness to cage_app;
grant update (telegram_hash) on identity.staff to cage_app;
