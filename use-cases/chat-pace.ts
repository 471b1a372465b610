import type { Rate } from '../domain/rate.ts';
import type { Gate } from '../runtime/gate.ts';

/** As fast as a hand taps for a while, and a finger in the long run. */
export const chatRate: Rate = { perSecond: 1, burst: 20 };
const TELL: Rate = { perSecond: 1 / 30, burst: 1 };

/** An update that could not be handled comes again within minutes, to the same process as a rule. */
const MOST_REMEMBERED = 5_000;

type Pace = 'served' | 'told' | 'ignored';

/**
 * Whether somebody in a chat is served, or is too fast; and then whether they are to be told, which is not said each time. An
 * update that is handled again, because something of ours failed, is no second tap: it gets the answer it had.
 */
export function chatPace(gate: Pick<Gate, 'take'>, rate = chatRate) {
  const known = new Map<string, Pace>();
  const paceOf = async (telegramUserId: string): Promise<Pace> => {
    const asked = await gate.take({ counters: [{ name: `chat:${telegramUserId}`, rate }] });
    if (asked.waitMs === 0) return 'served';
    const told = await gate.take({ counters: [{ name: `chat-told:${telegramUserId}`, rate: TELL }] });
    return told.waitMs === 0 ? 'told' : 'ignored';
  };
  return async (telegramUserId: string, update: string): Promise<Pace> => {
    const before = known.get(update);
    if (before) return before;
    const pace = await paceOf(telegramUserId);
    known.set(update, pace);
    const [oldest] = known.keys();
    if (known.size > MOST_REMEMBERED && oldest !== undefined) known.delete(oldest);
    return pace;
  };
}
