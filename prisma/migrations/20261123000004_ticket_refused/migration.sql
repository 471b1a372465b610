-- Two accounts that cannot be joined are found out when the chat opens the link. The browser waited for the chat's answer all
-- the same, for five minutes: so the ticket says why it ended, and nothing of the chat's account.
-- AlterTable
ALTER TABLE "identity"."ticket" ADD COLUMN     "refused_why" TEXT;

grant update (refused_why) on identity.ticket to cage_app;
