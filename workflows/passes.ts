import { ApplicationFailure, currentUpdateInfo, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/activities.ts';
import { type Decided, type Decision, faultOf, PASS_CODE, type StaffActionName } from '../contracts/staff-actions.ts';

/** Somebody waits at a dialog: no answer within this is an answer too. */
const { consumePass } = proxyActivities<Activities>({
  summary: 'Check the pass',
  startToCloseTimeout: 5_000,
  scheduleToCloseTimeout: 30_000,
  retry: { initialInterval: 200, backoffCoefficient: 2, maximumInterval: 2_000 },
});

/** Why an update is refused, in a sentence of ours for whoever sent it; it must quote nothing. They read it in the Web UI. */
export const refusal = (sentence: string, reason: string): ApplicationFailure =>
  ApplicationFailure.create({
    message: sentence,
    type: reason,
    nonRetryable: true,
    category: 'BENIGN',
  });

/**
 * For a validator: what is sent has the shape of a pass with its decision. Throws otherwise, in words for whoever pressed
 * Send; nothing of it is in the history then.
 */
export function checkShape(action: StaffActionName, sent: unknown): void {
  const why = faultIn(action, sent);
  if (why === undefined) return;
  throw refusal(`${why}. Take a pass for ${action} from the staff desk and paste what it gives.`, 'not-a-decision');
}

function faultIn(action: StaffActionName, sent: unknown): string | undefined {
  if (sent === null || typeof sent !== 'object' || Array.isArray(sent)) return 'This is no decision with a pass';
  const { pass, ...decision } = sent as Record<string, unknown>;
  if (typeof pass !== 'string' || !PASS_CODE.test(pass)) return 'There is no pass';
  return faultOf(action, decision);
}

/** Who decided, as the pass says and never what was sent: a member of staff's id, and the pass's. */
export type Reviewer = Exclude<Awaited<ReturnType<typeof consumePass>>, { reason: string }>;

/**
 * For a handler: uses the pass up and answers who decided. Throws when it is not good for exactly this: the update is
 * rejected and the workflow goes on. Repeated by a replay, a retry or a reset of the same update it answers the same.
 */
export async function reviewerOf<A extends StaffActionName>(action: A, decided: Decided<A>): Promise<Reviewer> {
  const { pass: code, ...decision } = decided;
  const { workflowId, firstExecutionRunId } = workflowInfo();
  const update = currentUpdateInfo();
  if (!update) throw refusal('a decision comes as an update', 'not-a-decision');
  const answer = await consumePass({
    code,
    workflowId,
    action,
    decision: decision as Decision,
    by: `${firstExecutionRunId}/${update.id}`,
  }).catch(() => {
    throw refusal(
      'The pass could not be checked. Nothing was decided; take a new one and send again.',
      'pass-unchecked',
    );
  });
  if ('reason' in answer) throw refusal(refusals[answer.reason], answer.reason);
  return answer;
}

const refusals = {
  'pass-unknown': 'This pass was never given.',
  'pass-used': 'This pass was used already. Take a new one from the staff desk.',
  'pass-expired': 'This pass is older than ten minutes. Take a new one from the staff desk.',
  'pass-void':
    'Whoever took this pass is signed out, or may not decide this any more. Take a new one from the staff desk.',
  'pass-stale':
    'The case has changed since this pass was given: the player sent other documents, or somebody decided. Look at it, and take a new pass.',
  'pass-other-case': 'This pass was given for another workflow, action or decision than this.',
} as const;
