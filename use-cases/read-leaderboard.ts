import type { PlayerId } from '../contracts/ids.ts';
import { weekEnd, weekOf } from '../domain/weeks.ts';
import type { Tx } from '../prisma/tx.ts';
import { readProfile } from '../records/identity/reads.ts';
import { boardClock, competitors, placeInWeek, topOfWeek, type WeekPoints } from '../records/play/standing.ts';
import type { Catalogue } from '../runtime/texts.ts';
import type { WeekBoard } from '../runtime/week-board.ts';

export type Leaderboard = {
  readonly week: string;
  readonly endsAt: Date;
  readonly asOf: Date;
  readonly rows: readonly {
    /** How many have more, and one; who has as many shares it. */
    readonly rank: number;
    /** In the words of whoever looks. */
    readonly name: string;
    readonly points: bigint;
    readonly isYou: boolean;
  }[];
  readonly you: { readonly rank: number; readonly points: bigint } | undefined;
};

type Deps = {
  readonly reader: Pick<Tx, 'query'>;
  readonly board: WeekBoard;
  readonly texts: Pick<Catalogue, 'of'>;
  readonly now: () => number;
};

const SHOWN = 50;
/** More than are shown, for some of them may not be. */
const LOOKED_AT = 200;
/** Of PostgreSQL, which has to sort for it, everybody is shown the same first for so long. */
const FRESH_MS = 5_000;

type Board = {
  readonly asOf: Date;
  readonly first: readonly WeekPoints[];
  readonly placeOf: (player: PlayerId) => Promise<{ readonly points: bigint; readonly above: number } | undefined>;
};

/**
 * The points of this week, the first fifty and the player's own. Read from Redis; while it is away or was emptied, from PostgreSQL,
 * which has the same points. Whoever pauses is not listed, and counts for nobody's rank, until the pause is over; whoever wishes it is without
 * a name; nobody's real name is known.
 */
export function readLeaderboard(deps: Deps): (player: PlayerId) => Promise<Leaderboard> {
  const fromPostgres = sortedByPostgres(deps);
  return async (player) => {
    const nowMs = deps.now();
    const week = weekOf(nowMs);
    const kept = await boardIn(deps.board, week).catch(() => undefined);
    const { asOf, first, placeOf } = kept ?? (await fromPostgres(week));
    const known = await competitors(deps.reader, [...first.map((entry) => entry.player), player]);
    const gone = first.filter((entry) => !known.has(entry.player));
    if (kept)
      await deps.board
        .remove(
          week,
          gone.map((entry) => entry.player),
        )
        .catch(() => undefined);

    const language = (await readProfile(deps.reader, player))?.language;
    const t = deps.texts.of(language);
    const standing = first.filter((entry) => known.get(entry.player)?.isPaused === false);
    const listed = standing.slice(0, SHOWN);
    const place =
      known.get(player)?.isPaused === false
        ? await placeOf(player).catch(() => placeInWeek(deps.reader, week, player))
        : undefined;
    // Who has no account any more is counted above nobody by now: taken off just above, and from PostgreSQL when it was closed.
    const pausing = first.filter((entry) => known.get(entry.player)?.isPaused === true);
    const absent = (points: bigint) => pausing.filter((entry) => entry.points > points).length;
    return {
      week,
      endsAt: weekEnd(nowMs),
      asOf,
      rows: listed.map((entry) => {
        const competitor = known.get(entry.player);
        const name = competitor?.isListed ? t('board-player', { code: competitor.code }) : t('board-hidden');
        return {
          rank: 1 + listed.filter(({ points }) => points > entry.points).length,
          name,
          points: entry.points,
          isYou: entry.player === player,
        };
      }),
      you: place && { rank: place.above + 1 - absent(place.points), points: place.points },
    };
  };
}

async function boardIn(board: WeekBoard, week: string): Promise<Board | undefined> {
  const asOf = await board.completeUntil(week);
  if (!asOf) return undefined;
  return { asOf, first: await board.first(week, LOOKED_AT), placeOf: (player) => board.placeOf(week, player) };
}

function sortedByPostgres({ reader, now }: Deps): (week: string) => Promise<Board> {
  let last:
    | { readonly week: string; readonly atMs: number; readonly sorted: Promise<WeekPoints[]>; asOf: Promise<Date> }
    | undefined;
  return async (week) => {
    if (last?.week !== week || now() - last.atMs >= FRESH_MS) {
      last = { week, atMs: now(), asOf: boardClock(reader), sorted: topOfWeek(reader, week, LOOKED_AT) };
      last.sorted.catch(() => {
        last = undefined; // what failed is asked again
      });
    }
    const { asOf, sorted } = last;
    return { asOf: await asOf, first: await sorted, placeOf: (player) => placeInWeek(reader, week, player) };
  };
}
