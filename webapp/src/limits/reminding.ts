/**
 * How long until the player is told how long they have been here: at every so many minutes of the session, whenever the app
 * was opened meanwhile.
 */
export function untilReminder(beganAtMs: number, minutes: number, nowMs: number): number {
  const everyMs = minutes * 60_000;
  const here = Math.max(0, nowMs - beganAtMs);
  return everyMs - (here % everyMs);
}

/** A clock of minutes and seconds, and of hours once there are any: 24:10, 1:24:10. */
export function clockOf(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const two = (part: number): string => String(part).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
