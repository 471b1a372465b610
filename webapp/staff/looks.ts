import { useEffect, useState } from 'react';

/** So long a look at a document lives; whoever answers ends it, this page only counts. */
export const LOOK_MS = 60_000;

/**
 * Until when, by the clock of this page: what the answer says where that can be, and a minute from now where the two clocks are
 * apart.
 */
export function endOfLook(expiresAt: string, nowMs: number): number {
  const leftMs = Date.parse(expiresAt) - nowMs;
  return nowMs + (leftMs > 0 && leftMs <= LOOK_MS ? leftMs : LOOK_MS);
}

/** Whole seconds, rounded up: at 0 it is over. */
export const secondsLeft = (endsAtMs: number, nowMs: number): number =>
  Math.max(0, Math.ceil((endsAtMs - nowMs) / 1_000));

/** 1:00, 0:09. */
export const clockText = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** Which page a path of a look leads to. */
export function pageOfLook(path: string): { readonly look: string; readonly page: number } {
  const query = new URLSearchParams(path.slice(path.indexOf('?')));
  return { look: query.get('look') ?? '', page: Number(query.get('page')) };
}

export function useSecondsLeft(endsAtMs: number): number {
  const [left, setLeft] = useState(() => secondsLeft(endsAtMs, Date.now()));
  useEffect(() => {
    const count = () => {
      const now = secondsLeft(endsAtMs, Date.now());
      setLeft(now);
      if (now === 0) clearInterval(timer);
    };
    const timer = setInterval(count, 250);
    count();
    return () => clearInterval(timer);
  }, [endsAtMs]);
  return left;
}
