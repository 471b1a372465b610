import { assert } from './assert.ts';

/** How often something may be done: so many a second in the long run, and so many at once. */
export type Rate = { readonly perSecond: number; readonly burst: number };

/** The same in the terms of the algorithm: a place comes free every `everyMs`, and a crowd of `aheadMs` is let pass. */
export type Spacing = { readonly everyMs: number; readonly aheadMs: number };

export function spacingOf({ perSecond, burst }: Rate): Spacing {
  assert(perSecond > 0 && burst >= 1, `not a rate: ${perSecond}/s, ${burst} at once`);
  return { everyMs: 1_000 / perSecond, aheadMs: (burst * 1_000) / perSecond };
}

/** Places of a third of a second do not add up to whole ones: a thousandth more or less is nobody's crowd. */
const ROUNDING_MS = 0.001;

/**
 * Generic cell rate algorithm (ITU-T I.371, A): one number a key says when its next place is free. What is refused takes no
 * place, so that a flood does not lock its sender out for longer than the rate says.
 * @param freeAtMs what was answered last for this key; undefined at first
 * @returns `waitMs` 0 when it may pass, and what to remember
 */
export function takePlace(
  freeAtMs: number | undefined,
  { everyMs, aheadMs }: Spacing,
  nowMs: number,
): { readonly waitMs: number; readonly freeAtMs: number } {
  const free = Math.max(freeAtMs ?? 0, nowMs);
  const waitMs = Math.ceil(free + everyMs - nowMs - aheadMs - ROUNDING_MS);
  return waitMs > 0 ? { waitMs, freeAtMs: free } : { waitMs: 0, freeAtMs: free + everyMs };
}
