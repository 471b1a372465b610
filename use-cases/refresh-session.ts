import type { Transaction, Tx } from '../prisma/tx.ts';
import { readSession, readStaffSession, type SessionView, type StaffSessionView } from '../records/identity/reads.ts';
import { refreshSession } from '../records/identity/sessions.ts';
import type { AccessTokens } from '../runtime/access-tokens.ts';
import type { Gate } from '../runtime/gate.ts';
import { hashOfToken, newRefreshToken, openSuccessor, sealSuccessor } from '../runtime/refresh-tokens.ts';
import { type Credentials, handOver, withProfile } from './let-in.ts';

export type RefreshRefusal = { readonly reason: 'session-ended' | 'token-reused' };

/** Two tabs of one browser may show the same token in the same moment; a thief comes later. */
const GRACE_MS = 10_000;

type Deps = {
  transaction: Transaction;
  tokens: AccessTokens;
  gate: Gate;
  /** A session ended here and now: whoever shows it should stop. */
  onEnded: (sessions: readonly string[]) => void;
};

/** The token belongs to a session of another kind, as of staff shown to the players' route: nothing is traded. */
class OtherKind extends Error {}

type Done<S> = { session: S; refreshToken: string } | { reason: 'session-ended' | 'token-reused'; ended?: string };

/**
 * Trades a refresh token for a new one and an access token. A token that was used before, but for the same moment, ends its
 * whole session: either its owner or a thief holds it, and nobody can tell which.
 */
const refresh =
  <S extends SessionView | StaffSessionView>(look: (tx: Tx, session: string) => Promise<S | undefined>) =>
  ({ transaction, tokens, gate, onEnded }: Deps) =>
  async (token: string): Promise<Credentials<S> | RefreshRefusal> => {
    const next = newRefreshToken();
    const trade = async (tx: Tx): Promise<Done<S>> => {
      const traded = await refreshSession(tx, {
        hash: hashOfToken(token),
        next: hashOfToken(next),
        successor: sealSuccessor(next, token),
        graceMs: GRACE_MS,
      });
      if (traded.outcome === 'unknown') return { reason: 'session-ended' };
      if (traded.outcome === 'reused') return { reason: 'token-reused', ended: traded.session };
      if (traded.outcome === 'ended') return { reason: 'session-ended', ended: traded.session };
      const session = await look(tx, traded.session);
      if (!session) throw new OtherKind();
      return { session, refreshToken: traded.outcome === 'again' ? openSuccessor(traded.successor, token) : next };
    };
    const done = await transaction(trade).catch((error): Done<S> => {
      if (error instanceof OtherKind) return { reason: 'session-ended' };
      throw error;
    });
    if (!('reason' in done)) return handOver({ tokens, gate, onEnded }, { ...done, displaced: [] });
    if (done.ended !== undefined) {
      await gate.forget([done.ended]);
      onEnded([done.ended]);
    }
    return { reason: done.reason };
  };

export const refreshPlayerSession = refresh(async (tx, id) => {
  const session = await readSession(tx, id);
  return session && withProfile(tx, session);
});
export const refreshStaffSession = refresh(readStaffSession);
