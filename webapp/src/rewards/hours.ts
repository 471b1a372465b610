/** A time of day as minutes after midnight, and as a field of a page writes it: 1320 is 22:00. */
export const asClock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Undefined for what is no time of day. */
export function readClock(text: string): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)(?::\d{2})?$/.exec(text) ?? [];
  return hours === undefined || minutes === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

/** What is offered to whoever wants quiet at all: the night. */
export const NIGHT = { from: 1_320, until: 480 } as const;
