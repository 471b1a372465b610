-- What the chain says of our accounts and what the books say must be the same to the last unit, whatever happened there: gas, what
-- contracts sent back, what the operator brought and took. So every final transaction is booked once, as far as no deposit and no
-- withdrawal books it; and the two can be compared at any moment.

ALTER TABLE "chain"."transaction" ADD COLUMN "booked_at" TIMESTAMPTZ(3);
ALTER TABLE "chain"."payout" ADD COLUMN "lost_at" TIMESTAMPTZ(3), ADD COLUMN "over_at" TIMESTAMPTZ(3);
ALTER TABLE "chain"."account" ADD COLUMN "opened_at" TIMESTAMPTZ(3);

create index transaction_unbooked on chain.transaction (account, lt) where state = 'final' and booked_at is null;
create index payout_unbooked on chain.payout (ended_at) where state = 'bounced' and lost_at is null;
-- What is not over, and what left lately: every two seconds it is asked for, and years of payouts are not read for it.
create index payout_not_over on chain.payout (rail) where over_at is null;
create index payout_left on chain.payout (rail, sent_at) where state not in ('waiting', 'refused');

insert into ledger.account_kind (kind, owner, sign, is_sharded) values
  ('network-fees', 'house', 'any', false),   -- what moving money over a chain cost the house; above zero where it gave more back
  ('treasury', 'house', 'any', false);       -- what the operator brought to where money is paid from, less what they took

create type payments.chain_position as (
  address text, kind text, rail text, asset text,
  final_minor bigint,       -- what the account holds, by everything that is final
  head_minor bigint,        -- what the chain says it holds; null while something is not final yet, and the two cannot be compared
  books_minor bigint,       -- what the books say is there
  unsettled_minor bigint,   -- final, and not credited or set aside yet
  unbooked_minor bigint,    -- final, and not booked yet
  unfinished_minor bigint,  -- left for payouts whose withdrawals are not over
  promised_minor bigint,    -- payouts that have not left
  sent_day_minor bigint,    -- payouts of the last day that left, or are signed
  head_at timestamptz, final_until timestamptz, trouble text);
