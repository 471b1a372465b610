import type { Transaction, Tx } from '../prisma/tx.ts';
import type { SessionView } from '../records/identity/reads.ts';
import {
  type EndedBy,
  endSessions as end,
  type SessionEnd,
  sessionOfToken,
  type Which,
} from '../records/identity/sessions.ts';
import type { Gate } from '../runtime/gate.ts';
import type { Hint } from '../runtime/pokes.ts';
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
  by: EndedBy,
): Promise<readonly string[]> {
  const ended = await end(tx, which, why, by);
  tx.afterCommit(() => {
    void gate.forget(ended);
    onEnded(ended);
  });
  return ended;
}

/** Which of their devices a player leaves: one, all but the one they hold, or all. */
export type Left = 'others' | 'all' | { readonly only: string };

/** A player leaves devices of theirs. The one they hold is signed out; every other was ended elsewhere. */
export const leaveDevices =
  ({ transaction, hint, ...deps }: EndDeps & { transaction: Transaction; hint: Hint }) =>
  async ({ id: own, player }: SessionView, left: Left): Promise<void> => {
    const by = { actor: 'player', actorId: player } as const;
    const owner = { player };
    const leavesOwn = left === 'all' || (left !== 'others' && left.only === own);
    const others = left === 'all' || left === 'others' ? { owner, except: own } : { owner, only: left.only };
    await transaction(async (tx) => {
      if (leavesOwn) await endSessions(tx, deps, { owner, only: own }, 'signed-out', by);
      await endSessions(tx, deps, others, 'ended-elsewhere', by);
    });
    hint(player, { what: 'devices' });
  };

/** Signs out whoever holds this refresh token, though their access token may have run out; unknown ones are let go. */
export const signOutByToken =
  ({ transaction, ...deps }: EndDeps & { transaction: Transaction }) =>
  (token: string): Promise<void> =>
    transaction(async (tx) => {
      const found = await sessionOfToken(tx, hashOfToken(token));
      if (!found) return;
      const { owner, session } = found;
      const by: EndedBy =
        'player' in owner ? { actor: 'player', actorId: owner.player } : { actor: 'staff', actorId: owner.staff };
      await endSessions(tx, deps, { owner, only: session }, 'signed-out', by);
    });
