import type { Batcher } from '../prisma/batcher.ts';
import type { ToldRails } from '../rails/registry.ts';
import type { ToldRail } from '../rails/told-rail.ts';
import type { Arrival } from '../records/delivery/inbox.ts';
import type { Metrics } from '../runtime/metrics.ts';

/** `forged`: not from the provider. Throws on an outage: the provider must send it again. */
export type ReceivedEvent = 'stored' | 'known' | 'passed-over' | 'forged';

type Deps = { readonly receive: Batcher<Arrival, boolean>; readonly metrics: Pick<Metrics, 'events'> };

/**
 * A provider tells of something. Of what it sent only the object's name is kept, once for each event: the rest is asked for
 * when it is worked on, so that nothing personal lies in a queue, and nothing is believed.
 */
export const receiveEvent =
  ({ receive, metrics }: Deps) =>
  async (rail: ToldRail, body: Buffer, header: (name: string) => string | undefined): Promise<ReceivedEvent> => {
    const hint = rail.readHint(body, header);
    const outcome =
      typeof hint === 'string'
        ? hint
        : (await receive({
              source: rail.id,
              externalId: hint.event,
              lane: hint.object,
              body: { type: hint.type, object: hint.object },
            }))
          ? 'stored'
          : 'known';
    metrics.events.inc({ provider: rail.id, outcome });
    return outcome;
  };

export type { ToldRails };
