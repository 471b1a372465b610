import type { HistoryItemBody } from '../../contracts/http/deposits.ts';
import type { Cache } from './api/cache.ts';

/** What of the history is looked at: all of it, one direction of money, or what was played. */
export type HistoryKind = 'all' | HistoryItemBody['kind'] | 'play';
export const historyKinds: readonly HistoryKind[] = ['all', 'deposit', 'withdrawal', 'play'];

/** The first page of it among what is known. */
export const historyKey = (kind: HistoryKind): string => (kind === 'all' ? 'history' : `history:${kind}`);

/** Asks again for whichever of them somebody looked at. */
export function refreshHistory(cache: Cache): void {
  for (const kind of historyKinds) void cache.refresh(historyKey(kind));
}
