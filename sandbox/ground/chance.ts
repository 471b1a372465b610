/** A number in [0, 1). */
export type Random = () => number;

/** Mulberry32: small, and the same numbers for the same seed on every machine. For play only, never for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const digits = (random: Random, length: number): string =>
  Array.from({ length }, (_, n) => (n === 0 ? 1 + Math.floor(random() * 9) : Math.floor(random() * 10))).join('');

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

export const letters = (random: Random, length: number, of = LETTERS): string =>
  Array.from({ length }, () => of[Math.floor(random() * of.length)]).join('');

/** As the ids of most providers are written. */
export const alphanumerics = (random: Random, length: number): string =>
  letters(random, length, LETTERS.replace('_-', ''));

/** How often something strikes: the next so many times, or each time with this chance; always when neither is said. */
export type Often = { readonly next?: number; readonly chance?: number };

export const strikes = (random: Random, { next, chance }: Often): boolean =>
  next !== undefined ? next > 0 : chance === undefined || random() < chance;
