-- Money that came over the chain and was nobody's, or too little, is shown to staff and may be given to whoever it belongs to. What
-- a transaction's hash proves is nothing: everybody can read it. So a proof of the sending wallet gives the money at once, and
-- where there is none two members of staff must name the same player.

-- CreateTable
CREATE TABLE "payments"."assignment" (
    "arrival_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "player_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "assigned_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("arrival_id","staff_id")
);

-- AddForeignKey
ALTER TABLE "payments"."assignment" ADD CONSTRAINT "assignment_arrival_id_fkey" FOREIGN KEY ("arrival_id") REFERENCES "payments"."arrival"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

create trigger assignment_keep before delete or truncate on payments.assignment
  for each statement execute function payments.keep_withdrawals();

grant select on payments.assignment to cage_app;
