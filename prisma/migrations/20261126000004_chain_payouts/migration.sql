-- What leaves the hot wallet is signed one message at a time, and each message pays once or not at all. A payout waits in a queue;
-- a writer takes up to four of them, signs, and writes the attempt down before anybody else sees it. The same bytes may then be
-- sent as often as anyone likes: the wallet carries out one message for each number. Another one under the same number is signed
-- only when the first can no longer be carried out, and that is proven here, by what the scan has stored, and not by whoever asks.

alter table chain.attempt add column "failed" INTEGER NOT NULL DEFAULT 0;
alter table chain.payout add column "delivered_seqno" INTEGER;

-- CreateTable
CREATE TABLE "chain"."writer" (
    "wallet" TEXT NOT NULL,
    "next_seqno" INTEGER,
    "stopped" TEXT,
    "stopped_at" TIMESTAMPTZ(3),

    CONSTRAINT "writer_pkey" PRIMARY KEY ("wallet")
);

alter table chain.writer add constraint writer_stopped check ((stopped is null) = (stopped_at is null));

-- A number pays once.
create unique index attempt_number on chain.attempt (wallet, seqno) where state <> 'expired';
create index transaction_external on chain.transaction (account, message_hash) where message_hash is not null;
create index payout_waiting on chain.payout (wallet, asked_at) where state in ('waiting', 'signed', 'sent');

grant select on chain.payout, chain.attempt, chain.attempt_message, chain.writer to cage_app;
