import type { Rate } from '../domain/rate.ts';
import type { Gate } from '../runtime/gate.ts';

/** As fast as a hand taps for a while, and a finger in the long run. */
export const chatRate: Rate = { perSecond: 1, burst: 20 };
const TELL: Rate = { perSecond: 1 / 30, burst: 1 };

/** Whether somebody in a chat is served, or is too fast; and then whether they are to be told, which is not said each time. */
export const chatPace =
  (gate: Pick<Gate, 'pass'>, rate = chatRate) =>
  async (telegramUserId: string): Promise<'served' | 'told' | 'ignored'> => {
    const asked = await gate.pass({ counters: [{ name: `chat:${telegramUserId}`, rate }] });
    if (asked.waitMs === 0) return 'served';
    const told = await gate.pass({ counters: [{ name: `chat-told:${telegramUserId}`, rate: TELL }] });
    return told.waitMs === 0 ? 'told' : 'ignored';
  };
