import type { WithdrawalId } from '../contracts/ids.ts';
import type { Transaction } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { lastCodeFor } from '../records/identity/codes.ts';
import { readWithdrawal } from '../records/payments/withdrawal-reads.ts';
import { releaseWithdrawal } from '../records/payments/withdrawals.ts';
import type { Hint } from '../runtime/pokes.ts';
import { withdrawalAct } from './request-withdrawal.ts';
import { showWithdrawal } from './tell-withdrawal.ts';

type Deps = { readonly transaction: Transaction; readonly enqueue: Enqueue; readonly hint: Hint };

/**
 * Frees the money of a withdrawal that will not be confirmed any more: its time is over, or its code is void. Repeated: frees
 * nothing. Answers whether it did.
 */
export const releaseUnconfirmed =
  (deps: Deps) =>
  (id: WithdrawalId, isDue: boolean): Promise<boolean> =>
    deps.transaction(async (tx) => {
      const w = await readWithdrawal(tx, id);
      if (w?.status !== 'awaiting-code') return false;
      const code = await lastCodeFor(tx, w.player, withdrawalAct(w));
      if (!isDue && code !== undefined && code.endedAs === undefined) return false;
      // "No" below the code is the player's own word.
      const as = code?.endedAs === 'denied' ? 'cancelled' : 'expired';
      if (!(await releaseWithdrawal(tx, id, as))) return false;
      await append(tx, {
        actor: 'system',
        action: as === 'cancelled' ? 'withdrawal.cancelled' : 'withdrawal.expired',
        subject: id,
      });
      await showWithdrawal(deps, tx, w, 'over');
      return true;
    });
