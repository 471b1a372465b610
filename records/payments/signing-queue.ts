import type { PayoutId, WithdrawalId } from '../../contracts/ids.ts';
import type { RailId } from '../../contracts/rails.ts';
import type { Asset } from '../../domain/assets.ts';
import { type Money, money } from '../../domain/money.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

/** What is in the queue of a hot wallet. Who is paid is not said: it is the withdrawal's. */
export type Queued = {
  readonly reference: PayoutId;
  /** With neither it is the operator's own, a sweep. */
  readonly withdrawal: WithdrawalId | undefined;
  /** What goes back to its sender. */
  readonly arrival: string | undefined;
  readonly rail: RailId;
  readonly amount: Money;
  readonly state: 'waiting' | 'signed' | 'sent';
  /** What it waits for, in the writer's last word. */
  readonly answer: string | undefined;
  readonly askedAt: Date;
  /** The hash of the wallet's transaction that sent it. */
  readonly sentBy: string | undefined;
};

/** The oldest first. */
export async function readSigningQueue(reader: Pick<Tx, 'query'>, wallet: string, atMost: number): Promise<Queued[]> {
  const rows = await reader.query<{
    reference: PayoutId;
    withdrawal: WithdrawalId | null;
    arrival: string | null;
    rail: RailId;
    asset: Asset;
    minor: bigint;
    state: Queued['state'];
    answer: string | null;
    asked_at: Date;
    found_hash: string | null;
  }>(sql`
    select p.reference, y.withdrawal_id as withdrawal, b.arrival_id as arrival, p.rail, p.asset, p.minor, p.state, p.answer, p.asked_at, a.found_hash
    from chain.payout p left join payments.payout y on y.reference = p.reference
      left join payments.give_back b on b.reference = p.reference
      left join chain.attempt_message m on m.payout = p.reference and m.created_lt is not null
      left join chain.attempt a on a.id = m.attempt_id
    where p.wallet = ${wallet} and p.state in ('waiting', 'signed', 'sent') order by p.asked_at, p.query_id limit ${atMost}`);
  return rows.map((row) => ({
    reference: row.reference,
    withdrawal: row.withdrawal ?? undefined,
    arrival: row.arrival ?? undefined,
    rail: row.rail,
    amount: money(row.asset, row.minor),
    state: row.state,
    answer: row.answer ?? undefined,
    askedAt: row.asked_at,
    sentBy: row.found_hash ?? undefined,
  }));
}
