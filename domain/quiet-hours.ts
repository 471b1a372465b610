/** From one minute of the day to another, by the clocks of a zone; over midnight where the end comes first. The same twice: never. */
export type QuietHours = { readonly from: number; readonly until: number; readonly zone: string };

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
/** No clock is set by more at once. */
const SHIFT_MINUTES = 180;

/** Whether clocks can be read by this name: one of the IANA's, as `Europe/Malta`; no bare offset, which knows no summer. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/**
 * When it is quiet no more; undefined: it is not quiet at this moment. Clocks that are set meanwhile are followed: an end that they
 * leap over comes with the leap, and one that they show twice comes the first time.
 */
export function quietUntil(hours: QuietHours, atMs: number): number | undefined {
  const minuteAt = clockOf(hours.zone);
  if (!isQuiet(hours, minuteAt(atMs))) return undefined;
  let at = atMs - (atMs % MINUTE_MS);
  const left = (hours.until - minuteAt(at) + DAY_MINUTES) % DAY_MINUTES;
  at += Math.max(0, left - SHIFT_MINUTES) * MINUTE_MS;
  while (isQuiet(hours, minuteAt(at))) at += MINUTE_MS;
  return at;
}

const isQuiet = ({ from, until }: QuietHours, minute: number): boolean =>
  from <= until ? minute >= from && minute < until : minute >= from || minute < until;

/** Reads the minute of the day off a zone's clock. */
function clockOf(zone: string): (atMs: number) => number {
  const clock = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  });
  return (atMs) => {
    const parts = clock.formatToParts(atMs);
    const read = (type: 'hour' | 'minute') => Number(parts.find((part) => part.type === type)?.value);
    return read('hour') * 60 + read('minute');
  };
}
