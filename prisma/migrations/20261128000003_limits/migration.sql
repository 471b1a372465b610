-- What protects a player is kept by person, not by account: whoever unlinks a chat and begins anew, or joins two accounts into one,
-- takes their limits, their pauses and what they have used with them. What was paid in and played is added up day by day in UTC, so
-- that a limit is looked at without reading a year of payments.

-- CreateTable
CREATE TABLE "compliance"."person" (
    "player_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("player_id")
);

-- CreateTable
CREATE TABLE "compliance"."known_account" (
    "digest" BYTEA NOT NULL,
    "player_id" UUID NOT NULL,

    CONSTRAINT "known_account_pkey" PRIMARY KEY ("digest")
);

-- CreateTable
CREATE TABLE "compliance"."own_limit" (
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "span" TEXT NOT NULL,
    "value" BIGINT,
    "set_at" TIMESTAMPTZ(3) NOT NULL,
    "wish_value" BIGINT,
    "wish_from" TIMESTAMPTZ(3),

    CONSTRAINT "own_limit_pkey" PRIMARY KEY ("person_id","kind","span")
);

-- CreateTable
CREATE TABLE "compliance"."pause" (
    "id" UUID NOT NULL,
    "player_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "length" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),

    CONSTRAINT "pause_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "compliance"."day_total" (
    "person_id" UUID NOT NULL,
    "asset" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "deposited" BIGINT NOT NULL DEFAULT 0,
    "staked" BIGINT NOT NULL DEFAULT 0,
    "paid" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "day_total_pkey" PRIMARY KEY ("person_id","asset","day")
);

-- CreateTable
CREATE TABLE "compliance"."play_session" (
    "person_id" UUID NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "asset" TEXT NOT NULL,
    "net" BIGINT NOT NULL DEFAULT 0,
    "day" DATE NOT NULL,
    "day_ms" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "play_session_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "compliance"."reminder" (
    "player_id" UUID NOT NULL,
    "minutes" SMALLINT NOT NULL,

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("player_id")
);

-- CreateIndex
CREATE INDEX "person_person_id_idx" ON "compliance"."person"("person_id");

-- CreateIndex
CREATE INDEX "pause_player_id_idx" ON "compliance"."pause"("player_id");

alter table compliance.own_limit
  add constraint own_limit_known check (kind in ('deposit', 'loss', 'session') and span in ('day', 'week', 'month') and (kind <> 'session' or span = 'day')),
  add constraint own_limit_values check (value > 0 and wish_value > 0),
  -- A looser one that was asked for; to have none is the loosest.
  add constraint own_limit_wish check (wish_from is not null or wish_value is null);
alter table compliance.pause
  add constraint pause_known check ((kind = 'break' and length in ('24h', '7d', '30d')) or (kind = 'exclusion' and length in ('6m', '1y', '5y', 'forever'))),
  add constraint pause_ends check ((length = 'forever') = (until is null) and until > since);
alter table compliance.day_total add constraint day_total_sums check (deposited >= 0 and staked >= 0 and paid >= 0);
alter table compliance.play_session add constraint play_session_times check (last_at >= began_at and day_ms >= 0);
alter table compliance.reminder add constraint reminder_known check (minutes in (15, 30, 60));

-- Who is known to be whom, and what was paid in, before this was written down.
insert into compliance.known_account (digest, player_id)
select sha256(convert_to(l.provider || ':' || l.subject, 'UTF8')), l.player_id from identity.linked_account l;
with recursive ends as (
  select p.id, p.id as at, p.joined_into from identity.player p where p.joined_into is not null
  union all
  select e.id, p.id, p.joined_into from ends e join identity.player p on p.id = e.joined_into)
insert into compliance.person (player_id, person_id)
select e.id, e.at from ends e where e.joined_into is null
union select e.at, e.at from ends e where e.joined_into is null;
insert into compliance.day_total (person_id, asset, day, deposited)
select coalesce(m.person_id, o.player_id), c.credit_asset, (c.settled_at at time zone 'UTC')::date, sum(c.credit_minor)
from payments.charge c join payments."order" o on o.id = c.order_id left join compliance.person m on m.player_id = o.player_id
where c.outcome = 'credited' and c.credit_asset is not null group by 1, 2, 3;

grant select on compliance.person, compliance.known_account, compliance.own_limit, compliance.pause, compliance.day_total,
  compliance.play_session to cage_app;
grant select, insert, update, delete on compliance.reminder to cage_app;
