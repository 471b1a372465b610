import type { RefundId, WithdrawalId } from '../../contracts/ids.ts';
import type { Direction, PauseReason } from '../../contracts/operations.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

export type Pause = {
  readonly rail: string;
  readonly direction: Direction;
  readonly since: Date;
  /** The name of who paused it; null: from a terminal. */
  readonly by: string | null;
  readonly reason: PauseReason;
};

export const readPauses = (tx: Reader): Promise<Pause[]> =>
  tx.query<Pause>(sql`
    select p.rail, p.direction, p.since, s.name as by, p.reason
    from payments.rail_pause p left join identity.staff s on s.id = p.staff_id order by p.rail, p.direction`);

/** The rails that take nothing in, or send nothing out, at this moment. */
export async function pausedRails(tx: Reader, direction: Direction): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ rail: string }>(
    sql`select rail from payments.rail_pause where direction = ${direction}`,
  );
  return new Set(rows.map(({ rail }) => rail));
}

export const isPaused = async (tx: Reader, rail: string, direction: Direction): Promise<boolean> =>
  (await pausedRails(tx, direction)).has(rail);

/** Withdrawals by this rail that have something left to hand out. */
export async function withdrawalsToSend(tx: Reader, rail: string): Promise<WithdrawalId[]> {
  const rows = await tx.query<{ id: WithdrawalId }>(sql`
    select w.id from payments.withdrawal w
    where w.status = 'sending' and w.rail = ${rail}
      and exists (select from payments.payout p where p.withdrawal_id = w.id and p.state = 'planned') order by w.requested_at`);
  return rows.map(({ id }) => id);
}

/** The refunds by this rail that are still to be sent. */
export async function refundsToSend(tx: Reader, rail: string): Promise<RefundId[]> {
  const rows = await tx.query<{ reference: RefundId }>(
    sql`select reference from payments.refund where rail = ${rail} and state = 'planned' order by opened_at`,
  );
  return rows.map(({ reference }) => reference);
}
