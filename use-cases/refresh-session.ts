import type { Transaction, Tx } from '../prisma/tx.ts';
import {
  readSession,
  readSessionFate,
  readStaffSession,
  type SessionView,
  type StaffSessionView,
} from '../records/identity/reads.ts';
import { refreshSession } from '../records/identity/sessions.ts';
import type { AccessTokens } from '../runtime/access-tokens.ts';
import type { Gate } from '../runtime/gate.ts';
import { hashOfToken, newRefreshToken, openSuccessor, sealSuccessor } from '../runtime/refresh-tokens.ts';
import { type Credentials, handOver, withProfile } from './let-in.ts';

export type RefreshRefusal = {
  readonly reason: 'session-ended' | 'token-reused';
  /** Whose session it was is known by it; undefined for a token that was never ours, or of another kind. */
  readonly session: string | undefined;
  /** A session that ended as sessions do, and whoever had it does not know yet. */
  readonly isUsual: boolean;
};

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

type Done<S> = { session: S; refreshToken: string } | RefreshRefusal;
const UNKNOWN: RefreshRefusal = { reason: 'session-ended', session: undefined, isUsual: false };

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
      if (traded.outcome === 'unknown') return UNKNOWN;
      if (traded.outcome === 'reused') return { reason: 'token-reused', session: traded.session, isUsual: false };
      if (traded.outcome === 'ended') {
        const fate = await readSessionFate(tx, traded.session);
        return { reason: 'session-ended', session: traded.session, isUsual: fate?.endedWhy !== 'token-reused' };
      }
      const session = await look(tx, traded.session);
      if (!session) throw new OtherKind();
      return { session, refreshToken: traded.outcome === 'again' ? openSuccessor(traded.successor, token) : next };
    };
    const done = await transaction(trade).catch((error): Done<S> => {
      if (error instanceof OtherKind) return UNKNOWN;
      throw error;
    });
    if (!('reason' in done)) return handOver({ tokens, gate, onEnded }, { ...done, displaced: [] });
    if (done.session !== undefined) {
      await gate.forget([done.session]);
      onEnded([done.session]);
    }
    return done;
  };

export const refreshPlayerSession = refresh(async (tx, id) => {
  const session = await readSession(tx, id);
  return session && withProfile(tx, session);
});
export const refreshStaffSession = refresh(readStaffSession);
