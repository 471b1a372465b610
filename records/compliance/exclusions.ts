import type { PlayerId } from '../../contracts/ids.ts';
import { assert } from '../../domain/assert.ts';
import type { BreakLength, ExclusionLength } from '../../domain/limits.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

/** No play and no deposits. */
export type PlayPause = {
  readonly kind: 'break' | 'exclusion';
  readonly since: Date;
  /** Undefined: for ever. */
  readonly until: Date | undefined;
};

export type PauseWish =
  | { readonly kind: 'break'; readonly length: BreakLength }
  | { readonly kind: 'exclusion'; readonly length: ExclusionLength };

type PauseRow = { kind: PlayPause['kind'] | null; since: Date; until: Date | null };

const pauseIn = (row: PauseRow | undefined): PlayPause | undefined =>
  row?.kind ? { kind: row.kind, since: row.since, until: row.until ?? undefined } : undefined;

/** Begins now, for the whole person, and cannot be taken back. Safe to repeat under its id. */
export async function takePause(
  tx: Tx,
  id: string,
  player: PlayerId,
  { kind, length }: PauseWish,
  at: Date,
): Promise<PlayPause> {
  const [row] = await tx.query<PauseRow>(
    sql`select * from compliance.take_pause(${id}, ${player}, ${kind}, ${length}, ${at})`,
  );
  const taken = pauseIn(row);
  assert(taken, 'a pause that was taken is there');
  return taken;
}

/** The pause that holds a player back now; undefined: none. */
export async function pauseOf(tx: Reader, player: PlayerId, at: Date): Promise<PlayPause | undefined> {
  const [row] = await tx.query<PauseRow>(sql`select * from compliance.pause_of(${player}, ${at})`);
  return pauseIn(row);
}

/** Whether a player may be sent or shown an offer. */
export async function mayPromote(tx: Reader, player: PlayerId): Promise<boolean> {
  const [row] = await tx.query<{ may: boolean }>(sql`select compliance.may_promote(${player}) as may`);
  return row?.may === true;
}

/** All accounts of the person whose account this is, closed ones too. */
export async function accountsOf(tx: Reader, player: PlayerId): Promise<PlayerId[]> {
  const rows = await tx.query<{ id: PlayerId }>(sql`select id from compliance.accounts_of(${player}) id order by id`);
  return rows.map(({ id }) => id);
}

/** Whether the person whose account this is was refused for good, under whichever of their accounts. */
export async function isRefused(tx: Reader, player: PlayerId): Promise<boolean> {
  const [row] = await tx.query<{ is: boolean }>(sql`select compliance.is_refused(${player}) as is`);
  return row?.is === true;
}

/** Whether people have yet to say if somebody of a sanctions list is the person whose account this is. */
export async function isLikeSomebodyListed(tx: Reader, player: PlayerId): Promise<boolean> {
  const [row] = await tx.query<{ is: boolean }>(sql`
    select exists (select from compliance.verification v
      where v.player_id in (select compliance.accounts_of(${player})) and v.status in ('checking', 'in-review')
        and (v.because = 'screening' or exists (select from compliance.verification_check c
          where c.player_id = v.player_id and c.revision = v.revision and c.kind = 'sanctions' and c.outcome in ('look', 'fail')))) as is`);
  return row?.is === true;
}

/** Two accounts are one person's from now on: the stricter limit of both, the pauses of both, and what both have used. */
export async function joinPeople(tx: Tx, one: PlayerId, other: PlayerId): Promise<void> {
  await tx.query(sql`select compliance.join_people(${one}, ${other})`);
}

/** How far a player is verified today: 0 none, 1 basic, 2 full. */
export async function levelNumberOf(tx: Reader, player: PlayerId): Promise<number> {
  const [row] = await tx.query<{ level: number }>(sql`select compliance.level_of(${player}) as level`);
  return row?.level ?? 0;
}
