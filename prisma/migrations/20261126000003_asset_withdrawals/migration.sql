-- A withdrawal may arrive in another asset than it is taken in: cash that is sent as TON. What is sent is fixed once, by the rate of
-- the minute in which it is sent, in one transaction with the rate's quote and the hold that sets the asset aside: nobody sends
-- what is not fixed, and no crash fixes it twice. Less than the player was shown, beyond the tolerance, ends it unsent. In the end
-- the cash is exchanged over the house's liquidity by that quote, part by part, and the house bears what the rate did meanwhile.

-- AlterTable
ALTER TABLE "payments"."withdrawal" ADD COLUMN "sends_asset" TEXT, ADD COLUMN "spread_bps" INTEGER, ADD COLUMN "tolerance_bps" INTEGER, ADD COLUMN "market" DECIMAL, ADD COLUMN "about_minor" BIGINT, ADD COLUMN "least_minor" BIGINT, ADD COLUMN "fixed_at" TIMESTAMPTZ(3), ADD COLUMN "fixed_market" DECIMAL, ADD COLUMN "sent_minor" BIGINT, ADD COLUMN "asset_hold_id" UUID, ADD COLUMN "asset_end_id" UUID;

-- AlterTable
ALTER TABLE "payments"."payout" ADD COLUMN "sent_minor" BIGINT, ADD COLUMN "quote_id" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "withdrawal_asset_hold_id_key" ON "payments"."withdrawal"("asset_hold_id");

alter table payments.withdrawal drop constraint withdrawal_status, drop constraint withdrawal_over, drop constraint withdrawal_sent;
alter table payments.withdrawal
  add constraint withdrawal_status check (status in
    ('awaiting-code', 'confirmed', 'awaiting-approval', 'sending', 'paid', 'paid-in-part', 'refused', 'rate-moved', 'declined', 'expired', 'cancelled')),
  add constraint withdrawal_over check ((ended_at is not null)
    = (status in ('paid', 'paid-in-part', 'refused', 'rate-moved', 'declined', 'expired', 'cancelled')) and (ended_at is null) = (paid_minor is null)),
  add constraint withdrawal_sent check (sending_at is not null or status not in ('sending', 'paid', 'paid-in-part', 'refused', 'rate-moved')),
  add constraint withdrawal_sends check (num_nulls(sends_asset, spread_bps, tolerance_bps, market, about_minor, least_minor) in (0, 6)
    and sends_asset <> asset and spread_bps between 0 and 9999 and tolerance_bps between 0 and 9999 and market > 0 and least_minor between 1 and about_minor),
  add constraint withdrawal_fixed check (num_nulls(fixed_at, fixed_market, sent_minor, asset_hold_id, asset_end_id) in (0, 5)
    and (fixed_at is null or (sends_asset is not null and sending_at is not null and status <> 'rate-moved')) and fixed_market > 0 and sent_minor >= least_minor),
  add constraint withdrawal_paid_fixed check (sends_asset is null or fixed_at is not null or coalesce(paid_minor, 0) = 0);
alter table payments.payout
  add constraint payout_fixed check (num_nulls(sent_minor, quote_id) in (0, 2) and sent_minor > 0);

drop function payments.request_withdrawal(uuid, uuid, text, text, bigint, bigint, text, timestamptz, timestamptz, uuid, uuid, text, bigint, bigint, text, uuid[], bigint[], text[]);

drop function payments.confirm_withdrawal(uuid, uuid, text, bigint, bigint, text);

drop function payments.return_payout(uuid, text, uuid);

drop function payments.settle_payout(uuid, text, uuid, uuid);
