import type { Enqueue } from '../records/delivery/outbox.ts';
import type { Hint } from '../runtime/pokes.ts';
import type { Performers } from './confirm-code.ts';
import { confirmWithdrawal } from './confirm-withdrawal.ts';
import { confirmDestination } from './destinations.ts';
import type { EndDeps } from './end-sessions.ts';
import { unlinkTelegram } from './unlink-telegram.ts';

/** What does each act once it is confirmed, by the digits in the app or by the key in the chat. */
export function createPerformers(deps: EndDeps & { hint: Hint; enqueue: Enqueue }): Performers {
  const unlink = unlinkTelegram(deps);
  return {
    'unlink-telegram': (tx, player) => unlink(tx, player),
    withdrawal: confirmWithdrawal(deps),
    destination: confirmDestination,
  };
}
