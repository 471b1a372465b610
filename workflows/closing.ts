import { defineUpdate, setHandler } from '@temporalio/workflow';
import type { OrderId } from '../contracts/ids.ts';
import { type Decided, staffActions } from '../contracts/staff-actions.ts';
import { checkShape, refusal, reviewerOf } from './passes.ts';
import { step } from './steps.ts';

const { update, about } = staffActions['deposit.close'];

export const closeDeposit = defineUpdate<{ status: 'closed' }, [Decided<'deposit.close'>]>(update);

/** How a person gets there, for the details of a workflow that may be closed. */
export const howToClose = `To close it before its time: take a pass for \`deposit.close\` from the staff desk, press *More actions*, *Send an update*, choose \`${update}\` and paste what the desk gave.`;

/** Why an open order was closed before its time; undefined when it was not. */
export type ClosedEarly = {
  by: { readonly staff: string; readonly pass: string; readonly reason: string } | undefined;
};

/**
 * Lets staff close the order. The order's row is closed here; the workflow sees it in what this answers.
 * @param whyNot what stands against it now, in a sentence
 */
export function letStaffClose(orderId: OrderId, patienceMs: number, whyNot: () => string | undefined): ClosedEarly {
  const closed: ClosedEarly = { by: undefined };
  const check = (): void => {
    const why = closed.by ? 'The order is closed already.' : whyNot();
    if (why !== undefined) throw refusal(why, 'too-late');
  };
  setHandler(
    closeDeposit,
    async (decided) => {
      const { reason } = decided;
      const reviewer = await reviewerOf('deposit.close', decided);
      check(); // a payment may have come while the pass was looked at
      const meanwhile = 'Staff decided to close the order; the database has not taken it yet.';
      const outcome = await step(
        { title: 'Close the order, as staff decided', kind: 'quick', patienceMs, meanwhile },
        (via) => via.closeOrder(orderId, { ...reviewer, reason }),
      );
      if (outcome !== 'closed') throw refusal(tooLate[outcome], 'too-late');
      closed.by ??= { ...reviewer, reason };
      return { status: 'closed' };
    },
    {
      description: `${about} Takes {"pass", "reason"} from the staff desk.`,
      validator: (sent) => {
        check();
        checkShape('deposit.close', sent);
      },
    },
  );
  return closed;
}

const tooLate = {
  paid: 'A payment was recorded in this very moment: it is about to be credited.',
  'ran-out': 'The invoice has run out already.',
} as const;
