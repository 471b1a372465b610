import { type Response, Router } from 'express';
import { HEARTBEAT_MS, type PlayerHint } from '../../contracts/http/events.ts';
import type { PlayerId } from '../../contracts/ids.ts';
import type { SessionView } from '../../records/identity/reads.ts';
import type { Metrics } from '../../runtime/metrics.ts';
import type { Hint } from '../../runtime/pokes.ts';
import { askerOf, type Guard } from '../guard.ts';

export type EventsDeps = {
  readonly guard: Guard;
  readonly onHint: (hear: Hint) => void;
  /** Sessions that ended, wherever they were ended. */
  readonly onEnded: (hear: (sessions: readonly string[]) => void) => void;
  readonly metrics: Pick<Metrics, 'liveLines'>;
  readonly now: () => number;
};

/** More screens than a person has: whoever opens so many loses the oldest. */
const MOST_LINES = 8;

type Line = { readonly response: Response; readonly session: string; readonly endsAtMs: number };

/**
 * A player's live line (server-sent events): hints to ask again, for as long as the session lasts. A line that cannot take
 * what it is told is cut, and its client comes back.
 */
export function events({ guard, onHint, onEnded, metrics, now }: EventsDeps): { router: Router; close(): void } {
  const lines = new Map<PlayerId, Set<Line>>();
  const eachLine = (then: (line: Line) => void): void => {
    for (const theirs of lines.values()) for (const line of theirs) then(line);
  };

  const drop = (player: PlayerId, line: Line): void => {
    const theirs = lines.get(player);
    if (!theirs?.delete(line)) return;
    metrics.liveLines.dec();
    if (theirs.size === 0) lines.delete(player);
  };

  onHint((player, hint) => {
    for (const { response } of lines.get(player) ?? []) tell(response, 'changed', hint);
  });
  onEnded((sessions) => {
    const over = new Set(sessions);
    eachLine(({ response, session }) => over.has(session) && response.end());
  });
  const beat = setInterval(() => {
    const at = now();
    eachLine(({ response, endsAtMs }) => (at >= endsAtMs ? response.end() : write(response, ':\n\n')));
  }, HEARTBEAT_MS);
  beat.unref();

  const router = Router();
  router.get('/events', guard.admit({ who: 'player' }), async (_request, response) => {
    const session = askerOf(response).session as SessionView;
    if (response.destroyed) return undefined; // gone while we looked
    response.on('error', () => undefined);
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no', // nginx would hold hints back
    });
    const line = { response, session: session.id, endsAtMs: session.expiresAt.getTime() };
    const theirs = lines.get(session.player) ?? new Set<Line>();
    lines.set(session.player, theirs.add(line));
    metrics.liveLines.inc();
    response.once('close', () => drop(session.player, line));
    const [oldest] = theirs;
    if (oldest && theirs.size > MOST_LINES) {
      drop(session.player, oldest); // at once: nothing may be written behind its end
      oldest.response.end();
    }
    tell(response, 'hello', {});
    return undefined;
  });

  return {
    router,
    close() {
      clearInterval(beat);
      eachLine(({ response }) => response.end());
    },
  };
}

const tell = (response: Response, event: string, data: PlayerHint | Record<string, never>): void =>
  write(response, `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);

/** Nothing is piled up for a client that does not read. */
function write(response: Response, text: string): void {
  if (response.writableEnded || response.destroyed) return;
  if (response.writableNeedDrain) response.destroy();
  else response.write(text);
}
