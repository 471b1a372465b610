/** Telegram's limits for one bot: about 30 messages a second in all, about one a second a chat (Bot API FAQ). */
export type Pace = {
  /** How long the next message to this chat has to wait; 0 takes its turn now. */
  take(chat: string): number;
  /**
   * Telegram said how long to be quiet, answering a message to this chat. That chat waits; when another chat is told so
   * in the meantime it is not the chat's doing but ours, and everybody waits. One busy chat must not silence the rest.
   */
  holdFor(chat: string, ms: number): void;
};

/** A bucket of `burst` turns that refills at `perSecond`. `now` should never go back; when it does, no turn is lost. */
export function createPace({ perSecond, burst, now }: { perSecond: number; burst: number; now: () => number }): Pace {
  let turns = burst;
  let countedAt = now();
  let allQuietUntil = 0;
  const quietUntil = new Map<string, number>();

  const forgetPast = (at: number): void => {
    for (const [chat, until] of quietUntil) if (until <= at) quietUntil.delete(chat);
  };

  return {
    take(chat) {
      const at = now();
      turns = Math.min(burst, turns + (Math.max(0, at - countedAt) * perSecond) / 1_000);
      countedAt = at;
      forgetPast(at);
      const quiet = Math.max(allQuietUntil, quietUntil.get(chat) ?? 0);
      if (at < quiet) return quiet - at;
      if (turns < 1) return ((1 - turns) * 1_000) / perSecond;
      turns -= 1;
      return 0;
    },
    holdFor(chat, ms) {
      const at = now();
      forgetPast(at);
      const anotherToo = [...quietUntil.keys()].some((other) => other !== chat);
      quietUntil.set(chat, Math.max(quietUntil.get(chat) ?? 0, at + ms));
      if (anotherToo) allQuietUntil = Math.max(allQuietUntil, at + ms);
    },
  };
}
