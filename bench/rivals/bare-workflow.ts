import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';

const { nothing } = proxyActivities<{ nothing(): Promise<void> }>({ startToCloseTimeout: '10s' });

/** What a tutorial would write: an activity, a wait for a signal, two activities. None of them does anything. */
export async function bare(_input: unknown): Promise<void> {
  let paid = false;
  setHandler(defineSignal('paid'), () => {
    paid = true;
  });
  await nothing();
  await condition(() => paid);
  await nothing();
  await nothing();
}
