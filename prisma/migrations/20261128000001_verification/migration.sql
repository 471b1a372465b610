-- A player may have to show who they are. What is asked of them, how far they are verified, what was found without a person and
-- what a person decided is kept here, so that the workflow that waits for it can be begun anew from it. What the player says of
-- themselves is sealed under their own key, and the files are nowhere in the database.

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "compliance";

-- CreateTable
CREATE TABLE "compliance"."verification" (
    "player_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "level" SMALLINT NOT NULL DEFAULT 0,
    "level_until" DATE,
    "aims" SMALLINT NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "because" TEXT,
    "asked_at" TIMESTAMPTZ(3),
    "answer_by" TIMESTAMPTZ(3),
    "submitted_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "refused_why" TEXT,
    "facts" BYTEA,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("player_id")
);

-- CreateTable
CREATE TABLE "compliance"."asked_document" (
    "player_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "why" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "asked_document_pkey" PRIMARY KEY ("player_id","kind")
);

-- CreateTable
CREATE TABLE "compliance"."verification_check" (
    "player_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "found" TEXT[],
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_check_pkey" PRIMARY KEY ("player_id","revision","kind")
);

-- CreateTable
CREATE TABLE "compliance"."verification_decision" (
    "player_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "staff_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "decision" JSONB NOT NULL,
    "pass_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_decision_pkey" PRIMARY KEY ("player_id","revision","staff_id")
);

-- CreateIndex
CREATE INDEX "verification_status_submitted_at_idx" ON "compliance"."verification"("status", "submitted_at");

-- AddForeignKey
ALTER TABLE "compliance"."asked_document" ADD CONSTRAINT "asked_document_player_id_fkey" FOREIGN KEY ("player_id") REFERENCES "compliance"."verification"("player_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "compliance"."verification_check" ADD CONSTRAINT "verification_check_player_id_fkey" FOREIGN KEY ("player_id") REFERENCES "compliance"."verification"("player_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "compliance"."verification_decision" ADD CONSTRAINT "verification_decision_player_id_fkey" FOREIGN KEY ("player_id") REFERENCES "compliance"."verification"("player_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

alter table compliance.verification
  add constraint verification_status check (status in ('idle', 'asked', 'checking', 'in-review', 'approved', 'refused')),
  add constraint verification_level check (level between 0 and 2 and aims between 0 and 2),
  add constraint verification_because check (because in ('player-wishes', 'before-play', 'deposits-in-total', 'withdrawal', 'document-expired', 'screening', 'staff'));
alter table compliance.asked_document
  add constraint asked_document_kind check (kind in ('identity', 'selfie', 'address', 'funds')),
  add constraint asked_document_state check (state in ('asked', 'received', 'accepted', 'again'));
alter table compliance.verification_check
  add constraint verification_check_kind check (kind in ('files', 'expiry', 'age', 'name', 'duplicate', 'sanctions')),
  add constraint verification_check_outcome check (outcome in ('pass', 'look', 'fail', 'unknown'));
alter table compliance.verification_decision
  add constraint verification_decision_outcome check (outcome in ('approve', 'ask-again', 'refuse'));

grant usage on schema compliance to cage_app;
grant select, insert, update on compliance.verification, compliance.asked_document to cage_app;
grant select, insert on compliance.verification_check, compliance.verification_decision to cage_app;
