import type { gameRoutes, PlayedBody, RoundBody } from '../../../contracts/http/games.ts';
import type { SentBodyOf } from '../../../contracts/http/route.ts';
import type { Refused } from '../api/client.ts';

export type BetIntent = {
  readonly kind: 'bet';
  readonly key: string;
  readonly body: SentBodyOf<typeof gameRoutes.bet>;
};

/**
 * What one press meant. It goes out as it is, as often as it takes, until it is answered: a bet under the key that was made for it, a
 * step with the version it was made on. So a repeat can never be a second bet, nor a second step.
 */
export type Intent =
  | BetIntent
  | { readonly kind: 'act'; readonly round: string; readonly body: SentBodyOf<typeof gameRoutes.act> };

/** A round that was only read again says nothing of what the player has. */
export type Answer = Pick<PlayedBody, 'round'> & Partial<PlayedBody>;

type Shown = {
  /** What was shown last: over, or open and waiting for its next step. */
  readonly last: RoundBody | undefined;
};
export type Betting = Shown &
  (
    | { readonly at: 'rest'; readonly sinceMs: number; readonly refused: Refused | undefined }
    /** `lost`: so many times nobody answered. From the first on, nobody knows whether it was taken. */
    | { readonly at: 'asking'; readonly intent: Intent; readonly lost: number }
    | { readonly at: 'running'; readonly answer: Answer }
  );

/** A tap that was meant to land the board, and came too late, is no bet. */
export const REST_MS = 300;

export const resting = (last?: RoundBody): Betting => ({ at: 'rest', sinceMs: 0, refused: undefined, last });

/**
 * A press: while another is under way it does nothing, and a bet does nothing either where the last round has only just been shown.
 * The steps of an open round stake nothing, and follow one another as fast as their player is.
 */
export function meant(now: Betting, intent: Intent, nowMs: number): Betting {
  if (now.at !== 'rest') return now;
  if (intent.kind === 'bet' && nowMs - now.sinceMs < REST_MS) return now;
  return { at: 'asking', intent, lost: 0, last: now.last };
}

/** A bet from before the page was loaded, which may have been taken: it goes on being asked for, and nothing else is meant meanwhile. */
export const resumed = (now: Betting, intent: BetIntent): Betting =>
  now.at === 'rest' ? { at: 'asking', intent, lost: 1, last: now.last } : now;

export const answered = (now: Betting, intent: Intent, answer: Answer): Betting =>
  now.at === 'asking' && now.intent === intent ? { at: 'running', answer, last: now.last } : now;

export function landed(now: Betting, nowMs: number): Betting {
  if (now.at !== 'running') return now;
  return { at: 'rest', sinceMs: nowMs, refused: undefined, last: now.answer.round };
}

/** Nobody answered. */
const UNANSWERED: readonly string[] = ['offline', 'unavailable'];
/** It was turned away before it was looked at: that says nothing of an earlier time it was sent. */
const AT_THE_DOOR: readonly string[] = ['too-fast', 'session-ended', 'token-invalid', 'token-expired'];

/** @param lost so many times nobody answered before */
export const isUnanswered = ({ problem: { reason } }: Refused, lost: number): boolean =>
  UNANSWERED.includes(reason) || (lost > 0 && AT_THE_DOOR.includes(reason));

/** A no ends it; where it may have been taken, only an answer does. */
export function failed(now: Betting, intent: Intent, refused: Refused): Betting {
  if (now.at !== 'asking' || now.intent !== intent) return now;
  if (isUnanswered(refused, now.lost)) return { ...now, lost: now.lost + 1 };
  return { at: 'rest', sinceMs: 0, refused, last: now.last };
}

/** An open round that was found, begun on another device or before the page was loaded; never over what is under way here. */
export function found(now: Betting, round: RoundBody): Betting {
  if (now.at !== 'rest') return now;
  const isKnown = now.last?.id === round.id && now.last.version >= round.version;
  return isKnown ? now : { ...now, last: round };
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/** How long to wait before it is asked again. */
export const pauseAfter = (lost: number): number => Math.min(FIRST_PAUSE_MS * 2 ** (lost - 1), LONGEST_PAUSE_MS);

/** Until it is time to ask again; shorter, when the line is back. */
export function pause(lost: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, pauseAfter(lost));
    addEventListener('online', done);
  });
}
