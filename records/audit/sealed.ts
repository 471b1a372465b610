import type { Pool } from '../../prisma/pool.ts';
import { query, type Row, type Sql, sql, type Tx } from '../../prisma/tx.ts';
import type { EntryText, Seal } from './chain.ts';

type Reader = Pick<Tx, 'query'>;

/** A position of the chain with the entry that stands there; none where somebody deleted it. */
export type Position = {
  readonly position: bigint;
  readonly entryId: bigint;
  readonly link: Buffer;
  readonly entry: EntryText | undefined;
};

type PositionRow = EntryText & { position: bigint; entry_id: bigint; link: Buffer };

/** The chain from after one position to another, as much as is asked for. */
export async function readPositions(
  reader: Reader,
  { after, until, atMost }: { after: bigint; until: bigint; atMost: number },
): Promise<Position[]> {
  const rows = await reader.query<PositionRow>(sql`
    select d.position, d.entry_id, d.link, e.id::text, to_json(e.at at time zone 'UTC') #>> '{}' || 'Z' as at, e.actor,
      e.actor_id as "actorId", e.action, e.subject, e.detail::text, e.xid::text
    from audit.sealed d left join audit.entry e on e.id = d.entry_id
    where d.position > ${after} and d.position <= ${until} order by d.position limit ${atMost}::int`);
  return rows.map(({ position, entry_id: entryId, link, ...entry }) => ({
    position,
    entryId,
    link,
    entry: entry.id === null ? undefined : entry,
  }));
}

/** A seal, and the link at the position where it says that it ends. */
export type FoundSeal = Seal & { readonly endLink: Buffer | null };

/** Seals in their order, after one. */
export const readSeals = (reader: Reader, after: bigint, atMost: number): Promise<FoundSeal[]> =>
  reader.query<FoundSeal>(sql`
    select s.n, s.first_position as first, s.last_position as last, s.previous, s.head,
      to_json(s.at at time zone 'UTC') #>> '{}' || 'Z' as at, s.key_id as "keyId", s.signature, d.link as "endLink"
    from audit.seal s left join audit.sealed d on d.position = s.last_position
    where s.n > ${after} order by s.n limit ${atMost}::int`);

/** The same for who has a pool and asks again and again. */
export const sealsOf = (pool: Pool) => (after: bigint, atMost: number) =>
  readSeals({ query: <R extends Row>(statement: Sql) => query<R>(pool, statement) }, after, atMost);

/** Those of these seals that are there. */
export const readTheseSeals = (reader: Reader, numbers: readonly bigint[]): Promise<Seal[]> =>
  reader.query<Seal>(sql`
    select s.n, s.first_position as first, s.last_position as last, s.previous, s.head,
      to_json(s.at at time zone 'UTC') #>> '{}' || 'Z' as at, s.key_id as "keyId", s.signature
    from audit.seal s where s.n = any(${numbers}::bigint[])`);

export type Span = {
  /** The positions of the first and the last entry of the span that is sealed, and the last position of the seal there. */
  readonly first: bigint;
  readonly last: bigint;
  readonly sealedTo: bigint;
  /** The seal that holds the first. */
  readonly firstSeal: bigint;
  /** The link that the first one's follows. */
  readonly before: Buffer | null;
};

/** Where the chain has the entries written from one moment until before another; nothing when none of them is sealed. */
export async function findSpan(reader: Reader, from: Date, until: Date): Promise<Span | undefined> {
  const [span] = await reader.query<Span>(sql`
    with span as (
      select min(d.position) as first, max(d.position) as last
      from audit.entry e join audit.sealed d on d.entry_id = e.id where e.at >= ${from} and e.at < ${until})
    select s.first, s.last,
      (select x.last_position from audit.seal x where x.last_position >= s.last order by x.last_position limit 1) as "sealedTo",
      (select x.n from audit.seal x where x.last_position >= s.first order by x.last_position limit 1) as "firstSeal",
      (select d.link from audit.sealed d where d.position = s.first - 1) as before
    from span s where s.first is not null`);
  return span;
}

/** How many entries written from one moment until before another have no place in the chain yet. */
export async function countUnsealed(reader: Reader, from: Date, until: Date): Promise<number> {
  const [row] = await reader.query<{ entries: number }>(sql`
    select count(*)::int as entries from audit.entry e
    where e.at >= ${from} and e.at < ${until} and not exists (select from audit.sealed d where d.entry_id = e.id)`);
  return row?.entries ?? 0;
}
