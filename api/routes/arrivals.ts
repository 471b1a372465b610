import type { Router } from 'express';
import { amountOf } from '../../contracts/http/amounts.ts';
import type { ArrivalCaseBody } from '../../contracts/http/arrivals.ts';
import { routes } from '../../contracts/http/routes.ts';
import type { PlayerId } from '../../contracts/ids.ts';
import { shortCode } from '../../domain/ids.ts';
import { money } from '../../domain/money.ts';
import type { ClaimView } from '../../records/payments/arrival-reads.ts';
import type { ArrivalCase } from '../../records/payments/claims.ts';
import type { assign, claim, lookAtArrival } from '../../use-cases/claim-arrival.ts';
import { type giveArrivalBack, keptOf } from '../../use-cases/give-back-arrival.ts';
import type { Guard } from '../guard.ts';
import { createRouter } from '../router.ts';
import { mount } from '../routing.ts';

export type ArrivalsDeps = {
  readonly guard: Guard;
  /** Undefined: the chain is off here. */
  readonly ton: { readonly explorer: string } | undefined;
  readonly claim: ReturnType<typeof claim>;
  readonly claimsOf: (player: PlayerId) => Promise<ClaimView[]>;
  readonly look: ReturnType<typeof lookAtArrival>;
  readonly assign: ReturnType<typeof assign>;
  readonly giveBack: ReturnType<typeof giveArrivalBack>;
};

/** Money that came over the chain without a name: players claim it, staff say whose it is. */
export function arrivals({ guard, ton, ...deps }: ArrivalsDeps): Router {
  const router = createRouter();

  mount(router, routes.claimArrival, guard, async ({ session, body: { hash } }) =>
    deps.claim(session.player, hexOf(hash)),
  );

  mount(router, routes.claims, guard, async ({ session }) => ({
    claims: (await deps.claimsOf(session.player)).map(({ hash, amount, at, state }) => ({
      hash,
      amount: amountOf(amount),
      at: at.toISOString(),
      state,
    })),
  }));

  mount(router, routes.arrivalCase, guard, async ({ staff, id }) => {
    const found = await deps.look(staff.staff, id);
    return found ? bodyOf(found, ton?.explorer) : { reason: 'unknown-arrival' };
  });

  mount(router, routes.assignArrival, guard, async ({ staff, id, body: { player, reason } }) =>
    deps.assign(staff.staff, id, { player: player as PlayerId, reason }),
  );

  mount(router, routes.giveArrivalBack, guard, async ({ staff, id, body: { reason } }) =>
    deps.giveBack(staff.staff, id, reason),
  );
  return router;
}

/** Explorers write hashes in hex, or in base64 of either alphabet. */
const hexOf = (hash: string): string =>
  hash.length === 64 ? hash.toLowerCase() : Buffer.from(hash, 'base64url').toString('hex');

/** Nothing, where nobody is named it could go to, or sending would cost all of it, or it is somebody's. */
function goesBackOf({ state, sender, amount: { asset, minor }, back }: ArrivalCase) {
  const waits = state === 'unmatched' || state === 'below-minimum' || state === 'owed';
  const isUnderWay = back !== undefined && (back.state !== 'refused' || state === 'owed');
  if (!waits || isUnderWay || !sender?.startsWith('0:') || minor <= keptOf(asset)) return null;
  return amountOf(money(asset, minor - keptOf(asset)));
}

const whose = (player: PlayerId) => ({ id: player, code: `P-${shortCode(player)}` });

const bodyOf = (found: ArrivalCase, explorer: string | undefined): ArrivalCaseBody => ({
  id: found.id,
  rail: found.rail,
  amount: amountOf(found.amount),
  hash: found.hash,
  explorer: explorer === undefined ? null : `${explorer}${found.hash}`,
  sender: found.sender ?? null,
  comment: found.comment ?? null,
  state: found.state,
  why: found.reason ?? null,
  player: found.player === undefined ? null : whose(found.player),
  at: found.at.toISOString(),
  claims: found.claims.map(({ player, at }) => ({ player: whose(player), at: at.toISOString() })),
  assignments: found.assignments.map(({ by, player, reason }) => ({ by, player: whose(player), reason })),
  goesBack: goesBackOf(found),
  givesBack: [...found.givesBack],
  back: found.back ? { state: found.back.state, sent: amountOf(found.back.sent) } : null,
});
