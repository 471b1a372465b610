import { z } from 'zod';
import type { Pool } from '../prisma/pool.ts';
import type { Transaction } from '../prisma/tx.ts';
import type { ProviderHint, RailNews, ToldRail } from '../rails/told-rail.ts';
import { createAskingInboxWorker } from '../records/delivery/inbox.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Round } from '../runtime/loop.ts';
import { NotSettledYet } from '../use-cases/record-news.ts';

type Deps = {
  readonly pool: Pool;
  readonly transaction: Transaction;
  readonly rail: ToldRail;
  readonly recordNews: (within: Transaction) => (news: readonly RailNews[]) => Promise<void>;
  readonly log: Logger;
  readonly backoffMs: (attempts: number) => number;
};

/** As the webhook keeps it: which object to ask for, or what was said where nobody can be asked. */
const kept = z.object({ object: z.string(), said: z.record(z.string(), z.unknown()).optional() });

/** Works on what a provider told: asks for the object as it is now, then writes down what that says, in one transaction. */
export const providerInbox = ({ pool, transaction, rail, recordNews, log, backoffMs }: Deps) => {
  const workOne = createAskingInboxWorker(
    pool,
    transaction,
    {
      source: rail.id,
      mostAttempts: 12,
      // Of an outage that lasts, nothing is laid aside: a dispute that nobody hears of pays out what is disputed.
      isAway: (error) => rail.isAway(error) || error instanceof NotSettledYet,
      backoffMs,
      onFailure: (err, item, dead) =>
        log.error(
          { err, event: item.externalId, attempts: item.attempts, dead },
          dead ? 'an event was laid aside' : 'an event could not be handled yet',
        ),
    },
    ({ body }) => rail.ask(hintOf(body)),
    (tx, _item, news) => recordNews((fn) => fn(tx))(news),
  );
  return async (): Promise<Round> => ((await workOne()) ? 'again' : 'rest');
};

function hintOf(body: unknown): Pick<ProviderHint, 'object' | 'said'> {
  const { object, said } = kept.parse(body);
  return { object, ...(said ? { said } : {}) };
}
