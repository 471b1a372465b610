import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from '../../prisma/pool.ts';
import { query, type Row, type Sql, sql } from '../../prisma/tx.ts';
import type { PublicKeys } from '../../runtime/sealing.ts';
import { digestOf, GENESIS, judgeSignature, linkOf, type Seal, sealText } from './chain.ts';
import { type HeadLine, readHeads } from './heads-file.ts';
import { type FoundSeal, type Position, readPositions, readSeals, readTheseSeals } from './sealed.ts';

/** Something in the trail that neither its writers nor its sealer could have left. */
export type TrailFault = { readonly what: string };
/** `seals` counts what of `read` are seals. */
type Page = { readonly faults: readonly TrailFault[]; readonly read: number; readonly seals?: number };

export type TrailCheck = {
  readonly keys: PublicKeys;
  /** Where each seal was written once more; without it a trail whose end was cut off looks whole. */
  readonly headsFile?: string | undefined;
  /** An entry older than this must have been sealed, and a seal must be in the file. */
  readonly overdueMs?: number;
  /** How long the sealer is given before what waits for it is a fault. An argument, so that a test need not wait. */
  readonly patience?: () => Promise<unknown>;
  readonly pageSize?: number;
};

type Look = Required<Omit<TrailCheck, 'headsFile'>> & { readonly pool: Pool };

const OVERDUE_MS = 300_000;
/** The sealer works twice a second; a transaction that was open for long ends with entries that are old at once. */
const PATIENCE_MS = 3_000;
const PAGE = 2_000;
/** Below every number, also one that nobody should have given. */
const FIRST = -(2n ** 63n);
const LAST = 2n ** 63n - 1n;

/**
 * Reads the trail from the beginning and names what was altered, deleted, cut off, moved or never sealed. In pages, while
 * it is written and sealed on: it needs no more memory for ten million entries than for ten.
 */
export async function* readTrailFaults(pool: Pool, check: TrailCheck): AsyncGenerator<Page> {
  const defaults = { overdueMs: OVERDUE_MS, patience: () => sleep(PATIENCE_MS), pageSize: PAGE };
  const look: Look = { pool, ...defaults, ...check };
  yield* seals(look);
  yield* positions(look);
  yield* unsealed(look);
  if (check.headsFile) yield* heads(look, check.headsFile);
}

/** Each seal against the one before it, against the link where it ends, and against its signature. */
async function* seals(look: Look): AsyncGenerator<Page> {
  const strangers = new Set<string>();
  let before: Seal | undefined;
  for (let after = FIRST; ; ) {
    const page = await readSeals(readerOf(look.pool), after, look.pageSize);
    const faults: TrailFault[] = [];
    for (const seal of page) {
      faults.push(...sealFaults(seal, before));
      const judgement = judgeSignature(look.keys, seal);
      if (judgement === 'not-signed')
        faults.push(fault(`seal ${seal.n} was altered, or ${seal.keyId} did not sign it`));
      if (judgement === 'unknown-key' && !strangers.has(seal.keyId)) {
        strangers.add(seal.keyId);
        faults.push(fault(`seal ${seal.n} is signed by ${seal.keyId}, which is none of the keys that were given`));
      }
      if (seal.n > 0n) before = seal;
    }
    yield { faults, read: page.length, seals: page.length };
    if (page.length < look.pageSize) return;
    after = page.at(-1)?.n ?? LAST;
  }
}

function sealFaults(seal: FoundSeal, before: Seal | undefined): TrailFault[] {
  const { n, first, last, previous, head, endLink } = seal;
  const [lastN, lastPosition] = [before?.n ?? 0n, before?.last ?? 0n];
  if (n < 1n) return [fault(`there is a seal ${n}`)];
  if (n > lastN + 1n) return [fault(`${several('seal', lastN + 1n, n - 1n)} missing`)];
  const faults: TrailFault[] = [];
  if (first !== lastPosition + 1n)
    faults.push(fault(`seal ${n} begins at position ${first}, the one before it ended at ${lastPosition}`));
  if (!previous.equals(before?.head ?? GENESIS)) faults.push(fault(`seal ${n} does not follow from the one before it`));
  if (endLink && !endLink.equals(head))
    faults.push(fault(`the links of positions ${first} to ${last} do not lead to what seal ${n} signed`));
  return faults;
}

