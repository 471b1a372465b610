import { dayMonthOf, nearDay, timeOf } from '../parts/moments.ts';
import type { Texts } from '../texts.tsx';

/** A moment that comes: the time alone today, tomorrow with it, else the day and the time. As the player's clock has it. */
export function soonMoment(t: Texts, iso: string, nowMs: number): string {
  const time = timeOf(iso, t.language);
  if (nearDay(iso, nowMs) === 'today') return time;
  if (new Date(iso).toDateString() === new Date(nowMs + 86_400_000).toDateString()) return t('tomorrow-at', { time });
  return `${dayMonthOf(iso, t.language)}, ${time}`;
}
