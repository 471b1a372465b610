import { createHash, randomBytes } from 'node:crypto';
import type { StaffId } from '../../contracts/ids.ts';
import type { StaffRole } from '../../contracts/staff.ts';
import { type Decision, type StaffActionName, staffActions } from '../../contracts/staff-actions.ts';
import { assert } from '../../domain/assert.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { sql, type Tx } from '../../prisma/tx.ts';
import { append } from '../audit/append.ts';

/** One decision about one workflow. */
export type Case<A extends StaffActionName = StaffActionName> = {
  readonly workflowId: string;
  readonly action: A;
  readonly decision: Decision<A>;
};

export type IssuedPass = {
  readonly id: string;
  /** Shown once and kept by nobody: what is stored is its hash. */
  readonly code: string;
  readonly expiresAt: Date;
};

/**
 * A one-time code for this decision of this member of staff.
 * @param about which state of the case they have looked at, where it may change under the pass
 */
export async function issuePass(
  tx: Tx,
  id: string,
  staff: StaffId,
  { workflowId, action, decision }: Case,
  about?: string,
): Promise<IssuedPass> {
  const code = `pass_${randomBytes(16).toString('base64url')}`;
  const [row] = await tx.query<{ expires_at: Date }>(
    sql`select identity.issue_pass(${id}, ${sha256(code)}, ${staff}, ${workflowId}, ${action}, ${sha256(canonicalJson(decision))}, ${about ?? null}) as expires_at`,
  );
  assert(row, 'identity.issue_pass answers one row');
  await append(tx, {
    actor: 'staff',
    actorId: staff,
    action: 'pass.issued',
    subject: id,
    detail: { workflowId, action, decision, ...(about === undefined ? {} : { about }) },
  });
  return { id, code, expiresAt: row.expires_at };
}

export type PassRefusal = {
  readonly reason:
    | 'pass-unknown'
    | 'pass-used'
    | 'pass-expired'
    /** Whoever took it is signed out since, or may not decide this any more. */
    | 'pass-void'
    /** The case has changed since it was given. */
    | 'pass-stale'
    /** Of another workflow, action or decision than it was given for. */
    | 'pass-other-case';
};

export type Reviewer = { readonly staff: StaffId; readonly pass: string };

type TakenRow = { outcome: 'taken' | PassRefusal['reason']; id: string | null; staff_id: StaffId; is_first: boolean };

/**
 * Uses a pass once. Safe to repeat: `by` names who uses it, and the same one is answered as the first time.
 * @param by a workflow's chain of runs and its update
 * @param about the state the case is in now
 */
export async function consumePass(
  tx: Tx,
  code: string,
  { workflowId, action, decision }: Case,
  by: string,
  about?: string,
): Promise<Reviewer | PassRefusal> {
  const [row] = await tx.query<TakenRow>(
    sql`select * from identity.use_pass(${sha256(code)}, ${workflowId}, ${action}, ${sha256(canonicalJson(decision))}, ${by}, ${[...rolesFor(action)]}::text[], ${about ?? null})`,
  );
  assert(row, 'identity.use_pass answers one row');
  const { outcome, id, staff_id: staff, is_first: isFirst } = row;
  const what = { workflowId, action };
  if (outcome !== 'taken') {
    // By whom nobody can say: the dialog it was pasted into proves nothing.
    const refused = { actor: 'staff', action: 'pass.refused', subject: id ?? workflowId } as const;
    await append(tx, { ...refused, detail: { ...what, reason: outcome } });
    return { reason: outcome };
  }
  assert(id !== null, 'a pass that was taken is there');
  const used = { actor: 'staff', actorId: staff, action: 'pass.used', subject: id } as const;
  if (isFirst) await append(tx, { ...used, detail: { ...what, decision } });
  return { staff, pass: id };
}

/** Who may decide this; nobody, when a workflow of another version of us asks for what is no action here. */
const rolesFor = (action: string): readonly StaffRole[] =>
  Object.hasOwn(staffActions, action) ? staffActions[action as StaffActionName].roles : [];

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
