import type { Transaction, Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import { readSession, readStaffSession, type SessionView, type StaffSessionView } from '../records/identity/reads.ts';
import { type Refreshed, refreshSession } from '../records/identity/sessions.ts';
import type { AccessTokens } from '../runtime/access-tokens.ts';
import type { Gate } from '../runtime/gate.ts';
import { hashOfToken, newRefreshToken, openSuccessor, sealSuccessor } from '../runtime/refresh-tokens.ts';
import { type Credentials, handOver } from './let-in.ts';

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

type Done<S> = { session: S; refreshToken: string } | { reason: 'session-ended' | 'token-reused'; session?: string };

/**
 * Trades a refresh token for a new one and an access token. A token that was used before, but for the same moment, ends its
 * whole session: either its owner or a thief holds it, and nobody can tell which.
 */
const refresh =
  <S extends SessionView | StaffSessionView>(look: (tx: Tx, session: string) => Promise<S | undefined>) =>
  ({ transaction, tokens, gate, onEnded }: Deps) =>
  async (token: string): Promise<Credentials<S> | RefreshRefusal> => {
    const next = newRefreshToken();
    const done = await transaction(async (tx): Promise<Done<S>> => {
      const trade = await refreshSession(tx, {
        hash: hashOfToken(token),
        next: hashOfToken(next),
        successor: sealSuccessor(next, token),
        graceMs: GRACE_MS,
      });
      if (trade.outcome === 'rotated' || trade.outcome === 'again') {
        const session = await look(tx, trade.session);
        if (!session) return { reason: 'session-ended', session: trade.session };
        return { session, refreshToken: trade.outcome === 'rotated' ? next : openSuccessor(trade.successor, token) };
      }
      await append(tx, { actor: 'system', action: 'refresh.refused', ...traceOf(trade) });
      return {
        reason: trade.outcome === 'reused' ? 'token-reused' : 'session-ended',
        ...('session' in trade ? { session: trade.session } : {}),
      };
    });
    if ('reason' in done) {
      if (done.session !== undefined) {
        await gate.forget([done.session]);
        if (done.reason === 'token-reused') onEnded([done.session]);
      }
      return { reason: done.reason };
    }
    return handOver({ tokens, gate }, { ...done, displaced: [] });
  };

const traceOf = (trade: Refreshed): { subject?: string; detail: { outcome: string } } => ({
  ...('session' in trade ? { subject: trade.session } : {}),
  detail: { outcome: trade.outcome },
});

export const refreshPlayerSession = refresh(readSession);
export const refreshStaffSession = refresh(readStaffSession);
