import { assert } from './assert.ts';
import { westernDigits } from './digits.ts';

/**
 * A player's permanent deposit code, carried as the comment of a transfer: `CG-7K2M-9QXA-4F`. Eight letters that were drawn, and
 * two that prove them, in an alphabet without look-alikes (Crockford).
 *
 * The two are those of a Reed-Solomon code over GF(32): any one or two wrong letters are found, and so is any swap of two. Money
 * is never credited to somebody else for a slip of the finger.
 */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const PREFIX = 'CG';
const DRAWN = 8;
const PROOF = 2;

/** x⁵ + x² + 1, primitive over GF(2). */
const FIELD = 0b100101;
const SIZE = LETTERS.length;

/** So many random bytes make a memo. */
export const MEMO_BYTES = DRAWN;

/** @param random at least `MEMO_BYTES`; five bits of each are used */
export function newMemo(random: Uint8Array): string {
  assert(random.length >= MEMO_BYTES, `${MEMO_BYTES} bytes are needed`);
  const drawn = Array.from(random.subarray(0, DRAWN), (byte) => byte % SIZE);
  return written([...drawn, ...proofOf(drawn)]);
}

/** What others' comments may be long; beyond it nobody looks for a memo. */
const LONGEST_COMMENT = 1_024;

/** A memo with its prefix, among other words or alone: it begins and ends where a word does. Every start is tried. */
const AMONG_WORDS = new RegExp(
  `(?<![\\p{L}\\p{N}])(?=${[...PREFIX].join('[\\s-]*')}((?:[\\s-]*[0-9A-Z]){${DRAWN + PROOF}})(?![\\p{L}\\p{N}]))`,
  'gu',
);
/** Without its prefix it must be all there is. */
const ALONE = new RegExp(`^[\\s-]*((?:[0-9A-Z][\\s-]*){${DRAWN + PROOF}})$`);

/**
 * The memo in a comment, as it is written here. Small letters, spaces, dashes and letters that look alike are forgiven, those of
 * Cyrillic too. Undefined when there is none, or more than one: nobody guesses whose money it is.
 */
export function readMemo(comment: string): string | undefined {
  if (comment.length > LONGEST_COMMENT) return undefined;
  const text = plain(comment);
  const candidates = [...text.matchAll(AMONG_WORDS), ...[ALONE.exec(text)]].map((found) => found?.[1] ?? '');
  const memos = new Set(candidates.flatMap(proven));
  return memos.size === 1 ? [...memos][0] : undefined;
}

/** The memo that these letters are; none when they do not prove themselves. */
function proven(letters: string): string[] {
  const values = [...letters.replace(/[\s-]/g, '')].map((letter) => LETTERS.indexOf(letter));
  if (values.length !== DRAWN + PROOF || values.includes(-1)) return [];
  const proof = proofOf(values.slice(0, DRAWN));
  return proof.every((value, n) => value === values[DRAWN + n]) ? [written(values)] : [];
}

function written(values: readonly number[]): string {
  const letters = values.map((value) => LETTERS[value]).join('');
  return [PREFIX, letters.slice(0, 4), letters.slice(4, 8), letters.slice(8)].join('-');
}

/** The remainder of the drawn letters, as a polynomial, by (x + 1)(x + α): what makes both 1 and α roots of the whole. */
function proofOf(drawn: readonly number[]): [number, number] {
  // (x + 1)(x + α) = x² + (1 + α)x + α, with α = 2
  let [high, low] = [0, 0];
  for (const value of drawn) {
    const carried = high ^ value;
    [high, low] = [low ^ times(carried, 3), times(carried, 2)];
  }
  return [high, low];
}

/** The product in GF(32). */
function times(a: number, b: number): number {
  let product = 0;
  for (let [left, right] = [a, b]; right > 0; right >>= 1) {
    if (right & 1) product ^= left;
    left <<= 1;
    if (left & SIZE) left ^= FIELD;
  }
  return product;
}

/** Letters that are typed for others: Crockford's own, and the Cyrillic ones of the same shape. */
const ALIKE: Readonly<Record<string, string>> = {
  O: '0',
  I: '1',
  L: '1',
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: '0',
  Р: 'P',
  С: 'C',
  Т: 'T',
  Х: 'X',
  У: 'Y',
};

const plain = (text: string): string =>
  westernDigits(text.normalize('NFKC'))
    .toUpperCase()
    .replaceAll(/[\p{Cf}]/gu, '')
    .replaceAll(/[‐-―−_.·]/g, '-')
    .replaceAll(/[OILАВЕКМНОРСТХУ]/g, (letter) => ALIKE[letter] ?? letter);
