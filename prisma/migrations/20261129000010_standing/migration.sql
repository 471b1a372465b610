-- A new bonus is told to those who wish to hear of bonuses, page by page: how far that is must outlive the process that does it.

-- CreateTable
CREATE TABLE "play"."announcement" (
    "bonus_id" TEXT NOT NULL,
    "reached" UUID,
    "begun_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "announcement_pkey" PRIMARY KEY ("bonus_id")
);

-- What was told or is unwanted is forgotten after a while.
create index notice_over on play.notice (due_at) where state <> 'waiting';
create index notice_choice_promotions on play.notice_choice (player_id) where promotions;
grant select on play.announcement to cage_app;
grant insert, update on play.notice_choice to cage_app;
grant update (due_at, state) on play.notice to cage_app;
grant delete on play.notice to cage_app;
