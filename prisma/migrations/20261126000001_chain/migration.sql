-- Money may come and go over a chain that nobody asks for permission: whoever knows an address may send to it, and what was sent
-- cannot be called back. So all that happens on our accounts there is read from the beginning, link by link, and kept; what came
-- in is written down as an arrival before anybody is credited; and what is to go out is written down before it is signed.

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "chain";

-- CreateTable
CREATE TABLE "chain"."account" (
    "address" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "rail" TEXT NOT NULL,
    "asset" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "master" TEXT,
    "cursor_lt" BIGINT,
    "cursor_hash" TEXT,
    "opening_minor" BIGINT NOT NULL,
    "final_minor" BIGINT NOT NULL,
    "final_until" TIMESTAMPTZ(3),
    "tip_lt" BIGINT,
    "tip_hash" TEXT,
    "walk_top_lt" BIGINT,
    "walk_top_hash" TEXT,
    "walk_next_lt" BIGINT,
    "walk_next_hash" TEXT,
    "walk_seqno" INTEGER,
    "head_seqno" INTEGER,
    "head_at" TIMESTAMPTZ(3),
    "head_minor" BIGINT,
    "mark_seqno" INTEGER,
    "mark_at" TIMESTAMPTZ(3),
    "trouble" TEXT,
    "watched_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("address")
);

-- CreateTable
CREATE TABLE "chain"."transaction" (
    "account" TEXT NOT NULL,
    "lt" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "previous_lt" BIGINT,
    "previous_hash" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "in_minor" BIGINT NOT NULL,
    "out_minor" BIGINT NOT NULL,
    "fee_minor" BIGINT NOT NULL,
    "source" TEXT,
    "message_hash" TEXT,
    "created_lt" BIGINT,
    "op" BIGINT,
    "query_id" DECIMAL(20,0),
    "comment" TEXT,
    "memo" TEXT,
    "plain" BOOLEAN NOT NULL,
    "aborted" BOOLEAN NOT NULL,
    "out_messages" JSONB,
    "state" TEXT NOT NULL,
    "seen_seqno" INTEGER NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "final_at" TIMESTAMPTZ(3),
    "vanished_at" TIMESTAMPTZ(3),

    CONSTRAINT "transaction_pkey" PRIMARY KEY ("account","lt","hash")
);

-- CreateTable
CREATE TABLE "chain"."payout" (
    "reference" UUID NOT NULL,
    "rail" TEXT NOT NULL,
    "wallet" TEXT NOT NULL,
    "asset" TEXT NOT NULL,
    "minor" BIGINT NOT NULL,
    "recipient" TEXT NOT NULL,
    "bounce" BOOLEAN NOT NULL,
    "memo" TEXT,
    "query_id" BIGSERIAL NOT NULL,
    "state" TEXT NOT NULL,
    "answer" TEXT,
    "delivered_lt" BIGINT,
    "delivered_hash" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "payout_pkey" PRIMARY KEY ("reference")
);

-- CreateTable
CREATE TABLE "chain"."attempt" (
    "id" UUID NOT NULL,
    "wallet" TEXT NOT NULL,
    "seqno" INTEGER NOT NULL,
    "boc" BYTEA NOT NULL,
    "message_hash" TEXT NOT NULL,
    "valid_until" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "sent_times" INTEGER NOT NULL DEFAULT 0,
    "found_lt" BIGINT,
    "found_hash" TEXT,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chain"."attempt_message" (
    "attempt_id" UUID NOT NULL,
    "n" SMALLINT NOT NULL,
    "payout" UUID NOT NULL,
    "destination" TEXT NOT NULL,
    "minor" BIGINT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "created_lt" BIGINT,

    CONSTRAINT "attempt_message_pkey" PRIMARY KEY ("attempt_id","n")
);

-- CreateTable
CREATE TABLE "payments"."memo" (
    "player_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memo_pkey" PRIMARY KEY ("player_id")
);

