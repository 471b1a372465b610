import type { Router } from 'express';
import { amountOf } from '../../contracts/http/amounts.ts';
import type { FactsBody, KycBody } from '../../contracts/http/kyc.ts';
import { routes } from '../../contracts/http/routes.ts';
import type { PlayerId } from '../../contracts/ids.ts';
import { MOST_FILES_OF_A_KIND, MOST_UPLOAD_BYTES } from '../../domain/verification.ts';
import type { Facts } from '../../domain/verification-checks.ts';
import type { AskRefusal } from '../../use-cases/ask-verification.ts';
import type { VerificationShown } from '../../use-cases/show-verification.ts';
import type { SubmitRefusal } from '../../use-cases/submit-verification.ts';
import type { Guard } from '../guard.ts';
import { createRouter } from '../router.ts';
import { mount } from '../routing.ts';

export type KycDeps = {
  readonly guard: Guard;
  /** What the house promises and asks, whoever the player is. */
  readonly promises: { readonly reviewWithinMs: number; readonly leastAge: number };
  readonly show: (player: PlayerId) => Promise<VerificationShown>;
  readonly ask: (player: PlayerId) => Promise<'asked' | AskRefusal>;
  /** Undefined: there is nothing to seal with what they say. */
  readonly submit: ((player: PlayerId, facts: Facts | undefined) => Promise<'submitted' | SubmitRefusal>) | undefined;
};

/** How far the player is verified, what is asked of them, and that they have sent it. */
export function kyc({ guard, promises, show, ask, submit }: KycDeps): Router {
  const router = createRouter();
  const shown = async (player: PlayerId): Promise<KycBody> => bodyOf(await show(player), promises);

  mount(router, routes.kyc, guard, async ({ session }) => shown(session.player));

  mount(router, routes.askKyc, guard, async ({ session }) => {
    const outcome = await ask(session.player);
    return outcome === 'asked' ? shown(session.player) : outcome;
  });

  mount(router, routes.submitKyc, guard, async ({ session, body }) => {
    const outcome = await submit?.(session.player, Object.keys(body).length > 0 ? (body as FactsBody) : undefined);
    if (!outcome) return { reason: 'unavailable' };
    return outcome === 'submitted' ? shown(session.player) : outcome;
  });
  return router;
}

const HOUR_MS = 3_600_000;

const bodyOf = (shown: VerificationShown, { reviewWithinMs, leastAge }: KycDeps['promises']): KycBody => ({
  status: shown.status,
  level: shown.level,
  levelUntil: shown.levelUntil ?? null,
  aims: shown.aims,
  because: shown.because ?? null,
  total: shown.total ? { so: amountOf(shown.total.so), of: amountOf(shown.total.of), days: shown.total.days } : null,
  answerBy: shown.answerBy?.toISOString() ?? null,
  reviewWithinHours: Math.ceil(reviewWithinMs / HOUR_MS),
  leastAge,
  asked: shown.asked.map(({ kind, state, why }) => ({
    kind,
    state,
    why: why ?? null,
    files: shown.documents
      .filter((document) => document.kind === kind)
      .map(({ id, bytes, sentAt, state: kept }) => ({ id, kind, bytes, sentAt: sentAt.toISOString(), state: kept })),
  })),
  needsFacts: shown.needsFacts,
  mayAsk: shown.mayAsk ?? null,
  uploads: { mostBytes: MOST_UPLOAD_BYTES, mostFiles: MOST_FILES_OF_A_KIND },
});
