import type { Transaction, Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import { endSessions as end, type SessionEnd, sessionOfToken, type Which } from '../records/identity/sessions.ts';
import type { Gate } from '../runtime/gate.ts';
import { hashOfToken } from '../runtime/refresh-tokens.ts';

export type EndDeps = {
  gate: Pick<Gate, 'forget' | 'drop'>;
  /** Tells every process, so that lines of these sessions are cut. */
  onEnded: (sessions: readonly string[]) => void;
};

/**
 * Ends an owner's sessions in the caller's transaction. True in the database at once; what Redis keeps of them is forgotten
 * after the commit, and by the sweeper once more should Redis be away then.
 */
export async function endSessions(
  tx: Tx,
  { gate, onEnded }: EndDeps,
  which: Which,
  why: SessionEnd,
  by: { actor: 'player' | 'staff' | 'system'; actorId?: string },
): Promise<readonly string[]> {
  const ended = await end(tx, which, why);
  for (const subject of ended) await append(tx, { ...by, action: 'session.ended', subject, detail: { why } });
  tx.afterCommit(() => {
    void gate.forget(ended);
    onEnded(ended);
  });
  return ended;
}

/** Signs out whoever holds this refresh token, though their access token may have run out; unknown ones are let go. */
export const signOutByToken =
  ({ transaction, ...deps }: EndDeps & { transaction: Transaction }) =>
  (token: string): Promise<void> =>
    transaction(async (tx) => {
      const found = await sessionOfToken(tx, hashOfToken(token));
      if (!found) return;
      const by = 'player' in found.owner ? ({ actor: 'player' } as const) : ({ actor: 'staff' } as const);
      await endSessions(tx, deps, { owner: found.owner, only: found.session }, 'signed-out', by);
    });
