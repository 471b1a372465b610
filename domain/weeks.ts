import { windowEnd, windowStart } from './limits.ts';

const DAY_MS = 86_400_000;

/** The week of a moment by ISO 8601, in UTC: `2026-W47`. It belongs to the year its Thursday is in. The same as in `play.note_points`. */
export function weekOf(atMs: number): string {
  const thursday = windowStart('week', atMs) + 3 * DAY_MS;
  const year = new Date(thursday).getUTCFullYear();
  const n = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) + 1;
  return `${year}-W${String(n).padStart(2, '0')}`;
}

/** The moment at which the week of a moment ends. */
export const weekEnd = (atMs: number): Date => new Date(windowEnd('week', atMs));
