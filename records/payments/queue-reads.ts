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
  readonly about:
    | {
        readonly rail: string;
        readonly amount: Money;
        /** What a withdrawal is sent as, where that is another asset: about so much, until it is fixed. */
        readonly sends: Money | undefined;
        /** Undefined: nobody knows whose it is. */
        readonly player: PlayerId | undefined;
      }
    | undefined;
  /** What is owed came over a chain by this arrival. */
  readonly arrival: string | undefined;
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
    sends_asset: Asset | null;
    sends_minor: bigint | null;
    arrival_id: string | null;
  }>(sql`
    with page as materialized (
      select workflow_id, why, since, rail, asset, minor, player_id, approvals from payments.waiting
      where queue = ${queue}
        and (${after?.since ?? null}::timestamptz is null or (since, workflow_id) > (${after?.since ?? null}, ${after?.workflowId ?? null}))
      order by since, workflow_id limit ${atMost})
    select p.*, w.sends_asset, coalesce(w.sent_minor, w.about_minor) as sends_minor, a.id as arrival_id
    from page p left join payments.refund f on f.reference = case when p.workflow_id like 'refund-%' then substr(p.workflow_id, 8)::uuid end
      left join payments.arrival a on ${queue} = 'owed' and a.state = 'owed'
        and a.order_id = case when p.workflow_id like 'deposit-%' then substr(p.workflow_id, 9)::uuid else f.order_id end
      left join payments.withdrawal w on w.id = case when p.workflow_id like 'withdrawal-%' then substr(p.workflow_id, 12)::uuid end
    order by p.since, p.workflow_id`);
  return rows.map(
    ({ workflow_id, why, since, rail, asset, minor, player_id, approvals, sends_asset, sends_minor, arrival_id }) => ({
      arrival: arrival_id ?? undefined,
      workflowId: workflow_id,
      why,
      since,
      about:
        rail !== null && asset !== null && minor !== null
          ? {
              rail,
              amount: money(asset, minor),
              sends: sends_asset !== null && sends_minor !== null ? money(sends_asset, sends_minor) : undefined,
              player: player_id ?? undefined,
            }
          : undefined,
      approvals: approvals ?? undefined,
    }),
  );
}
