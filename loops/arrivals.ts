import type { Pool } from '../prisma/pool.ts';
import { type FinalArrival, finalArrivals } from '../records/payments/arrivals.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Round } from '../runtime/loop.ts';

type Deps = {
  readonly pool: Pool;
  readonly receive: (arrival: FinalArrival) => Promise<'recorded' | 'no-rate' | 'gone'>;
  readonly held: () => Promise<boolean>;
  readonly log: Logger;
  readonly now: () => number;
};

/** Of each asset in a round. */
const MOST = 50;

/** One that was refused is tried again after so long. */
const AGAIN_MS = 60_000;

/**
 * Gives final money its order, the oldest first. What nobody knows a rate for waits, and keeps no other asset waiting. One that our
 * books refuse comes again after a minute, and is not asked for until then: however many they are, they hide nothing behind them.
 */
export function arrivals({ pool, receive, held, log, now }: Deps): () => Promise<Round> {
  const refusedAt = new Map<string, number>();
  return async () => {
    if (!(await held())) return 'rest';
    for (const [id, at] of refusedAt) if (now() - at >= AGAIN_MS) refusedAt.delete(id);
    const found = await finalArrivals(pool, MOST, [...refusedAt.keys()]);
    let waiting = 0;
    for (const arrival of found) {
      try {
        if ((await receive(arrival)) !== 'recorded') waiting += 1;
      } catch (err) {
        refusedAt.set(arrival.id, now());
        log.error({ err, arrival: arrival.id }, 'money that came over the chain could not be given its order');
      }
    }
    return found.length - waiting >= MOST ? 'again' : 'rest';
  };
}
