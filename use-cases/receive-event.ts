import type { Batcher } from '../prisma/batcher.ts';
import type { ToldRails } from '../rails/registry.ts';
import type { ProviderHint, ToldRail } from '../rails/told-rail.ts';
import type { Arrival } from '../records/delivery/inbox.ts';
import type { Metrics } from '../runtime/metrics.ts';

/** `forged`: not from the provider. Throws on an outage: the provider must send it again. */
export type ReceivedEvent = 'stored' | 'known' | 'passed-over' | 'forged';

type Deps = { readonly receive: Batcher<Arrival, boolean>; readonly metrics: Pick<Metrics, 'events'> };

/**
 * A provider tells of something. Of what it sent only the object's name is kept, once for each event, and where the provider
 * cannot be asked what it signed: nothing personal lies in a queue.
 */
export const receiveEvent =
  ({ receive, metrics }: Deps) =>
  async (rail: ToldRail, body: Buffer, header: (name: string) => string | undefined): Promise<ReceivedEvent> => {
    const read = rail.readHint(body, header);
    const outcome = typeof read === 'string' ? read : await store(receive, rail, Array.isArray(read) ? read : [read]);
    metrics.events.inc({ provider: rail.id, outcome });
    return outcome;
  };

/** Together or not at all is not needed: what was stored before a crash is known when the provider sends it again. */
async function store(
  receive: Deps['receive'],
  rail: ToldRail,
  hints: readonly ProviderHint[],
): Promise<'stored' | 'known'> {
  const news = await Promise.all(
    hints.map(({ event, type, object, said }) =>
      receive({
        source: rail.id,
        externalId: event,
        // What is believed for itself waits for nothing that came before it: a step may overtake the payment it is of.
        lane: said ? event : object,
        body: { type, object, ...(said ? { said } : {}) },
      }),
    ),
  );
  return news.includes(true) ? 'stored' : 'known';
}

export type { ToldRails };
