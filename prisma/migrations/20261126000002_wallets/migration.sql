-- A player may prove that a wallet on the chain is theirs. It belongs to one player while it is linked: what comes from it is
-- theirs, and what they save of it is a destination known to be their own. What a wallet signs names a payload of ours, which is
-- for one session and is used once. Money may also go to an address that nobody proved, with the memo an exchange asks for.

-- CreateTable
CREATE TABLE "payments"."wallet" (
    "id" UUID NOT NULL,
    "player_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "app" TEXT,
    "linked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "wallet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payments"."wallet_nonce" (
    "digest" BYTEA NOT NULL,
    "player_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wallet_nonce_pkey" PRIMARY KEY ("digest")
);

-- CreateIndex
CREATE INDEX "wallet_player_id_linked_at_idx" ON "payments"."wallet"("player_id", "linked_at" DESC);

-- CreateIndex
CREATE INDEX "wallet_nonce_session_id_idx" ON "payments"."wallet_nonce"("session_id");

-- CreateIndex
CREATE INDEX "wallet_nonce_expires_at_idx" ON "payments"."wallet_nonce"("expires_at");

-- AlterTable
ALTER TABLE "payments"."destination" ADD COLUMN     "wallet_id" UUID,
ALTER COLUMN "country" DROP NOT NULL;

-- AddForeignKey
ALTER TABLE "payments"."destination" ADD CONSTRAINT "destination_wallet_id_fkey" FOREIGN KEY ("wallet_id") REFERENCES "payments"."wallet"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

create unique index wallet_of_one_player on payments.wallet (address) where removed_at is null;
create unique index destination_of_wallet on payments.destination (player_id, wallet_id) where removed_at is null and wallet_id is not null;

alter table payments.wallet
  add constraint wallet_address check (address ~ '^0:[0-9a-f]{64}$'),
  add constraint wallet_key check (length(public_key) = 32),
  add constraint wallet_app check (length(app) between 1 and 60);
alter table payments.wallet_nonce add constraint wallet_nonce_digest check (length(digest) = 32);

alter table payments.destination
  drop constraint destination_kind, drop constraint destination_label,
  add constraint destination_kinds check (kind in ('iban', 'card-token', 'ton-wallet', 'ton-address')),
  add constraint destination_labels check (length(label) between 1 and 60),
  add constraint destination_where check ((country is null) = (kind in ('ton-wallet', 'ton-address'))),
  add constraint destination_proved check ((kind = 'ton-wallet') = (wallet_id is not null));

create trigger wallet_keep before delete or truncate on payments.wallet
  for each statement execute function payments.keep_withdrawals();

create type payments.linked as (outcome text, id uuid);

grant select on payments.wallet, payments.wallet_nonce to cage_app;
