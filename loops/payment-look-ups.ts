import type { Pool } from '../prisma/pool.ts';
import type { RailEvent } from '../rails/deposit-rail.ts';
import type { DepositRails } from '../rails/registry.ts';
import { lookedUp, ordersToLookUp } from '../records/payments/orders.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Round } from '../runtime/loop.ts';

type Deps = {
  readonly pool: Pool;
  readonly rails: DepositRails;
  readonly recordPayment: (paid: RailEvent) => Promise<boolean>;
  readonly held: () => Promise<boolean>;
  readonly log: Logger;
  /** An order older than this is asked about no more: a provider repeats its events for three days. */
  readonly giveUpMs: number;
};

const AT_ONCE = 20;

/**
 * Asks providers about orders of which nobody told us: an event may have been lost for good. A payment that is found is
 * recorded as if it had been told; one that was told meanwhile is no news.
 */
export const paymentLookUps = (deps: Deps) => async (): Promise<Round> => {
  if (!(await deps.held())) return 'rest';
  const orders = await ordersToLookUp(deps.pool, AT_ONCE);
  for (const { id, rail, providerRef } of orders) {
    const ask = deps.rails[rail]?.lookUp;
    if (!ask) continue; // its settings are gone: asked again when they are back
    try {
      const paid = await ask(providerRef);
      if (paid && (await deps.recordPayment(paid)))
        deps.log.warn({ orderId: id }, 'a payment nobody told us of was found by asking');
    } catch (err) {
      deps.log.warn({ err, orderId: id }, 'a provider could not be asked about an order');
    }
    await lookedUp(deps.pool, id, deps.giveUpMs);
  }
  return orders.length === AT_ONCE ? 'again' : 'rest';
};
