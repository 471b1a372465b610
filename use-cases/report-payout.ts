import type { PayoutId, RefundId } from '../contracts/ids.ts';
import type { Transaction } from '../prisma/tx.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { isRefund } from '../records/payments/refunds.ts';
import { readPayout } from '../records/payments/withdrawal-reads.ts';
import { tellRefund } from './give-back.ts';
import { usualWithdrawalPatience } from './patience.ts';
import { tellWithdrawal } from './tell-withdrawal.ts';

type Deps = { readonly transaction: Transaction; readonly enqueue: Enqueue };

/**
 * A provider says that something moved, by our own reference. Its message moves nothing by itself: the workflow is told, once for
 * each `event`, and looks the part up. Answers whether the reference is one of ours.
 * @param event the provider's id of the message, so that a repeat is told once
 */
export const reportPayout =
  ({ transaction, enqueue }: Deps) =>
  (reference: PayoutId, event: string): Promise<boolean> =>
    transaction(async (tx) => {
      const part = await readPayout(tx, reference);
      if (!part) {
        // Over a chain what was owed goes back by the same queue as what is paid out.
        const refund = reference as string as RefundId;
        if (!(await isRefund(tx, refund))) return false;
        await tellRefund({ enqueue, patience: usualWithdrawalPatience }, tx, refund, event);
        return true;
      }
      const signal = { signal: 'payoutMoved', key: `moved:${event}`, input: { reference } } as const;
      await tellWithdrawal(enqueue, tx, part.withdrawal, signal);
      return true;
    });
