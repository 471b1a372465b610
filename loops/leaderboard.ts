import { weekOf } from '../domain/weeks.ts';
import type { Tx } from '../prisma/tx.ts';
import { boardClock, pointsAfter, pointsSince } from '../records/play/standing.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Round } from '../runtime/loop.ts';
import type { WeekBoard } from '../runtime/week-board.ts';

type Deps = {
  readonly reader: Pick<Tx, 'query'>;
  readonly board: WeekBoard;
  readonly held: () => Promise<boolean>;
  readonly log: Logger;
};

/** A bet that was booked so late after its points were dated is not looked for again: no transaction of ours lasts as long. */
const OVERLAP_MS = 30_000;
const PAGE = 5_000;

/**
 * Keeps the week's points in order in Redis: what grew since the last time, as PostgreSQL has it, so that repeating it, late or in
 * several processes at once, changes nothing. How far it is stands beside the points and is lost with them: then all is read again.
 */
export const leaderboard = (deps: Deps) => async (): Promise<Round> => {
  if (!(await deps.held())) return 'rest';
  const at = await boardClock(deps.reader);
  // For a while after Monday's midnight bets of the last week may still be booked.
  const weeks = new Set([weekOf(at.getTime() - 2 * OVERLAP_MS), weekOf(at.getTime())]);
  for (const week of weeks) await follow(deps, week, at);
  return 'rest';
};

async function follow({ reader, board, log }: Deps, week: string, at: Date): Promise<void> {
  const until = await board.completeUntil(week);
  if (until) {
    const grown = await pointsSince(reader, week, new Date(until.getTime() - OVERLAP_MS));
    if (await board.note(week, grown, at)) return;
  }
  const anew = board.rebuild(week);
  let read = 0;
  for (let page = await pointsAfter(reader, week, undefined, PAGE); page.length > 0; ) {
    await anew.add(page);
    read += page.length;
    page = await pointsAfter(reader, week, page.at(-1)?.player, PAGE);
  }
  if (await anew.finish(at)) log.info({ week, players: read }, 'the leaderboard was made from PostgreSQL');
}
