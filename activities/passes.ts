import type { Transaction } from '../prisma/tx.ts';
import { type Case, consumePass, type PassRefusal, type Reviewer } from '../records/identity/passes.ts';
import { stateOfCase } from '../use-cases/issue-pass.ts';

export type PassUse = Case & {
  readonly code: string;
  /** Who uses it: the workflow's chain of runs and the update. */
  readonly by: string;
};

export const passActivities = ({ transaction }: { readonly transaction: Transaction }) => ({
  /** Uses a pass of the staff desk, once. Repeated for the same update: answers as before and uses nothing. */
  async consumePass({ code, by, ...decided }: PassUse): Promise<Reviewer | PassRefusal> {
    return transaction(async (tx) => consumePass(tx, code, decided, by, await stateOfCase(tx, decided.workflowId)));
  },
});
