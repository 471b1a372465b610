import type { Clock } from './clock.ts';

export type TurnedClock = Clock & {
  /** Moves time on and runs what falls due, in order. */
  turn(ms: number): void;
};

/** A clock that stands still until a test turns it. */
export function turnedClock(startAt = Date.UTC(2026, 10, 21, 12)): TurnedClock {
  let now = startAt;
  const due = new Set<{ at: number; act: () => void }>();
  return {
    now: () => now,
    after(ms, act) {
      const entry = { at: now + ms, act };
      due.add(entry);
      return () => due.delete(entry);
    },
    turn(ms) {
      const until = now + ms;
      for (;;) {
        const next = [...due].filter((entry) => entry.at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        due.delete(next);
        now = Math.max(now, next.at);
        next.act();
      }
      now = until;
    },
  };
}
