-- Play: seeds that are committed to before they are used, rounds, bonuses with terms that are kept by each grant, points, and what a
-- player wishes to be told. A bonus has an account of its own in the ledger, one for each grant: what one grant ends with can never
-- be another's, and no stake of bonus money comes back as cash.

create schema play;
grant usage on schema play to cage_app;

-- ---------------------------------------------------------------------------------------------------------------------
-- The ledger: an account may be of one grant.

-- AlterTable
ALTER TABLE "ledger"."account" ADD COLUMN "grant_id" UUID;

drop index ledger.account_of_player;
create unique index account_of_player on ledger.account (player_id, kind, asset) where player_id is not null and grant_id is null;
create unique index account_of_grant on ledger.account (grant_id) where grant_id is not null;
alter table ledger.account add constraint account_grant check ((kind = 'player-bonus') = (grant_id is not null));
drop trigger account_fixed on ledger.account;
create trigger account_fixed before update of id, kind, player_id, house, asset, sign, shard_of, shard, opened_at, grant_id on ledger.account
  for each statement execute function ledger.refuse();

insert into ledger.account_kind (kind, owner, sign, is_sharded) values
  ('player-bonus', 'player', 'not-negative', false),   -- what one grant has left, to play with and not to take out
  ('promotions', 'house', 'any', true);                -- what bonuses cost the house, less what players gave up of them

-- ---------------------------------------------------------------------------------------------------------------------
-- Seeds and rounds.

