import { timingSafeEqual } from 'node:crypto';

/** What Telegram signed: fields by name, each once. */
export type SignedFields = ReadonlyMap<string, string>;

/** How old signed data may be: it is signed when it is asked for, and whoever reads it later may have found it somewhere. */
const MOST_AGE_MS = 5 * 60_000;
/** Telegram's clock and ours may differ by so much. */
const MOST_AHEAD_MS = 60_000;

/**
 * The fields, or undefined where what was signed could be read in two ways: a field that is there twice, or a line break,
 * by which one field's value would pass for two fields, since the signed text puts one on a line.
 */
export function uniqueFields(pairs: Iterable<readonly [string, string]>): SignedFields | undefined {
  const fields = new Map<string, string>();
  for (const [name, value] of pairs) {
    if (fields.has(name) || !/^[a-z0-9_]+$/.test(name) || value.includes('\n')) return undefined;
    fields.set(name, value);
  }
  return fields;
}

/** Telegram's data-check-string: `name=value`, sorted by name, one on a line. */
export const checkString = (fields: SignedFields, without: readonly string[]): string =>
  [...fields]
    .filter(([name]) => !without.includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');

/** In a time that tells nothing of where they differ. */
export function isHexOf(hex: string | undefined, bytes: Buffer): boolean {
  if (!hex || !/^[0-9a-f]{64}$/i.test(hex)) return false;
  const given = Buffer.from(hex, 'hex');
  return given.length === bytes.length && timingSafeEqual(given, bytes);
}

/** What speaks against the time something was signed at (`auth_date`, Unix seconds); undefined: nothing. */
export function judgeTime(authDate: string | undefined, nowMs: number): 'invalid' | 'old' | undefined {
  if (!authDate || !/^\d{1,12}$/.test(authDate)) return 'invalid';
  const signedAtMs = Number(authDate) * 1_000;
  if (signedAtMs - nowMs > MOST_AHEAD_MS) return 'invalid';
  return nowMs - signedAtMs > MOST_AGE_MS ? 'old' : undefined;
}
