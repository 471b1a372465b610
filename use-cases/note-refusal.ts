import type { Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';

/** What was refused, for the trail: no address, no token, no name. */
export type RefusedNote = {
  readonly actor: 'player' | 'staff' | 'system';
  readonly actorId?: string;
  readonly subject?: string;
  readonly reason: string;
  readonly route: string;
};

export const noteRefusal = (tx: Tx, { reason, route, ...who }: RefusedNote): Promise<void> =>
  append(tx, { ...who, action: 'access.refused', detail: { reason, route } });
