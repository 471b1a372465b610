import type { Router } from 'express';
import type { AddDestinationBody, DestinationBody } from '../../contracts/http/destinations.ts';
import { routes } from '../../contracts/http/routes.ts';
import type { DestinationId, PlayerId } from '../../contracts/ids.ts';
import { assert } from '../../domain/assert.ts';
import { type DestinationKind, MOST_DESTINATIONS, newUntil } from '../../domain/destinations.ts';
import type { SessionView } from '../../records/identity/reads.ts';
import type { Confirmed, ConfirmRefusal } from '../../use-cases/confirm-code.ts';
import type { AddRefusal, DestinationShown } from '../../use-cases/destinations.ts';
import type { Guard } from '../guard.ts';
import { createRouter } from '../router.ts';
import { mount } from '../routing.ts';

export type DestinationsDeps = {
  readonly guard: Guard;
  /** The bot that writes codes to somebody who came by no chat. */
  readonly botOf: (session: SessionView) => string;
  readonly kinds: readonly DestinationKind[];
  readonly now: () => number;
  readonly shown: (player: PlayerId) => Promise<DestinationShown[]>;
  readonly add: (
    player: PlayerId,
    wish: AddDestinationBody,
    bot: string,
  ) => Promise<{ readonly destinationId: DestinationId } | AddRefusal>;
  readonly confirm: (player: PlayerId, shown: DestinationShown, digits: string) => Promise<Confirmed | ConfirmRefusal>;
  readonly remove: (player: PlayerId, id: DestinationId) => Promise<'removed' | 'in-use' | 'gone'>;
};

/** Where a player has money sent to. Named in full once, on their way in; masked ever after. */
export function destinations({ guard, botOf, kinds, now, ...deps }: DestinationsDeps): Router {
  const router = createRouter();
  const one = async (player: PlayerId, id: string): Promise<DestinationShown | undefined> =>
    (await deps.shown(player)).find(({ destination }) => destination.id === id);

  mount(router, routes.destinations, guard, async ({ session }) => ({
    destinations: (await deps.shown(session.player)).map((each) => bodyOf(each, now())),
    most: MOST_DESTINATIONS,
    kinds: [...kinds],
  }));

  mount(router, routes.addDestination, guard, async ({ session, body }) => {
    const outcome = await deps.add(session.player, body, botOf(session));
    if ('reason' in outcome) return { reason: outcome.reason, ...membersOf(outcome) };
    const added = await one(session.player, outcome.destinationId);
    assert(added, 'a destination that was added is there');
    return bodyOf(added, now());
  });

  mount(router, routes.confirmDestination, guard, async ({ session, id, body }) => {
    const found = await one(session.player, id);
    if (!found) return { reason: 'unknown-destination' };
    const outcome = await deps.confirm(session.player, found, body.digits);
    if ('confirmed' in outcome) {
      const confirmed = await one(session.player, id);
      return confirmed ? bodyOf(confirmed, now()) : { reason: 'unknown-destination' };
    }
    switch (outcome.reason) {
      case 'act-refused':
        return { reason: 'act-changed' };
      case 'code-wrong':
        return { reason: outcome.reason, triesLeft: outcome.triesLeft };
      default:
        return outcome;
    }
  });

  mount(router, routes.removeDestination, guard, async ({ session, id }) => {
    const outcome = await deps.remove(session.player, id as DestinationId);
    if (outcome === 'removed') return undefined;
    return { reason: outcome === 'gone' ? 'unknown-destination' : outcome };
  });
  return router;
}

/** What a refusal speaks of, as it goes over the wire. */
function membersOf(refusal: AddRefusal): Record<string, unknown> {
  if ('until' in refusal) return { until: refusal.until.toISOString() };
  return refusal.reason === 'too-many-destinations' ? { most: MOST_DESTINATIONS } : {};
}

function bodyOf({ destination: d, codeId }: DestinationShown, nowMs: number): DestinationBody {
  const until = d.confirmedAt && newUntil(d.confirmedAt.getTime(), nowMs);
  return {
    id: d.id,
    kind: d.kind,
    country: d.country ?? null,
    label: d.label,
    walletId: d.wallet ?? null,
    status: d.confirmedAt ? 'confirmed' : 'unconfirmed',
    codeId: codeId ?? null,
    addedAt: d.addedAt.toISOString(),
    confirmedAt: d.confirmedAt?.toISOString() ?? null,
    newUntil: until === undefined ? null : new Date(until).toISOString(),
  };
}
