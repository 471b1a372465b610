import type { WagerActivityDeps } from '../activities/wagers.ts';
import type { Transaction } from '../prisma/tx.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';

/** For workflows that no bonus is played in. */
export const noWagers = (given: {
  readonly transaction: Transaction;
  readonly enqueue: Enqueue;
}): WagerActivityDeps => ({
  wagers: { ...given, hint: () => undefined, bot: '1', now: Date.now },
});
