import type { CodeId, PlayerId, WithdrawalId } from '../contracts/ids.ts';
import type { Act } from '../domain/acts.ts';
import { assert } from '../domain/assert.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { endCode, holdCode, lastCodeFor } from '../records/identity/codes.ts';
import { readWithdrawal, readWithdrawalOf, type WithdrawalView } from '../records/payments/withdrawal-reads.ts';
import { confirmWithdrawal as confirm, releaseWithdrawal } from '../records/payments/withdrawals.ts';
import type { Hint } from '../runtime/pokes.ts';
import type { PerformRefusal } from './confirm-code.ts';
import { endedCode } from './end-code.ts';
import { withdrawalAct } from './request-withdrawal.ts';
import { showWithdrawal, tellWithdrawal } from './tell-withdrawal.ts';
import type { WithdrawalRules } from './withdrawal-seams.ts';

type Deps = { readonly enqueue: Enqueue; readonly hint: Hint };

/** The player confirmed with the code. Refused when it is not what they read, or its time is over. */
export const confirmWithdrawal =
  (deps: Deps) =>
  async (tx: Tx, player: PlayerId, act: Act): Promise<PerformRefusal | undefined> => {
    const id = act.id as WithdrawalId;
    if (!(await confirm(tx, player, act))) return { reason: 'act-changed' };
    const w = await readWithdrawal(tx, id);
    assert(w, `no withdrawal ${id}`);
    await append(tx, { actor: 'player', actorId: player, action: 'withdrawal.confirmed', subject: id });
    await tellWithdrawal(deps.enqueue, tx, id, { signal: 'withdrawalConfirmed', key: 'confirmed' });
    await showWithdrawal(deps, tx, w, 'confirmed');
    return undefined;
  };

export type CancelRefusal = { readonly reason: 'unknown-withdrawal' | 'not-to-cancel' | 'too-late' };

/**
 * The player takes it back. What is not confirmed yet they always may; what is, only where the operator allows it, and until it is
 * on its way. Safe to repeat.
 */
export const cancelWithdrawal =
  (deps: Deps & { readonly transaction: Transaction; readonly rules: Pick<WithdrawalRules, 'mayCancel'> }) =>
  (player: PlayerId, id: WithdrawalId): Promise<{ readonly cancelled: WithdrawalId } | CancelRefusal> =>
    deps.transaction(async (tx) => {
      const w = await readWithdrawalOf(tx, player, id);
      if (!w) return { reason: 'unknown-withdrawal' };
      if (w.status === 'cancelled') return { cancelled: id };
      if (w.status !== 'awaiting-code' && !deps.rules.mayCancel) return { reason: 'not-to-cancel' };
      const code = await lastCodeFor(tx, player, withdrawalAct(w));
      const isOpen = code !== undefined && (await holdCode(tx, code.id, player)) === 'open';
      if (!(await releaseWithdrawal(tx, id, 'cancelled'))) return { reason: 'too-late' };
      if (isOpen) {
        await endCode(tx, code.id, 'changed');
        await endedCode(deps.enqueue, tx, code.id);
      }
      await append(tx, { actor: 'player', actorId: player, action: 'withdrawal.cancelled', subject: id });
      await tellWithdrawal(deps.enqueue, tx, id, { signal: 'withdrawalCancelled', key: 'cancelled' });
      await showWithdrawal(deps, tx, w, 'over');
      return { cancelled: id };
    });

/** A withdrawal with the code that is open for it. */
export type WithdrawalShown = { readonly withdrawal: WithdrawalView; readonly codeId: CodeId | undefined };

/** One withdrawal of this player, as the app shows it; somebody else's is not there. */
export const shownWithdrawal =
  (reader: Pick<Tx, 'query'>) =>
  async (player: PlayerId, id: WithdrawalId): Promise<WithdrawalShown | undefined> => {
    const withdrawal = await readWithdrawalOf(reader, player, id);
    if (!withdrawal) return undefined;
    if (withdrawal.status !== 'awaiting-code') return { withdrawal, codeId: undefined };
    const code = await lastCodeFor(reader, player, withdrawalAct(withdrawal));
    return { withdrawal, codeId: code?.endedAs === undefined ? code?.id : undefined };
  };
