import { noteSent, type OpenAttempt, settleAttempt, stopWriter } from './queue.ts';
import type { Desk } from './writer-desk.ts';

/** The message under way: handed to the chain until the scan shows what became of it. */
export function messageUnderWay(desk: Desk) {
  /** With the message under way. True when it is not any more. */
  async function goOn(attempt: OpenAttempt): Promise<boolean> {
    const became = await settleAttempt(desk, attempt.id, desk.marginMs);
    const about = { attempt: attempt.id, became };
    if (became === 'strange') {
      if (await stopWriter(desk, desk.hot, 'strange-messages'))
        desk.log.error(about, 'the hot wallet sent what it was not told to');
      await desk.troubles.say('strange-messages', 'TON', true);
    }
    if (became === 'expired') desk.log.warn(about, 'a signed message ran out: its payouts wait again');
    if (became === 'open') await send(attempt);
    return became === 'included' || became === 'expired' || became === 'known';
  }

  /** Hands the message to the chain. Whatever it answers proves nothing; the same bytes may go again. */
  async function send(attempt: OpenAttempt): Promise<void> {
    const nowMs = desk.now();
    const isDue = !attempt.sentAt || nowMs - attempt.sentAt.getTime() >= desk.resendMs;
    if (!isDue || nowMs > attempt.validUntil.getTime() + desk.marginMs) return;
    await desk.client
      .send(attempt.boc)
      .catch((err) => desk.log.debug({ attempt: attempt.id, err }, 'no answer to a message'));
    await noteSent(desk, attempt.id, new Date(nowMs));
  }

  return { goOn, send };
}
