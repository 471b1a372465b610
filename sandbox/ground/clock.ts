/** Time as an argument: a test turns it by hand, the running sandbox takes the machine's. */
export type Clock = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Runs `act` once after `ms`; the answer calls it off. */
  readonly after: (ms: number, act: () => void) => () => void;
};

export const machineClock: Clock = {
  now: Date.now,
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

/** Unix seconds, as the Bot API and Stripe count. */
export const unixTime = (clock: Clock): number => Math.floor(clock.now() / 1_000);
