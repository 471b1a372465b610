-- The hot wallet's writer is looked after: whether anybody signs at all is known, a difference holds back whatever else is paused, what
-- came back is believed by our own account's chain alone, and people name what was signed in vain before it goes on after a conflict.

ALTER TABLE "chain"."writer" ADD COLUMN "looked_at" TIMESTAMPTZ(3);
ALTER TABLE "chain"."payout" ADD COLUMN "looked_at" TIMESTAMPTZ(3);

create index transaction_bounced on chain.transaction (account, source) where kind = 'bounce';
