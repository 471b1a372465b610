import { condition, isCancellation, patched, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/activities.ts';
import type { Attention } from '../contracts/workflows.ts';

const calls = {
  summary: 'Call the staff',
  startToCloseTimeout: 10_000,
  retry: { initialInterval: 500, backoffCoefficient: 2, maximumInterval: 5_000 },
} as const;
/** A bell must never hold up money: what cannot be written within this is left, and the payment's own row ends the call. */
const PATIENCE_MS = 60_000;
const { callStaff, callStaffAgain } = proxyActivities<Activities>(calls);
const { sendStaffAway } = proxyActivities<Activities>({
  ...calls,
  summary: 'Say that it is over',
  scheduleToCloseTimeout: PATIENCE_MS,
});

const DAY_MS = 86_400_000;

type By = Parameters<typeof sendStaffAway>[3];
/** Ends the call; says who saw to it. */
export type EndCall = (by?: By) => Promise<void>;

/**
 * Calls the staff: the case stands in their queue, their chat is told, and told again, each time after twice as long, until
 * `isOver`. It runs beside the wait, which it never holds up. Whoever called says when it is over and by whom.
 */
export function callPeople(attention: Attention, isOver: () => boolean): EndCall {
  // Workflows that parked before people were called that way go on as they began.
  if (!patched('people-are-called')) return async () => undefined;
  const { workflowId } = workflowInfo();
  let told = 0;
  let isCalled = false;
  const calling = async (): Promise<void> => {
    const { againMs } = await callStaff(workflowId, attention);
    if (againMs === undefined) return;
    for (let pauseMs = againMs; ; pauseMs = Math.min(pauseMs * 2, Math.max(againMs, DAY_MS))) {
      if (await condition(isOver, pauseMs, { summary: 'Before the staff are called again' })) return;
      told += 1;
      await callStaffAgain(workflowId, attention, told);
    }
  };
  const over = (): void => {
    isCalled = true;
  };
  calling().then(over, over); // a cancelled workflow says so where it waits
  return async (by) => {
    // Ended before it was made, it would come after its end.
    await condition(() => isCalled, PATIENCE_MS);
    await sendStaffAway(workflowId, attention, told, by).catch((error) => {
      if (isCancellation(error)) throw error;
    });
  };
}
