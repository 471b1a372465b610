-- A player who sent money over a chain watches for it: from the moment their wallet says "sent", long before anybody can see it, to
-- the block that makes it final. What the wallet says is shown and never believed; what the chain says is shown beside the order
-- it pays, and while it has none yet beside the one it would pay.

-- A memo is kept as it is written, in groups; and with it the bot in whose chat it was shown last, which is where its player is told
-- of money that came without an order.
alter table payments.memo add column if not exists bot text;
alter table payments.memo drop constraint if exists memo_code;
alter table payments.memo add constraint memo_code check (code ~ '^CG-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$');

-- Of the signed message (TEP-467), in hex.
create table "payments"."sent_hint" (
  "order_id" uuid not null,
  "hash" text not null,
  "told_at" timestamptz(3) not null default current_timestamp,
  constraint "sent_hint_pkey" primary key ("order_id", "hash"),
  constraint "sent_hint_order_id_fkey" foreign key ("order_id") references "payments"."order" ("id") on delete restrict on update restrict
);
alter table payments.sent_hint add constraint sent_hint_hash check (hash ~ '^[0-9a-f]{64}$');
grant select, insert on payments.sent_hint to cage_app;
