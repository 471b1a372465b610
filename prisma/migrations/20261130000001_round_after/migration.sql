-- A round says what its player had after it (GLI-19 v3.0, 2.8.2). The ledger's entries say so of the accounts a round moved; but a round
-- that gave back just its stake moves none, one played from a bonus moves no cash, and an entry counts what is held. So each round keeps
-- both figures as they were shown. Of rounds that were over before this, nothing is said.

-- AlterTable
ALTER TABLE "play"."round" ADD COLUMN "cash_after" BIGINT,
ADD COLUMN "bonus_after" BIGINT;
