const MINUTE_MS = 60_000;

/**
 * Whether a player who wants to be told every so many minutes is to be told after this round: a multiple of them has passed since
 * the round before, counted from when they began to play (UKGC RTS 13B, 13C).
 * @param before when the round before began; undefined: it was of another session, or there was none
 */
export function isRealityCheckDue(
  { beganAt, before, at }: { readonly beganAt: Date; readonly before: Date | undefined; readonly at: Date },
  minutes: number,
): boolean {
  const passed = (moment: Date) =>
    Math.floor(Math.max(0, moment.getTime() - beganAt.getTime()) / (minutes * MINUTE_MS));
  return passed(at) > (before === undefined ? 0 : passed(before));
}
