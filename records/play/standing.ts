import type { PlayerId } from '../../contracts/ids.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

/** What a player has come to by staking cash. */
export async function readVip(
  tx: Reader,
  player: PlayerId,
): Promise<{ readonly points: bigint; readonly level: number }> {
  const [row] = await tx.query<{ points: bigint; level: number }>(
    sql`select points, level from play.vip where player_id = ${player}`,
  );
  return row ?? { points: 0n, level: 0 };
}

/** The account that goes on has the points of both, and is told of nothing that either did not wish. Safe to repeat. */
export async function carryStanding(tx: Tx, from: PlayerId, into: PlayerId): Promise<void> {
  await tx.query(sql`select play.carry_standing(${from}, ${into})`);
}

export type WeekPoints = { readonly player: PlayerId; readonly points: bigint };

/** The moment as the database counts it, by which `at` is written. */
export async function boardClock(tx: Reader): Promise<Date> {
  const [row] = await tx.query<{ at: Date }>(sql`select clock_timestamp() as at`);
  return row?.at ?? new Date(0);
}

/** Points of a week that grew since then, in the order in which they did. */
export const pointsSince = (tx: Reader, week: string, since: Date): Promise<WeekPoints[]> =>
  tx.query<WeekPoints>(sql`
    select player_id as player, points from play.week_points where week = ${week} and at >= ${since} order by at`);

/** All points of a week by pages, in the order of the players. */
export const pointsAfter = (
  tx: Reader,
  week: string,
  after: PlayerId | undefined,
  atMost: number,
): Promise<WeekPoints[]> =>
  tx.query<WeekPoints>(sql`
    select player_id as player, points from play.week_points
    where week = ${week} and (${after ?? null}::uuid is null or player_id > ${after ?? null}::uuid) order by player_id limit ${atMost}`);

/** The first of a week, the highest first. */
export const topOfWeek = (tx: Reader, week: string, atMost: number): Promise<WeekPoints[]> =>
  tx.query<WeekPoints>(sql`
    select player_id as player, points from play.week_points where week = ${week} order by points desc, player_id limit ${atMost}`);

/** A player's points of a week, and how many have more; undefined: they have none. */
export async function placeInWeek(
  tx: Reader,
  week: string,
  player: PlayerId,
): Promise<{ readonly points: bigint; readonly above: number } | undefined> {
  const [row] = await tx.query<{ points: bigint; above: bigint }>(sql`
    select w.points, (select count(*) from play.week_points x where x.week = w.week and x.points > w.points) as above
    from play.week_points w where w.week = ${week} and w.player_id = ${player}`);
  return row && { points: row.points, above: Number(row.above) };
}

export type Competitor = {
  /** The end of the code that their invitations carry: tells players apart and finds nobody. */
  readonly code: string;
  readonly isListed: boolean;
  /** They take a break, or excluded themselves: for as long as that lasts they stand on no leaderboard. */
  readonly isPaused: boolean;
};

/** Who of these may stand on a leaderboard, now or later: whoever has no account any more does not. */
export async function competitors(
  tx: Reader,
  players: readonly PlayerId[],
): Promise<ReadonlyMap<PlayerId, Competitor>> {
  const rows = await tx.query<{ id: PlayerId; code: string; is_listed: boolean; is_paused: boolean }>(sql`
    select p.id, upper(right(p.invite_code, 4)) as code, coalesce(c.is_listed, true) as is_listed, (compliance.pause_of(p.id)).id is not null as is_paused
    from identity.player p left join play.notice_choice c on c.player_id = p.id
    where p.id = any(${[...players]}::uuid[]) and p.closed_at is null`);
  return new Map(
    rows.map(({ id, code, is_listed, is_paused }) => [id, { code, isListed: is_listed, isPaused: is_paused }]),
  );
}