/** Each position's link against the link before it and the entry as it is now. */
async function* positions(look: Look): AsyncGenerator<Page> {
  let before: Pick<Position, 'position' | 'link'> = { position: 0n, link: GENESIS };
  for (let after = FIRST; ; ) {
    const page = await readPositions(readerOf(look.pool), { after, until: LAST, atMost: look.pageSize });
    const faults: TrailFault[] = [];
    for (const position of page) {
      faults.push(...positionFaults(position, before));
      if (position.position > 0n) before = position;
    }
    yield { faults, read: page.length };
    if (page.length < look.pageSize) break;
    after = page.at(-1)?.position ?? LAST;
  }
  const [end] = await query<{ last: bigint }>(
    look.pool,
    sql`select coalesce(max(last_position), 0) as last from audit.seal`,
  );
  const sealedTo = end?.last ?? 0n;
  // Seals are read after positions, so whatever was sealed meanwhile is in them.
  if (before.position > sealedTo)
    yield only(fault(`${several('position', sealedTo + 1n, before.position)} behind the last seal`));
  if (before.position < sealedTo && !(await hasPosition(look.pool, sealedTo)))
    yield only(fault(`${several('position', before.position + 1n, sealedTo)} missing`));
}

function positionFaults(
  { position, entryId, link, entry }: Position,
  before: Pick<Position, 'position' | 'link'>,
): TrailFault[] {
  if (position < 1n) return [fault(`entry ${entryId} is at position ${position}`)];
  const isGone = entry ? [] : [fault(`entry ${entryId} is gone (position ${position})`)];
  if (position !== before.position + 1n)
    return [fault(`${several('position', before.position + 1n, position - 1n)} missing`), ...isGone];
  if (!entry) return isGone;
  const isAsSealed = linkOf(before.link, digestOf(entry)).equals(link);
  return isAsSealed ? [] : [fault(`entry ${entryId} is not what was sealed at position ${position}`)];
}

type UnsealedRow = { id: bigint | null; is_passed: boolean; since: string | null; last: bigint | null; rows: bigint };

/** Entries without a position: those the sealer went past, and those it should have reached long ago. */
async function* unsealed(look: Look): AsyncGenerator<Page> {
  let [waiting, oldest, since] = [0, 0n, ''];
  for (let after: bigint | null = FIRST; after !== null; ) {
    const rows: UnsealedRow[] = await query<UnsealedRow>(look.pool, unsealedPage(after, look));
    const passed = rows.filter((row) => row.id !== null && row.is_passed);
    yield {
      faults: passed.map(({ id }) => fault(`entry ${id} came in behind the seal, and has no position`)),
      read: Number(rows.find((row) => row.last !== null)?.rows ?? 0n),
    };
    for (const row of rows.filter(({ id, is_passed: isPassed }) => id !== null && !isPassed)) {
      if (waiting === 0) [oldest, since] = [row.id ?? 0n, row.since ?? ''];
      waiting += 1;
    }
    after = rows.find((row) => row.last !== null)?.last ?? null;
  }
  if (waiting === 0) return;
  await look.patience();
  const [row] = await query<{ waits: boolean }>(
    look.pool,
    sql`select not exists (select from audit.sealed where entry_id = ${oldest}) as waits`,
  );
  if (row?.waits)
    yield only(
      fault(
        `${waiting} ${waiting === 1 ? 'entry waits' : 'entries wait'} to be sealed, entry ${oldest} since ${since}`,
      ),
    );
}

/** Not what a transaction that is still open may hold back, and nothing while the sealer has not begun in this cluster. */
const unsealedPage = (after: bigint, { overdueMs, pageSize }: Look): Sql => sql`
  with page as materialized (
    select id, xid, at from audit.entry where id > ${after} order by id limit ${pageSize}::int),
  found as (
    select p.id, to_json(p.at at time zone 'UTC') #>> '{}' || 'Z' as since, p.at < now() - ${`${overdueMs} milliseconds`}::interval as is_overdue,
      s.cluster = (select system_identifier::text from pg_control_system())
        and ((p.xid, p.id) <= (s.near_xid, s.near_id) or (p.xid, p.id) <= (s.far_xid, s.far_id) and p.xid >= x.max) as is_passed
    from page p
      cross join (select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as min, pg_snapshot_xmax(pg_current_snapshot())::text::bigint as max) x
      left join audit.sealing s on true
      left join lateral (select position from audit.sealed where entry_id = p.id limit 1) d on true
    where d.position is null and (p.xid < x.min or p.xid >= x.max))
  select id, coalesce(is_passed, false) as is_passed, since, null::bigint as last, null::bigint as rows from found where is_passed or is_overdue
  union all
  (select null, false, null, id, (select count(*) from page) from page order by id desc limit 1)
  order by id`;