-- CreateTable
CREATE TABLE "payments"."arrival" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "account" TEXT NOT NULL,
    "lt" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "rail" TEXT NOT NULL,
    "asset" TEXT NOT NULL,
    "minor" BIGINT NOT NULL,
    "sender" TEXT,
    "comment" TEXT,
    "state" TEXT NOT NULL,
    "player_id" UUID,
    "matched_by" TEXT,
    "reason" TEXT,
    "order_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "final_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "owed_transfer" UUID,
    "released_at" TIMESTAMPTZ(3),

    CONSTRAINT "arrival_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payments"."claim" (
    "arrival_id" UUID NOT NULL,
    "player_id" UUID NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "claim_pkey" PRIMARY KEY ("arrival_id","player_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "payout_query_id_key" ON "chain"."payout"("query_id");

-- CreateIndex
CREATE UNIQUE INDEX "attempt_message_hash_key" ON "chain"."attempt"("message_hash");

-- CreateIndex
CREATE INDEX "attempt_message_payout_idx" ON "chain"."attempt_message"("payout");

-- CreateIndex
CREATE UNIQUE INDEX "memo_code_key" ON "payments"."memo"("code");

-- CreateIndex
CREATE INDEX "arrival_player_id_at_idx" ON "payments"."arrival"("player_id", "at" DESC);

-- CreateIndex
CREATE INDEX "arrival_hash_idx" ON "payments"."arrival"("hash");

-- CreateIndex
CREATE INDEX "arrival_order_id_idx" ON "payments"."arrival"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "arrival_account_lt_hash_key" ON "payments"."arrival"("account", "lt", "hash");

-- CreateIndex
CREATE INDEX "claim_player_id_idx" ON "payments"."claim"("player_id");

-- AddForeignKey
ALTER TABLE "chain"."transaction" ADD CONSTRAINT "transaction_account_fkey" FOREIGN KEY ("account") REFERENCES "chain"."account"("address") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "chain"."attempt_message" ADD CONSTRAINT "attempt_message_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "chain"."attempt"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "chain"."attempt_message" ADD CONSTRAINT "attempt_message_payout_fkey" FOREIGN KEY ("payout") REFERENCES "chain"."payout"("reference") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "payments"."arrival" ADD CONSTRAINT "arrival_account_lt_hash_fkey" FOREIGN KEY ("account", "lt", "hash") REFERENCES "chain"."transaction"("account", "lt", "hash") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "payments"."claim" ADD CONSTRAINT "claim_arrival_id_fkey" FOREIGN KEY ("arrival_id") REFERENCES "payments"."arrival"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

alter table chain.account
  add constraint account_known check (kind in ('hot', 'jetton') and address ~ '^0:[0-9a-f]{64}$' and owner ~ '^0:[0-9a-f]{64}$'),
  add constraint account_owner check ((kind = 'hot') = (owner = address) and (kind = 'hot') = (master is null)),
  add constraint account_points check ((cursor_lt is null) = (cursor_hash is null) and (tip_lt is null) = (tip_hash is null)
    and (walk_top_lt is null) = (walk_next_lt is null) and (walk_top_lt is null) = (walk_seqno is null) and coalesce(tip_lt, 0) >= coalesce(cursor_lt, 0));
alter table chain.transaction
  add constraint transaction_known check (hash ~ '^[0-9a-f]{64}$' and lt > 0
    and kind in ('deposit', 'payout', 'bounce', 'excess', 'jetton-gas', 'top-up', 'sweep', 'other')
    and state in ('walked', 'seen', 'final', 'vanished')),
  add constraint transaction_sums check (in_minor >= 0 and out_minor >= 0),
  add constraint transaction_previous check ((previous_lt is null) = (previous_hash is null) and previous_lt < lt),
  add constraint transaction_comment check (length(comment) <= 200 and length(memo) <= 64),
  add constraint transaction_ends check ((state = 'final') = (final_at is not null) and (state = 'vanished') = (vanished_at is not null));
alter table chain.payout
  add constraint payout_known check (state in ('waiting', 'signed', 'sent', 'paid', 'bounced', 'refused') and minor > 0
    and recipient ~ '^0:[0-9a-f]{64}$' and length(memo) <= 123),
  add constraint payout_ended check ((state in ('paid', 'bounced', 'refused')) = (ended_at is not null));
alter table chain.attempt
  add constraint attempt_known check (state in ('open', 'included', 'expired') and seqno > 0 and message_hash ~ '^[0-9a-f]{64}$'),
  add constraint attempt_found check ((state = 'included') = (found_hash is not null) and (found_lt is null) = (found_hash is null)),
  add constraint attempt_ended check ((state = 'open') = (ended_at is null));
alter table payments.memo
  add constraint memo_code check (code ~ '^[A-Z0-9]{6,32}$');
alter table payments.arrival
  add constraint arrival_known check (state in ('seen', 'vanished', 'final', 'credited', 'owed', 'unmatched', 'below-minimum')
    and minor > 0 and matched_by in ('memo', 'wallet', 'staff') and reason in ('no-memo', 'broken-memo', 'unknown-memo')),
  add constraint arrival_whose check ((player_id is null) = (matched_by is null)),
  add constraint arrival_final check ((final_at is null) = (state in ('seen', 'vanished'))),
  add constraint arrival_owed check (state not in ('unmatched', 'below-minimum') or owed_transfer is not null),
  add constraint arrival_released check (matched_by is distinct from 'staff' or released_at is not null);

-- One signed message at a time: two could both be executed.
create unique index attempt_open on chain.attempt (wallet) where state = 'open';
-- What is not final yet, in the chain's order.
create index transaction_open on chain.transaction (account, lt) where state in ('walked', 'seen');
create index transaction_vanished on chain.transaction (account, lt) where state = 'vanished';
-- Where a signed message ended.
create index transaction_message on chain.transaction (message_hash) where kind = 'payout';
-- What a jetton wallet did for a payout of ours.
create index transaction_query on chain.transaction (account, query_id) where query_id is not null;
create index arrival_waiting on payments.arrival (state, at) where state in ('seen', 'vanished', 'final', 'unmatched', 'below-minimum');

create trigger arrival_keep before delete or truncate on payments.arrival
  for each statement execute function payments.keep_withdrawals();

grant usage on schema chain to cage_app;
grant select on all tables in schema chain to cage_app;
grant select on payments.memo, payments.arrival, payments.claim to cage_app;
