import { grantId, orderId, type PlayerId, playerId, refundId, type StaffId, withdrawalId } from '../contracts/ids.ts';
import type { StaffRole } from '../contracts/staff.ts';
import { isDecision, type StaffActionName, staffActions } from '../contracts/staff-actions.ts';
import type { WorkflowType } from '../contracts/workflows.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import { isOwnCase } from '../records/compliance/own-case.ts';
import { readVerification } from '../records/compliance/verification-reads.ts';
import { issuePass as issue } from '../records/identity/passes.ts';
import { isOrder } from '../records/payments/reads.ts';
import { isRefund } from '../records/payments/refunds.ts';
import { isWithdrawal } from '../records/payments/withdrawal-reads.ts';
import { isGrant } from '../records/play/reads.ts';
import { newId } from '../runtime/ids.ts';

export type PassWish = {
  readonly action: StaffActionName;
  readonly workflowId: string;
  readonly decision: Readonly<Record<string, unknown>>;
  /** Of the case as it was shown to whoever decides, where a case may change under it. Undefined: whatever it is now. */
  readonly revision?: number | undefined;
};

/** What a member of staff takes along: the update of that name, and what to paste into its dialog. */
export type HandedPass = {
  readonly update: string;
  /** JSON, over short lines: the Web UI cuts long ones. Shown once. */
  readonly paste: string;
  readonly expiresAt: Date;
};

export type IssueRefusal = {
  readonly reason:
    | 'role-lacks'
    | 'other-workflow'
    | 'decision-invalid'
    | 'unknown-workflow'
    | 'own-case'
    | 'case-moved';
};

/** Whether there is such a case. A workflow type that is forgotten here does not compile. */
const isCase: Readonly<Record<WorkflowType, (tx: Tx, id: string) => Promise<boolean>>> = {
  deposit: async (tx, id) => orderId.safeParse(id).success && (await isOrder(tx, id)),
  withdrawal: async (tx, id) => withdrawalId.safeParse(id).success && (await isWithdrawal(tx, id)),
  refund: async (tx, id) => refundId.safeParse(id).success && (await isRefund(tx, id)),
  kyc: async (tx, id) => playerId.safeParse(id).success && (await readVerification(tx, id as PlayerId)) !== undefined,
  wager: async (tx, id) => grantId.safeParse(id).success && (await isGrant(tx, id)),
};

/** The player a workflow verifies; undefined: it is of another type. */
export function playerVerifiedBy(workflowId: string): PlayerId | undefined {
  const { success, data } = playerId.safeParse(workflowId.replace(/^kyc-/, ''));
  return success && workflowId.startsWith('kyc-') ? data : undefined;
}

/**
 * Which state a case is in, where it may change while somebody decides: what a player has sent may be other documents since.
 * Undefined: it does not.
 */
export async function stateOfCase(tx: Tx, workflowId: string): Promise<string | undefined> {
  const player = playerVerifiedBy(workflowId);
  return player && stateNamed((await readVerification(tx, player))?.revision);
}

const stateNamed = (revision: number | undefined): string => `submission-${revision}`;

/**
 * A signed-in member of staff decides: they are given a one-time pass for exactly this, together with the JSON to paste into
 * the Temporal Web UI. Who the reviewer is, is then what the pass says.
 */
export const issuePass =
  ({ transaction, now }: { transaction: Transaction; now: () => number }) =>
  (staff: { id: StaffId; roles: readonly StaffRole[] }, wish: PassWish): Promise<HandedPass | IssueRefusal> =>
    transaction(async (tx) => {
      const { action, workflowId, decision } = wish;
      const refuse = async (reason: IssueRefusal['reason']): Promise<IssueRefusal> => {
        const denied = { actor: 'staff', actorId: staff.id, action: 'pass.denied', subject: workflowId } as const;
        await append(tx, { ...denied, detail: { action, reason } });
        return { reason };
      };
      const { workflow, roles, update } = staffActions[action];
      const mayDecide: readonly StaffRole[] = roles;
      if (!staff.roles.some((role) => mayDecide.includes(role))) return refuse('role-lacks');
      if (!workflowId.startsWith(`${workflow}-`)) return refuse('other-workflow');
      if (!isDecision(action, decision)) return refuse('decision-invalid');
      const player = playerVerifiedBy(workflowId);
      if (player && (await isOwnCase(tx, staff.id, player))) return refuse('own-case');
      if (!(await isCase[workflow](tx, workflowId.slice(workflow.length + 1)))) return refuse('unknown-workflow');

      const about = await stateOfCase(tx, workflowId);
      // What the player has sent since nobody has looked at: a pass is about what was on the page, or there is none.
      if (wish.revision !== undefined && about !== stateNamed(wish.revision)) return refuse('case-moved');
      const { code, expiresAt } = await issue(tx, newId(now()), staff.id, { workflowId, action, decision }, about);
      return { update, paste: JSON.stringify({ pass: code, ...decision }, undefined, 2), expiresAt };
    });
