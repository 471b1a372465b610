import type { Texts } from '../texts.tsx';

/** Days and times as the player's own clock has them, in digits that are the same everywhere. */
const localeOf = (language: string): string => `${language}-u-nu-latn`;

export const timeOf = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(localeOf(language), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(iso),
  );

/** To the second, where that is how long things take. */
export const secondOf = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(localeOf(language), {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(iso));

export const dayOf = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(localeOf(language), { weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(iso));

/** The day something happened on, for grouping. */
export const dayKey = (iso: string): string => new Date(iso).toDateString();

/** `today`, `yesterday`, or neither. */
export function nearDay(iso: string, nowMs: number): 'today' | 'yesterday' | undefined {
  const key = dayKey(iso);
  if (key === new Date(nowMs).toDateString()) return 'today';
  return key === new Date(nowMs - 86_400_000).toDateString() ? 'yesterday' : undefined;
}

/** When it was, as short as it may be said: today, yesterday, or the day, and the time. */
export function nearMoment(t: Texts, iso: string): string {
  const near = nearDay(iso, Date.now());
  const day = new Intl.DateTimeFormat(localeOf(t.language), { day: 'numeric', month: 'short' }).format(new Date(iso));
  return `${near === 'today' ? '' : `${near ? t('yesterday') : day}, `}${timeOf(iso, t.language)}`;
}

/** A day of any year. */
export const dateOf = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(localeOf(language), { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(iso));

/** A day of this year or the next, where the year goes without saying. */
export const dayMonthOf = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(localeOf(language), { day: 'numeric', month: 'long' }).format(new Date(iso));
