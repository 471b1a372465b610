-- Money that nobody was credited for has two ways out, and no third: to whoever it belongs to, or back to the address it came from.
-- What a player can hold of a transfer is more than the hash of our own transaction, so it is found by each of those; dust is
-- given to nobody, because nothing could be credited for it; and money goes back by the queue of all payouts, when two members of
-- staff say so, less what sending it costs, and never twice.

-- CreateTable
CREATE TABLE "payments"."give_back_vote" (
    "arrival_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "nth" SMALLINT NOT NULL,
    "reason" TEXT NOT NULL,
    "said_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "give_back_vote_pkey" PRIMARY KEY ("arrival_id","staff_id","nth")
);

-- CreateTable
CREATE TABLE "payments"."give_back" (
    "reference" UUID NOT NULL,
    "arrival_id" UUID NOT NULL,
    "sent_minor" BIGINT NOT NULL,
    "kept_minor" BIGINT NOT NULL,
    "recipient" TEXT NOT NULL,
    "was" TEXT NOT NULL,
    "hold_id" UUID,
    "state" TEXT NOT NULL,
    "begun_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "give_back_pkey" PRIMARY KEY ("reference")
);

-- CreateTable
CREATE TABLE "payments"."arrival_name" (
    "arrival_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "arrival_name_pkey" PRIMARY KEY ("hash","arrival_id")
);

ALTER TABLE "payments"."arrival" ADD COLUMN "named_at" TIMESTAMPTZ(3);
ALTER TABLE "payments"."claim" ADD COLUMN "told_at" TIMESTAMPTZ(3);
ALTER TABLE "payments"."sent_hint" ADD COLUMN "missed_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "give_back_arrival_id_idx" ON "payments"."give_back"("arrival_id");

-- AddForeignKey
ALTER TABLE "payments"."give_back_vote" ADD CONSTRAINT "give_back_vote_arrival_id_fkey" FOREIGN KEY ("arrival_id") REFERENCES "payments"."arrival"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "payments"."give_back" ADD CONSTRAINT "give_back_arrival_id_fkey" FOREIGN KEY ("arrival_id") REFERENCES "payments"."arrival"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "payments"."arrival_name" ADD CONSTRAINT "arrival_name_arrival_id_fkey" FOREIGN KEY ("arrival_id") REFERENCES "payments"."arrival"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

alter table payments.give_back
  add constraint give_back_known check (state in ('approved', 'sending', 'paid', 'refused') and was in ('unmatched', 'below-minimum', 'owed')
    and sent_minor > 0 and kept_minor >= 0 and recipient ~ '^0:[0-9a-f]{64}$'),
  -- What was credited to nobody as a charge is set aside by its refund.
  add constraint give_back_held check ((was = 'owed') = (hold_id is null)),
  add constraint give_back_ended check ((ended_at is not null) = (state in ('paid', 'refused')));
create unique index give_back_once on payments.give_back (arrival_id) where state <> 'refused';
alter table payments.arrival_name add constraint arrival_name_hash check (hash ~ '^[0-9a-f]{64}$');
alter table payments.arrival drop constraint arrival_known,
  add constraint arrival_known check (state in ('seen', 'vanished', 'final', 'credited', 'owed', 'unmatched', 'below-minimum', 'returning', 'given-back')
    and minor > 0 and matched_by in ('memo', 'wallet', 'staff') and reason in ('no-memo', 'broken-memo', 'unknown-memo'));
create index claim_untold on payments.claim (claimed_at) where told_at is null;
create index sent_hint_waiting on payments.sent_hint (told_at) where missed_at is null;

create trigger give_back_keep before delete or truncate on payments.give_back
  for each statement execute function payments.keep_withdrawals();
create trigger give_back_vote_keep before delete or truncate on payments.give_back_vote
  for each statement execute function payments.keep_withdrawals();

grant select on payments.give_back, payments.give_back_vote, payments.arrival_name to cage_app;
