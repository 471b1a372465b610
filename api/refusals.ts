import type { Request, Response } from 'express';
import { sharedRefusals } from '../contracts/http/route.ts';
import { type Rate, spacingOf, takePlace } from '../domain/rate.ts';
import { networkOf } from '../runtime/addresses.ts';
import type { Logger } from '../runtime/logger.ts';
import type { RefusedNote } from '../use-cases/note-refusal.ts';
import type { RefreshRefusal } from '../use-cases/refresh-session.ts';
import { answerProblem } from './middleware/problems.ts';

/**
 * Refusals that somebody who means well does not meet: each leaves a row in the trail. Of sessions that ended and tokens whose
 * time is over these are the odd ones: who asks is told apart by the guard, and by a refresh (`noted`).
 */
const NOTED = new Set([
  'token-invalid',
  'token-expired',
  'token-reused',
  'session-ended',
  'not-your-role',
  'wrong-origin',
  'not-json',
  'too-fast',
  'launch-data-invalid',
  'launch-data-old',
  'proof-used',
  'login-invalid',
  'login-expired',
  'unknown-deposit',
  'unknown-withdrawal',
  'unknown-session',
  'unknown-ticket',
  'unknown-player',
  'ticket-over',
  'unknown-wallet',
  'proof-payload',
  'proof-state-init',
  'proof-key',
  'proof-domain',
  'proof-signature',
  'wallet-taken',
  'upload-infected',
  'unknown-document',
  'look-over',
  'own-case',
]);

/** So many an address and minute, that a flood of refusals does not fill the trail; the rest is counted in the metrics. */
export const noteRate: Rate = { perSecond: 0.5, burst: 30 };
const FAST = spacingOf({ perSecond: 1 / 60, burst: 1 });
const MOST_ADDRESSES = 10_000;

export type Refusing = ReturnType<typeof createRefuse>;
export type Who = Pick<RefusedNote, 'actor' | 'actorId' | 'subject'>;

/** Refuses a request, and writes down who was refused what. A trail that cannot be written makes no refusal into an error. */
export function createRefuse(
  note: (refused: RefusedNote) => Promise<void>,
  refusals: { inc(labels: { reason: string }): void },
  log: Logger,
  rate: Rate,
) {
  const spacing = spacingOf(rate);
  const nextAt = new Map<string, number>();
  const mayNote = (address: string, reason: string): boolean => {
    // That somebody was too fast is written once a minute, whatever else they filled the trail with.
    const isFast = reason === 'too-fast';
    const name = isFast ? `${address} too fast` : address;
    const { waitMs, freeAtMs } = takePlace(nextAt.get(name), isFast ? FAST : spacing, performance.now());
    nextAt.delete(name);
    nextAt.set(name, freeAtMs);
    const [oldest] = nextAt.keys();
    if (nextAt.size > MOST_ADDRESSES && oldest !== undefined) nextAt.delete(oldest);
    return waitMs === 0;
  };

  const write = async (request: Request, reason: string, who: Who): Promise<void> => {
    if (!mayNote(networkOf(request.ip ?? ''), reason)) return;
    const route = request.route ? `${request.method} ${request.baseUrl}${request.route.path}` : request.method;
    await note({ ...who, reason, route }).catch((err) => log.warn({ err }, 'a refusal could not be written down'));
  };
  type More = Readonly<Record<string, unknown>> & { readonly who?: Who; readonly noted?: boolean };

  return {
    /** Answers no, as a problem. */
    async refuse(
      request: Request,
      response: Response,
      [status, reason, title]: readonly [number, string, string],
      { who = NOBODY, noted = NOTED.has(reason), ...members }: More = {},
    ): Promise<void> {
      refusals.inc({ reason });
      if (noted) await write(request, reason, who);
      if (!response.headersSent) answerProblem(response, status, reason, title, members);
    },
    /** For a refusal that is told otherwise, on a page. */
    async noteRefused(request: Request, reason: string): Promise<void> {
      refusals.inc({ reason });
      await write(request, reason, NOBODY);
    },
  };
}

const NOBODY: Who = { actor: 'system' };

/** A refresh that was refused, with what the trail is to have of it. */
export const refusedRefresh = ({ reason, session, isUsual }: RefreshRefusal) => ({
  reason,
  noted: !isUsual,
  who: { ...NOBODY, ...(session === undefined ? {} : { subject: session }) },
});

export const shared = (reason: keyof typeof sharedRefusals): readonly [number, string, string] => {
  const [status, title] = sharedRefusals[reason];
  return [status, reason, title];
};
