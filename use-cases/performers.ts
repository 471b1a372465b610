import type { Hint } from '../runtime/pokes.ts';
import type { Performers } from './confirm-code.ts';
import type { EndDeps } from './end-sessions.ts';
import { unlinkTelegram } from './unlink-telegram.ts';

/** What does each act once it is confirmed, by the digits in the app or by the key in the chat. */
export function createPerformers(deps: EndDeps & { hint: Hint }): Performers {
  const unlink = unlinkTelegram(deps);
  return { 'unlink-telegram': (tx, player) => unlink(tx, player) };
}
