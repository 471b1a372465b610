/** Telegram's limits for one bot: about 30 messages a second in all (Bot API FAQ, "broadcasting to users"). */
export type Pace = {
  /** How long the next message has to wait; 0 takes its turn now. */
  take(): number;
  /** Telegram said how long to be quiet: everybody waits. */
  holdFor(ms: number): void;
};

/** A bucket of `burst` turns that refills at `perSecond`. `now` should never go back; when it does, no turn is lost. */
export function createPace({ perSecond, burst, now }: { perSecond: number; burst: number; now: () => number }): Pace {
  let turns = burst;
  let countedAt = now();
  let quietUntil = 0;
  return {
    take() {
      const at = now();
      turns = Math.min(burst, turns + (Math.max(0, at - countedAt) * perSecond) / 1_000);
      countedAt = at;
      if (at < quietUntil) return quietUntil - at;
      if (turns < 1) return ((1 - turns) * 1_000) / perSecond;
      turns -= 1;
      return 0;
    },
    holdFor(ms) {
      quietUntil = Math.max(quietUntil, now() + ms);
    },
  };
}
