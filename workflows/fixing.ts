import { condition, isCancellation } from '@temporalio/workflow';
import type { Fixing, Standing } from '../activities/withdrawals.ts';
import type { PayoutId, WithdrawalId } from '../contracts/ids.ts';
import { type Courier, stop } from './sending.ts';
import { step } from './steps.ts';
import { tell } from './telling.ts';
import { whyUnsent } from './unsent.ts';

/** The longest pause before it is tried again: what it waits for tells nobody when it comes. */
const LONGEST_PAUSE_MS = 5 * 60_000;

/**
 * Has what is sent fixed before any of it is: by the rate of the minute, once. While that cannot be, it waits and is tried again, and
 * people see why; they may give it up. Comes back when it is fixed, or over.
 */
export async function untilFixed(courier: Courier<PayoutId>, id: WithdrawalId): Promise<Standing> {
  const fix = (): Promise<Fixing> =>
    step(
      {
        title: 'Fix how much is sent',
        kind: 'quick',
        patienceMs: courier.patienceMs,
        meanwhile: 'How much of the other asset is sent is not fixed yet; nothing is sent before.',
      },
      (via) => via.fixWithdrawal(id),
    );
  tell({ stage: 'sending' });
  let now = await fix();
  while (now.waits !== undefined) now = await whileItWaits(courier, id, now.waits, fix);
  return now.standing;
}

/** Tries again with growing pauses, and whenever something moved, until it waits for something else, or staff decided. */
async function whileItWaits(
  courier: Courier<PayoutId>,
  id: WithdrawalId,
  why: NonNullable<Fixing['waits']>,
  fix: () => Promise<Fixing>,
): Promise<Fixing> {
  let seen: Fixing['waits'] = why;
  let isDecided = false;
  const isDone = () => isDecided || seen !== why;
  const tryAgain = async (): Promise<void> => {
    let heard = courier.timesMoved();
    for (let pauseMs = courier.patienceMs; !isDone(); pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      await condition(() => isDone() || courier.timesMoved() > heard, pauseMs, { summary: 'Before it is fixed' });
      heard = courier.timesMoved(); // what is said while we look may be of after it: it is tried next
      if (!isDecided) seen = (await fix()).waits;
    }
  };
  const trying = tryAgain().catch((error) => {
    if (!isCancellation(error)) throw error; // a cancelled workflow says so where it waits
  });
  const chosen = await courier.ask(whyUnsent(courier.railOff, why, `Withdrawal \`${id}\``), ['retry', 'abort'], isDone);
  isDecided = true;
  await trying;
  if (chosen?.verb === 'abort') await stop(courier, chosen);
  return fix(); // what was fixed meanwhile stays; what was given up is not fixed any more
}