/** Each line of the file against the seal in the database: what the file knows and the database does not was cut off there. */
async function* heads(look: Look, file: string): AsyncGenerator<Page> {
  let last: Seal | undefined;
  let lines: HeadLine[] = [];
  try {
    for await (const line of readHeads(file)) {
      const [n, lastN] = [line.seal?.n ?? 0n, last?.n ?? 0n];
      if (n > lastN + 1n) yield only(fault(`${several('seal', lastN + 1n, n - 1n)} missing in the file of heads`));
      if (n > lastN) last = line.seal;
      lines.push(line);
      if (lines.length < look.pageSize) continue;
      yield await linesAgainstSeals(look, lines);
      lines = [];
    }
  } catch (error) {
    if (!isFileError(error)) throw error;
    return yield only(fault(`the file of heads cannot be read: ${error.message}`));
  }
  yield await linesAgainstSeals(look, lines);
  yield* ends(look, last);
}

const isFileError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'path' in error;

/** Where the file and the database end, and what is missing between. */
async function* ends(look: Look, last: Seal | undefined): AsyncGenerator<Page> {
  const [row] = await query<{ n: bigint; position: bigint; overdue: bigint }>(
    look.pool,
    sql`
    select coalesce(max(n), 0) as n, coalesce(max(last_position), 0) as position,
      coalesce(max(n) filter (where at < now() - ${`${look.overdueMs} milliseconds`}::interval), 0) as overdue from audit.seal`,
  );
  if (!row) return;
  if (last && last.n > row.n)
    yield only(
      fault(
        `the end was cut off: the file of heads knows seal ${last.n} to position ${last.last}, the database ends with seal ${row.n} at position ${row.position}`,
      ),
    );
  const known = last?.n ?? 0n;
  if (row.overdue > known)
    yield only(fault(`${several('seal', known + 1n, row.overdue)} missing in the file of heads`));
}

async function linesAgainstSeals(look: Look, lines: readonly HeadLine[]): Promise<Page> {
  const numbers = lines.flatMap(({ seal }) => seal?.n ?? []);
  const found = new Map((await readTheseSeals(readerOf(look.pool), numbers)).map((seal) => [seal.n, seal]));
  return { faults: lines.flatMap((line) => lineFaults(line, found, look.keys)), read: lines.length };
}

function lineFaults(
  { number, text, seal }: HeadLine,
  found: ReadonlyMap<bigint, Seal>,
  keys: PublicKeys,
): TrailFault[] {
  if (!seal) return [fault(`line ${number} of the file of heads is no seal: ${text.slice(0, 40)}`)];
  const kept = found.get(seal.n);
  if (!kept || sealText(kept) === sealText(seal)) return []; // where the database ends is told once
  const isTrue = (one: Seal) => (judgeSignature(keys, one) === 'signed' ? 'signed' : 'not signed');
  return [
    fault(
      `line ${number} of the file of heads (${isTrue(seal)}) contradicts seal ${seal.n} of the database (${isTrue(kept)})`,
    ),
  ];
}

async function hasPosition(pool: Pool, position: bigint): Promise<boolean> {
  const [row] = await query<{ found: boolean }>(
    pool,
    sql`select exists (select from audit.sealed where position = ${position}) as found`,
  );
  return row?.found ?? false;
}

const readerOf = (pool: Pool) => ({ query: <R extends Row>(statement: Sql) => query<R>(pool, statement) });
const fault = (what: string): TrailFault => ({ what });
const only = (found: TrailFault): Page => ({ faults: [found], read: 0 });

/** `position 7 is`, `positions 7 to 9 are`. */
const several = (what: string, first: bigint, last: bigint): string =>
  first === last ? `${what} ${first} is` : `${what}s ${first} to ${last} are`;
