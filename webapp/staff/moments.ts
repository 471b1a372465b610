/** Times as the clock of whoever reads them has them, written alike everywhere; the export and each tooltip are in UTC. */
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

export const timeText = (iso: string): string => time.format(new Date(iso));
export const dayText = (iso: string): string => dayAndYear.format(new Date(iso));

/** As short as it can be and still say when: 18:06, 20 Nov 18:06, 20 November 2025 18:06. */
export function momentText(iso: string, nowMs: number = Date.now()): string {
  const [at, now] = [new Date(iso), new Date(nowMs)];
  if (at.toDateString() === now.toDateString()) return time.format(at);
  const isThisYear = at.getFullYear() === now.getFullYear();
  return `${(isThisYear ? day : dayAndYear).format(at)} ${time.format(at)}`;
}

/** 2026-11-21 18:06:09 UTC */
export const utcText = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
