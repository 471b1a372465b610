import type { PlayerId } from '../../contracts/ids.ts';
import type { QueueName } from '../../contracts/operations.ts';
import type { Asset } from '../../domain/assets.ts';
import { type Money, money } from '../../domain/money.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

/** How many wait in a queue, and since when the oldest does. */
export type QueueCount = { readonly queue: QueueName; readonly count: number; readonly since: Date };

/** The queues in which anything waits. */
export const countQueues = (tx: Reader): Promise<QueueCount[]> =>
  tx.query<QueueCount>(
    sql`select queue, count(*)::int as count, min(since) as since from payments.waiting group by queue`,
  );

/** Something that waits for somebody. */
export type Waiting = {
  readonly workflowId: string;
  /** An `Attention`, the player's next step, or why it is owed. */
  readonly why: string;
  readonly since: Date;
  /** Undefined where the desk knows the workflow's name alone. */
  readonly about: { readonly rail: string; readonly amount: Money; readonly player: PlayerId } | undefined;
  /** How many have approved; undefined where nobody needs to. */
  readonly approvals: number | undefined;
};

/** Where a page ended. */
export type QueuePlace = { readonly since: Date; readonly workflowId: string };

/** What waits in a queue, the oldest first, from after `after` on. */
export async function readQueue(
  tx: Reader,
  queue: QueueName,
  { after, atMost }: { readonly after: QueuePlace | undefined; readonly atMost: number },
): Promise<Waiting[]> {
  const rows = await tx.query<{
    workflow_id: string;
    why: string;
    since: Date;
    rail: string | null;
    asset: Asset | null;
    minor: bigint | null;
    player_id: PlayerId | null;
    approvals: number | null;
  }>(sql`
    select workflow_id, why, since, rail, asset, minor, player_id, approvals from payments.waiting
    where queue = ${queue}
      and (${after?.since ?? null}::timestamptz is null or (since, workflow_id) > (${after?.since ?? null}, ${after?.workflowId ?? null}))
    order by since, workflow_id limit ${atMost}`);
  return rows.map(({ workflow_id, why, since, rail, asset, minor, player_id, approvals }) => ({
    workflowId: workflow_id,
    why,
    since,
    about:
      rail !== null && asset !== null && minor !== null && player_id !== null
        ? { rail, amount: money(asset, minor), player: player_id }
        : undefined,
    approvals: approvals ?? undefined,
  }));
}
