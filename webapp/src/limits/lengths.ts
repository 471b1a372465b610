import type { BreakLength, ExclusionLength } from '../../../domain/limits.ts';

const HOURS: Record<BreakLength, number> = { '24h': 24, '7d': 7 * 24, '30d': 30 * 24 };
const MONTHS: Record<ExclusionLength, number | undefined> = { '6m': 6, '1y': 12, '5y': 60, forever: undefined };

export const BREAKS = Object.keys(HOURS) as BreakLength[];
export const EXCLUSIONS = Object.keys(MONTHS) as ExclusionLength[];

/** When a break that is taken now would end. */
export const breakEnd = (length: BreakLength, nowMs: number): Date => new Date(nowMs + HOURS[length] * 3_600_000);

/** When an exclusion from now on would end: by the calendar, the last day of a shorter month at most. Undefined: never. */
export function exclusionEnd(length: ExclusionLength, nowMs: number): Date | undefined {
  const months = MONTHS[length];
  if (months === undefined) return undefined;
  const end = new Date(nowMs);
  const day = end.getUTCDate();
  end.setUTCMonth(end.getUTCMonth() + months);
  if (end.getUTCDate() !== day) end.setUTCDate(0);
  return end;
}
