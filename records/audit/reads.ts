import { sql, type Tx } from '../../prisma/tx.ts';
import type { AuditEntry } from './append.ts';

type Reader = Pick<Tx, 'query'>;

/** An entry of the trail, and its position in the chain once it is sealed. */
export type TrailEntry = {
  readonly id: bigint;
  readonly at: Date;
  readonly actor: AuditEntry['actor'];
  readonly actorId: string | null;
  readonly action: string;
  readonly subject: string | null;
  readonly detail: Record<string, unknown>;
  readonly position: bigint | null;
};

export type TrailWish = {
  /** What entries are about: whose subject it is, or who did them. */
  readonly subject?: string;
  readonly actor?: AuditEntry['actor'];
  readonly actorId?: string;
  /** `deposit.` finds every action of a deposit. */
  readonly actionPrefix?: string;
  /** Only entries with smaller ids: a page's `next`. */
  readonly before?: bigint | undefined;
  readonly atMost: number;
};

export type TrailPage = {
  readonly entries: readonly TrailEntry[];
  /** From where to look on; nothing when the beginning was reached. A page may be short, or empty, and still have one. */
  readonly next: bigint | undefined;
};

/** How far back one page looks, so that a filter that finds little costs no more than one that finds much. */
const WINDOW = 20_000;

type Row = TrailEntry & { looked: number; reached: bigint | null };

/** The trail, newest first. What is looked for by subject or by an actor's id is found by index, the rest by going through. */
export async function readTrail(reader: Reader, wish: TrailWish): Promise<TrailPage> {
  const { atMost, before = 2n ** 63n - 1n } = wish;
  const [subject, actor, actorId, prefix] = [wish.subject, wish.actor, wish.actorId, wish.actionPrefix].map(
    (filter) => filter ?? null,
  );
  const rows = await reader.query<Row>(sql`
    with looked as materialized (
      (select * from (
        (select * from audit.entry e where ${subject}::text is not null and e.subject = ${subject} and e.id < ${before} order by e.id desc limit ${WINDOW}::int)
        union
        (select * from audit.entry e where ${subject}::text is not null and e.actor_id = ${subject} and e.id < ${before} order by e.id desc limit ${WINDOW}::int)) about
       order by id desc limit ${WINDOW}::int)
      union all
      (select * from audit.entry e where ${subject}::text is null and ${actorId}::text is not null and e.actor_id = ${actorId} and e.id < ${before}
       order by e.id desc limit ${WINDOW}::int)
      union all
      (select * from audit.entry e where ${subject}::text is null and ${actorId}::text is null and e.id < ${before} order by e.id desc limit ${WINDOW}::int)),
    found as (
      select * from looked
      where (${actor}::text is null or actor = ${actor}) and (${actorId}::text is null or actor_id = ${actorId})
        and (${prefix}::text is null or starts_with(action, ${prefix}))
      order by id desc limit ${atMost}::int)
    select f.id, f.at, f.actor, f.actor_id as "actorId", f.action, f.subject, f.detail, d.position, s.looked, s.reached
    from (select count(*)::int as looked, min(id) as reached from looked) s left join found f on true
      left join audit.sealed d on d.entry_id = f.id order by f.id desc`);
  const { looked = 0, reached = null } = rows[0] ?? {};
  const entries = rows.filter(({ id }) => id !== null).map(({ looked: _, reached: __, ...entry }) => entry);
  const isFull = entries.length === atMost;
  return { entries, next: isFull ? entries.at(-1)?.id : looked === WINDOW ? (reached ?? undefined) : undefined };
}

/** For how long the first entry has waited that the sealer has not reached; nothing when all are sealed. Milliseconds. */
export async function readUnsealedAge(reader: Reader): Promise<number> {
  const [row] = await reader.query<{ ms: number | null }>(sql`
    select greatest(0, extract(epoch from clock_timestamp() - e.at) * 1000)::float8 as ms
    from audit.sealing s cross join lateral (
      select x.at from audit.entry x where (x.xid, x.id) > (s.near_xid, s.near_id) order by x.xid, x.id limit 1) e`);
  return row?.ms ?? 0;
}
