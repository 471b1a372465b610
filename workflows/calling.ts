import { condition, patched, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/activities.ts';
import type { Attention } from '../contracts/workflows.ts';

const via = proxyActivities<Activities>({
  summary: 'Tell the staff',
  startToCloseTimeout: 10_000,
  retry: { initialInterval: 500, backoffCoefficient: 2, maximumInterval: 5_000 },
});

const DAY_MS = 86_400_000;

type By = Parameters<typeof via.sendStaffAway>[3];
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
  const calling = (async () => {
    const { againMs } = await via.callStaff(workflowId, attention);
    if (againMs === undefined) return;
    for (let pauseMs = againMs; ; pauseMs = Math.min(pauseMs * 2, Math.max(againMs, DAY_MS))) {
      if (await condition(isOver, pauseMs, { summary: 'Before the staff are told again' })) return;
      told += 1;
      await via.callStaffAgain(workflowId, attention, told);
    }
  })();
  calling.catch(() => undefined); // a cancelled workflow says so where it waits
  return async (by) => {
    await calling; // or the call would come after its end, and stay for ever
    await via.sendStaffAway(workflowId, attention, told, by);
  };
}
