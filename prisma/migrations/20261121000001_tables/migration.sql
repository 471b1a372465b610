-- The tables of the first slice, one schema per owning room. Prisma generated this part from prisma/schema; what Prisma
-- cannot express (checks, partial indexes, functions, grants) follows in migrations written by hand, one per room.

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "audit";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "delivery";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "identity";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "ledger";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "payments";

-- CreateTable
CREATE TABLE "audit"."entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "actor_id" TEXT,
    "action" TEXT NOT NULL,
    "subject" TEXT,
    "detail" JSONB NOT NULL,
    "xid" BIGINT NOT NULL,

    CONSTRAINT "entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery"."inbox" (
    "id" BIGSERIAL NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "body" JSONB,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery"."outbox" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "priority" SMALLINT NOT NULL DEFAULT 1,
    "body" JSONB,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error" TEXT,
    "result" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery"."lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "identity"."player" (
    "id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "wallet_asset" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "player_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity"."linked_account" (
    "provider" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "player_id" UUID NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "blocked_at" TIMESTAMPTZ(3),

    CONSTRAINT "linked_account_pkey" PRIMARY KEY ("provider","subject")
);

-- CreateTable
CREATE TABLE "ledger"."asset" (
    "code" TEXT NOT NULL,
    "scale" SMALLINT NOT NULL,
    "nature" TEXT NOT NULL,

    CONSTRAINT "asset_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "ledger"."account_kind" (
    "kind" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "sign" TEXT NOT NULL,

    CONSTRAINT "account_kind_pkey" PRIMARY KEY ("kind")
);

-- CreateTable
CREATE TABLE "ledger"."account" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "player_id" UUID,
    "house" TEXT,
    "asset" TEXT NOT NULL,
    "sign" TEXT NOT NULL,
    "balance" BIGINT NOT NULL DEFAULT 0,
    "version" BIGINT NOT NULL DEFAULT 0,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger"."transfer" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" UUID,
    "posted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "transfer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger"."entry" (
    "account_id" BIGINT NOT NULL,
    "version" BIGINT NOT NULL,
    "transfer_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "balance_after" BIGINT NOT NULL,

    CONSTRAINT "entry_pkey" PRIMARY KEY ("account_id","version")
);

-- CreateTable
CREATE TABLE "payments"."quote" (
    "id" UUID NOT NULL,
    "player_id" UUID NOT NULL,
    "rail" TEXT NOT NULL,
    "pay_asset" TEXT NOT NULL,
    "pay_minor" BIGINT NOT NULL,
    "fee_minor" BIGINT NOT NULL,
    "rate" DECIMAL NOT NULL,
    "credit_asset" TEXT NOT NULL,
    "credit_minor" BIGINT NOT NULL,
    "fixed_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "quote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payments"."order" (
    "id" UUID NOT NULL,
    "player_id" UUID NOT NULL,
    "rail" TEXT NOT NULL,
    "quote_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "late" BOOLEAN NOT NULL DEFAULT false,
    "invoice_link" TEXT,
    "shown_bot" TEXT,
    "shown_chat" BIGINT,
    "shown_message" BIGINT,
    "shown_key" TEXT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payments"."charge" (
    "provider" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "payer" TEXT NOT NULL,
    "asset" TEXT NOT NULL,
    "minor" BIGINT NOT NULL,
    "provider_ref" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT,
    "owed_reason" TEXT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "charge_pkey" PRIMARY KEY ("provider","id")
);

-- CreateIndex
CREATE INDEX "entry_subject_idx" ON "audit"."entry"("subject");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_source_external_id_key" ON "delivery"."inbox"("source", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_key_key" ON "delivery"."outbox"("key");

-- CreateIndex
CREATE INDEX "linked_account_player_id_idx" ON "identity"."linked_account"("player_id");

-- CreateIndex
CREATE INDEX "account_player_id_idx" ON "ledger"."account"("player_id");

-- CreateIndex
CREATE INDEX "transfer_subject_idx" ON "ledger"."transfer"("subject");

-- CreateIndex
CREATE UNIQUE INDEX "entry_transfer_id_account_id_key" ON "ledger"."entry"("transfer_id", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "order_quote_id_key" ON "payments"."order"("quote_id");

-- CreateIndex
CREATE INDEX "order_player_id_opened_at_idx" ON "payments"."order"("player_id", "opened_at" DESC);

-- CreateIndex
CREATE INDEX "charge_order_id_idx" ON "payments"."charge"("order_id");

-- AddForeignKey
ALTER TABLE "identity"."linked_account" ADD CONSTRAINT "linked_account_player_id_fkey" FOREIGN KEY ("player_id") REFERENCES "identity"."player"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ledger"."account" ADD CONSTRAINT "account_kind_fkey" FOREIGN KEY ("kind") REFERENCES "ledger"."account_kind"("kind") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ledger"."account" ADD CONSTRAINT "account_asset_fkey" FOREIGN KEY ("asset") REFERENCES "ledger"."asset"("code") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ledger"."entry" ADD CONSTRAINT "entry_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "ledger"."account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ledger"."entry" ADD CONSTRAINT "entry_transfer_id_fkey" FOREIGN KEY ("transfer_id") REFERENCES "ledger"."transfer"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "payments"."order" ADD CONSTRAINT "order_quote_id_fkey" FOREIGN KEY ("quote_id") REFERENCES "payments"."quote"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "payments"."charge" ADD CONSTRAINT "charge_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "payments"."order"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

