-- A player sends files to be verified by. The files lie in a store outside of the database, sealed; here is what is known of each,
-- and who of the staff may see one for the next minute.
-- What is kept of a person's is sealed under a key of their own, one for each purpose, so that what the law holds (their documents)
-- can outlive what they may have forgotten (their profile). A key is kept wrapped: what it is wrapped with is not in the database.
-- To shred what a key sealed, its row is deleted; nothing here does that yet, and the application may not.

-- CreateTable
CREATE TABLE "identity"."player_key" (
    "player_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "player_key_pkey" PRIMARY KEY ("player_id","purpose")
);

-- CreateTable
CREATE TABLE "compliance"."document" (
    "id" UUID NOT NULL,
    "player_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "pages" SMALLINT,
    "digest" BYTEA,
    "refused_why" TEXT,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "kept_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "compliance"."document_look" (
    "token_hash" BYTEA NOT NULL,
    "document_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_look_pkey" PRIMARY KEY ("token_hash")
);

-- CreateIndex
CREATE INDEX "document_player_id_kind_idx" ON "compliance"."document"("player_id", "kind");

-- CreateIndex
CREATE INDEX "document_digest_idx" ON "compliance"."document"("digest");

-- CreateIndex
CREATE INDEX "document_look_expires_at_idx" ON "compliance"."document_look"("expires_at");

-- AddForeignKey
ALTER TABLE "compliance"."document" ADD CONSTRAINT "document_player_id_fkey" FOREIGN KEY ("player_id") REFERENCES "compliance"."verification"("player_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "compliance"."document_look" ADD CONSTRAINT "document_look_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "compliance"."document"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "identity"."player_key" ADD CONSTRAINT "player_key_player_id_fkey" FOREIGN KEY ("player_id") REFERENCES "identity"."player"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

alter table identity.player_key
  add constraint player_key_purpose check (purpose in ('kyc', 'profile')),
  add constraint player_key_wrapped check (length(wrapped) = 60);
alter table compliance.document
  add constraint document_kind check (kind in ('identity', 'selfie', 'address', 'funds')),
  add constraint document_state check (state in ('held', 'kept', 'refused', 'removed')),
  add constraint document_pages check ((pages is not null or state <> 'kept') and pages between 1 and 10),
  add constraint document_bytes check (bytes between 1 and 10485760),
  add constraint document_digest check (length(digest) = 32),
  add constraint document_refused check ((refused_why is not null) = (state = 'refused'));
alter table compliance.document_look add constraint document_look_token check (length(token_hash) = 32);

-- Those that wait until they can be scanned: few, and looked for every few seconds.
create index document_held on compliance.document (sent_at) where state = 'held';

grant select, insert on identity.player_key to cage_app;
grant select, insert, update on compliance.document to cage_app;
grant select, insert, delete on compliance.document_look to cage_app;