-- CreateTable
CREATE TABLE "play"."seed" (
    "id" UUID NOT NULL,
    "player_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "commitment" TEXT NOT NULL,
    "opened" TEXT,
    "client_seed" TEXT,
    "next_nonce" BIGINT NOT NULL DEFAULT 0,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "chosen_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),

    CONSTRAINT "seed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "play"."round" (
    "id" UUID NOT NULL,
    "player_id" UUID NOT NULL,
    "game" TEXT NOT NULL,
    "seed_id" UUID NOT NULL,
    "nonce" BIGINT NOT NULL,
    "asset" TEXT NOT NULL,
    "stake" BIGINT NOT NULL,
    "stake_cash" BIGINT NOT NULL,
    "stake_bonus" BIGINT NOT NULL,
    "grant_id" UUID,
    "is_free" BOOLEAN NOT NULL DEFAULT false,
    "choices" JSONB NOT NULL,
    "actions" JSONB NOT NULL DEFAULT '[]',
    "state" JSONB,
    "facts" JSONB,
    "version" INTEGER NOT NULL DEFAULT 0,
    "was_left" BOOLEAN NOT NULL DEFAULT false,
    "most_win" BIGINT,
    "win" BIGINT NOT NULL DEFAULT 0,
    "win_cash" BIGINT NOT NULL DEFAULT 0,
    "win_bonus" BIGINT NOT NULL DEFAULT 0,
    "multiplier_top" NUMERIC,
    "multiplier_bottom" NUMERIC,
    "began_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "round_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "seed_commitment_key" ON "play"."seed"("commitment");

-- CreateIndex
CREATE INDEX "seed_player_id_idx" ON "play"."seed"("player_id");

-- CreateIndex
CREATE UNIQUE INDEX "round_seed_id_nonce_key" ON "play"."round"("seed_id", "nonce");

-- CreateIndex
CREATE INDEX "round_player_id_began_at_id_idx" ON "play"."round"("player_id", "began_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "play"."round" ADD CONSTRAINT "round_seed_id_fkey" FOREIGN KEY ("seed_id") REFERENCES "play"."seed"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- One pair is in use and one is promised, never two of either.
create unique index seed_in_use on play.seed (player_id) where state = 'in-use';
create unique index seed_promised on play.seed (player_id) where state = 'promised';
alter table play.seed
  add constraint seed_state check (state in ('promised', 'in-use', 'opened')),
  add constraint seed_commitment check (commitment ~ '^[0-9a-f]{64}$'),
  add constraint seed_client check ((state = 'promised') = (client_seed is null) and (client_seed is null) = (chosen_at is null)),
  -- What is opened is what was committed to: the house cannot open another seed than its own.
  add constraint seed_opened check ((state = 'opened') = (opened is not null) and (opened is null) = (opened_at is null)
    and (opened is null or encode(sha256(convert_to(opened, 'UTF8')), 'hex') = commitment)),
  add constraint seed_nonce check (next_nonce >= 0);
-- A round of several steps is one at a time in its game.
create unique index round_open on play.round (player_id, game) where settled_at is null;
create index round_left on play.round (began_at) where settled_at is null;
create index round_of_grant on play.round (grant_id) where settled_at is null and grant_id is not null;
alter table play.round
  add constraint round_stake check (stake > 0 and stake_cash >= 0 and stake_bonus >= 0
    and case when is_free then stake_cash = 0 and stake_bonus = 0 else stake_cash + stake_bonus = stake end),
  add constraint round_grant check (stake_bonus = 0 and not is_free or grant_id is not null),
  add constraint round_win check (win >= 0 and win_cash >= 0 and win_bonus >= 0 and win_cash + win_bonus = win),
  add constraint round_settled check ((settled_at is null) = (facts is null) and (settled_at is null) = (state is not null)
    and (settled_at is not null or win = 0));

-- ---------------------------------------------------------------------------------------------------------------------
-- Bonuses.

-- CreateTable
CREATE TABLE "play"."bonus" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "asset" TEXT NOT NULL,
    "code" TEXT,
    "terms" JSONB NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "bonus_pkey" PRIMARY KEY ("id","version")
);

-- CreateTable
CREATE TABLE "play"."grant" (
    "id" UUID NOT NULL,
    "player_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "bonus_id" TEXT NOT NULL,
    "bonus_version" INTEGER NOT NULL,
    "terms" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "asset" TEXT NOT NULL,
    "deposit_id" UUID,
    "deposit_minor" BIGINT,
    "worth" BIGINT NOT NULL,
    "account_id" BIGINT,
    "wager_needed" BIGINT NOT NULL DEFAULT 0,
    "wager_done" BIGINT NOT NULL DEFAULT 0,
    "spins_left" INTEGER NOT NULL DEFAULT 0,
    "spins_won" BIGINT NOT NULL DEFAULT 0,
    "offered_at" TIMESTAMPTZ(3) NOT NULL,
    "offer_until" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3),
    "play_until" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "converted" BIGINT,
    "forfeited" BIGINT,

    CONSTRAINT "grant_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "grant_player_id_offered_at_idx" ON "play"."grant"("player_id", "offered_at" DESC);

-- CreateIndex
CREATE INDEX "grant_deposit_id_idx" ON "play"."grant"("deposit_id");

-- AddForeignKey
ALTER TABLE "play"."grant" ADD CONSTRAINT "grant_bonus_id_bonus_version_fkey" FOREIGN KEY ("bonus_id", "bonus_version") REFERENCES "play"."bonus"("id", "version") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "play"."round" ADD CONSTRAINT "round_grant_id_fkey" FOREIGN KEY ("grant_id") REFERENCES "play"."grant"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

create unique index bonus_in_force on play.bonus (id) where ended_at is null;
create unique index bonus_code on play.bonus (code) where ended_at is null and code is not null;
alter table play.bonus
  add constraint bonus_kind check (kind in ('first-deposit', 'free-spins', 'code')),
  add constraint bonus_has_code check ((kind = 'code') = (code is not null));
-- One bonus at a time, whose funds nobody can mistake; and each once in a person's life, whichever account they come with.
create unique index grant_active on play."grant" (player_id) where state = 'active';
create unique index grant_person_id_bonus_id_key on play."grant" (person_id, bonus_id);
alter table play."grant"
  add constraint grant_state check (state in ('offered', 'active', 'declined', 'completed', 'expired', 'lost', 'cancelled', 'withdrawn')),
  add constraint grant_amounts check (worth >= 0 and wager_needed >= 0 and wager_done >= 0 and spins_left >= 0 and spins_won >= 0),
  -- What was offered in vain may end as expired, without ever having been claimed.
  add constraint grant_claimed check (case when state in ('offered', 'declined') then claimed_at is null when state = 'expired' then true else claimed_at is not null end
    and (claimed_at is null) = (account_id is null) and (claimed_at is null) = (play_until is null)),
  add constraint grant_ended check ((state in ('offered', 'active')) = (ended_at is null)
    and (converted is null or state = 'completed') and (forfeited is null or ended_at is not null));

-- ---------------------------------------------------------------------------------------------------------------------
-- Points, and what a player wishes to be told.

-- CreateTable
CREATE TABLE "play"."vip" (
    "player_id" UUID NOT NULL,
    "staked" BIGINT NOT NULL DEFAULT 0,
    "points" BIGINT NOT NULL DEFAULT 0,
    "level" SMALLINT NOT NULL DEFAULT 0,
    "reached_at" TIMESTAMPTZ(3),

    CONSTRAINT "vip_pkey" PRIMARY KEY ("player_id")
);

-- CreateTable
CREATE TABLE "play"."week_points" (
    "week" TEXT NOT NULL,
    "player_id" UUID NOT NULL,
    "points" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "week_points_pkey" PRIMARY KEY ("week","player_id")
);

-- CreateTable
CREATE TABLE "play"."notice_choice" (
    "player_id" UUID NOT NULL,
    "promotions" BOOLEAN NOT NULL,
    "wagering" BOOLEAN NOT NULL,
    "vip" BOOLEAN NOT NULL,
    "quiet_from" SMALLINT,
    "quiet_until" SMALLINT,
    "zone" TEXT NOT NULL,
    "is_listed" BOOLEAN NOT NULL,

    CONSTRAINT "notice_choice_pkey" PRIMARY KEY ("player_id")
);

-- CreateTable
CREATE TABLE "play"."notice" (
    "key" TEXT NOT NULL,
    "player_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("key")
);

create index week_points_week_at_idx on play.week_points (week, at);
create index notice_due on play.notice (due_at) where state = 'waiting';
alter table play.vip add constraint vip_amounts check (staked >= 0 and points >= 0 and level >= 0);
alter table play.notice_choice
  add constraint notice_quiet check ((quiet_from is null) = (quiet_until is null) and quiet_from between 0 and 1439 and quiet_until between 0 and 1439);
alter table play.notice
  add constraint notice_kind check (kind in ('promotions', 'wagering', 'vip')),
  add constraint notice_state check (state in ('waiting', 'sent', 'unwanted'));

grant select on all tables in schema play to cage_app;
