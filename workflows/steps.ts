import {
  type ActivityInterfaceFor,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  TemporalFailure,
} from '@temporalio/workflow';
import type { Activities } from '../activities/activities.ts';
import { tell } from './telling.ts';

type Via = ActivityInterfaceFor<Activities>;
export type Step = {
  /** What is being done, in the words of the Web UI's timeline. */
  readonly title: string;
  /** `quick`: a short, repeatable database step. `provider`: leaves the house, and is seen while it is pending. */
  readonly kind: 'quick' | 'provider';
  /** What the details say while it goes wrong, and what is true once it is over. */
  readonly meanwhile: string;
  readonly patienceMs: number;
};

/**
 * Does a step until it is done. It is tried quietly for `patienceMs`; after that people are told (`Attention=retrying`) and
 * the same step goes on as an ordinary activity, without end, where they can see it pending with its last error. Every
 * step is safe to repeat, so it does not matter that the first form may have done it.
 */
export async function step<T>({ title, kind, meanwhile, patienceMs }: Step, run: (via: Via) => Promise<T>): Promise<T> {
  const impatient = {
    summary: title,
    scheduleToCloseTimeout: patienceMs,
    startToCloseTimeout: Math.min(patienceMs, 10_000),
  };
  // Counted, because a local activity that waits between two tries outlives its own time limit.
  const retry = { ...QUIET_RETRY, maximumAttempts: triesWithin(patienceMs) };
  const first: Via =
    kind === 'quick'
      ? proxyLocalActivities<Activities>({ ...impatient, retry })
      : proxyActivities<Activities>({ ...impatient, retry });
  try {
    return await run(first);
  } catch (error) {
    // A local activity that gave up throws its own failure, without the activity's around it.
    if (isCancellation(error) || !(error instanceof TemporalFailure)) throw error;
  }
  tell({
    attention: 'retrying',
    details: `## Retrying: ${title}\n${meanwhile}\n\nIt is tried again by itself, without end; the pending activity shows the last error. Nothing needs to be pressed. See *retrying* in docs/operations.md.`,
  });
  const lasting = proxyActivities<Activities>({
    summary: title,
    startToCloseTimeout: 15_000,
    retry: { initialInterval: 500, backoffCoefficient: 2, maximumInterval: 15_000 },
  });
  try {
    const result = await run(lasting);
    tell({ details: `## Done after retrying: ${title}` });
    return result;
  } finally {
    // Also when it was given up: a closed workflow must not ask for attention.
    tell({ attention: null });
  }
}

const QUIET_RETRY = { initialInterval: 100, backoffCoefficient: 2, maximumInterval: 2_000 };

/** How often a step that fails at once is tried in so long. */
function triesWithin(patienceMs: number): number {
  const { initialInterval, backoffCoefficient, maximumInterval } = QUIET_RETRY;
  let tries = 1;
  for (let waited = initialInterval, pause = initialInterval; waited < patienceMs; tries++) {
    pause = Math.min(maximumInterval, pause * backoffCoefficient);
    waited += pause;
  }
  return tries;
}
