import type { Router } from 'express';
import { amountOf } from '../../contracts/http/amounts.ts';
import { routes } from '../../contracts/http/routes.ts';
import type { SwitchesBody } from '../../contracts/http/staff-queues.ts';
import { directions, queueNames } from '../../contracts/operations.ts';
import { payoutRailIds, type RailId } from '../../contracts/rails.ts';
import { shortCode } from '../../domain/ids.ts';
import type { Pause } from '../../records/payments/pause-reads.ts';
import type { QueueCount, QueuePlace, readQueue, Waiting } from '../../records/payments/queue-reads.ts';
import type { pauseRail, resumeRail } from '../../use-cases/pause-rail.ts';
import type { Guard } from '../guard.ts';
import { createRouter } from '../router.ts';
import { mount } from '../routing.ts';

export type StaffQueuesDeps = {
  readonly guard: Guard;
  /** The rails that are on, in this process. */
  readonly rails: readonly RailId[];
  readonly countQueues: () => Promise<readonly QueueCount[]>;
  readonly readQueue: (
    name: Parameters<typeof readQueue>[1],
    page: Parameters<typeof readQueue>[2],
  ) => Promise<readonly Waiting[]>;
  readonly readPauses: () => Promise<readonly Pause[]>;
  /** How many withdrawals have something left to hand out by this rail. */
  readonly countToSend: (rail: string) => Promise<number>;
  readonly pauseRail: ReturnType<typeof pauseRail>;
  readonly resumeRail: ReturnType<typeof resumeRail>;
};

/** What waits for people, and the switches of the rails. */
export function staffQueues(deps: StaffQueuesDeps): Router {
  const router = createRouter();
  const { guard } = deps;

  mount(router, routes.queues, guard, async () => {
    const [counts, pauses] = [await deps.countQueues(), await deps.readPauses()];
    return {
      queues: queueNames.map((name) => {
        const counted = counts.find(({ queue }) => queue === name);
        return { name, count: counted?.count ?? 0, since: counted?.since.toISOString() ?? null };
      }),
      pausedRails: pauses.length,
    };
  });

  mount(router, routes.queue, guard, async ({ query: { name, after, limit } }) => {
    const found = await deps.readQueue(name, {
      after: after === undefined ? undefined : placeOf(after),
      atMost: limit + 1,
    });
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    return { items: shown.map(itemOf), next: last ? `${last.since.getTime()}_${last.workflowId}` : null };
  });

  mount(router, routes.switches, guard, async () => {
    const pauses = await deps.readPauses();
    const switches: SwitchesBody['switches'] = [];
    for (const rail of deps.rails)
      for (const direction of directions) {
        const paused = pauses.find((pause) => pause.rail === rail && pause.direction === direction);
        if (direction === 'out' && !paysOut(rail)) continue;
        switches.push({
          rail,
          direction,
          paused: paused ? { since: paused.since.toISOString(), by: paused.by, reason: paused.reason } : null,
          waiting: paused && direction === 'out' ? await deps.countToSend(rail) : 0,
        });
      }
    return { switches };
  });

  mount(router, routes.pauseRail, guard, async ({ staff: { staff: by }, body: { reason, ...wished } }) =>
    (await deps.pauseRail(by, wished, reason)) ? undefined : { reason: 'paused-already' },
  );

  mount(router, routes.resumeRail, guard, async ({ staff: { staff: by }, body }) =>
    (await deps.resumeRail(by, body)) ? undefined : { reason: 'not-paused' },
  );
  return router;
}

const paysOut = (rail: RailId): boolean => (payoutRailIds as readonly string[]).includes(rail);

function placeOf(text: string): QueuePlace {
  const at = text.indexOf('_');
  return { since: new Date(Number(text.slice(0, at))), workflowId: text.slice(at + 1) };
}

const itemOf = ({ workflowId, why, since, about, approvals, arrival }: Waiting) => ({
  arrival: arrival ?? null,
  workflowId,
  why,
  since: since.toISOString(),
  rail: about?.rail ?? null,
  amount: about ? amountOf(about.amount) : null,
  sends: about?.sends ? amountOf(about.sends) : null,
  player: about?.player ? { id: about.player, code: `P-${shortCode(about.player)}` } : null,
  approvals: approvals ?? null,
});
