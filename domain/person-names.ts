/**
 * Whether two names may be of one person: for a list that writes them otherwise, and a bank that leaves half of them out. Pure, and
 * deterministic: what is compared today is found again tomorrow.
 */

/** Cyrillic as passports write it (ICAO Doc 9303, part 3, table A), and the letters that lose more than a mark in Unicode's own way. */
const LETTERS: Readonly<Record<string, string>> = {
  ...pairs('абвгдезийклмнопрстуфыэ', 'abvgdeziiklmnoprstufye'),
  ...{ ё: 'e', ж: 'zh', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ь: '', ю: 'iu', я: 'ia' },
  ...{ і: 'i', ї: 'i', є: 'ie', ґ: 'g', ў: 'u', љ: 'lj', њ: 'nj', ћ: 'c', ђ: 'dj', џ: 'dz', ј: 'j' },
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ə: 'e', ħ: 'h', ŋ: 'n', ŧ: 't' },
};

function pairs(from: string, to: string): Record<string, string> {
  return Object.fromEntries([...from].map((letter, n) => [letter, to[n] ?? '']));
}

/** Spellings of one sound, as one: whoever writes Yury and Iurii means the same. */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/[yj]/g, 'i'],
  [/w/g, 'v'],
  [/ph/g, 'f'],
  [/kh|ch|ck/g, 'k'],
  [/x/g, 'ks'],
  [/q/g, 'k'],
  [/(.)\1+/g, '$1'],
];

/** A name as its parts: Latin letters without marks, in one spelling. */
export function nameParts(name: string): string[] {
  const latin = Array.from(name.normalize('NFKD').toLowerCase(), (letter) => LETTERS[letter] ?? letter).join('');
  return (
    latin
      .normalize('NFKD')
      // Marks, and what nobody sees: a name written with it looks like the one without.
      .replace(/[\p{M}\p{Lm}\p{Default_Ignorable_Code_Point}'’`]/gu, '')
      .split(/[^\p{L}\p{N}]+/u)
      .map(soundOf)
      .filter((part) => part !== '')
  );
}

/** Until nothing changes any more: `cch` is `ck` at first. What is written in one spelling already stays as it is. */
function soundOf(part: string): string {
  const sound = ALIKE.reduce((text, [shape, written]) => text.replace(shape, written), part);
  return sound === part ? part : soundOf(sound);
}

/** Whether it can be compared with names of lists, which are in Latin letters: what is left in other ones is like nobody's. */
export const isComparable = (parts: readonly string[]): boolean =>
  parts.length > 0 && parts.every((part) => /^[a-z0-9]+$/.test(part));

/**
 * How alike two names are, 0 to 100: every part of the shorter one is looked for in the longer, in any order. A name of one part
 * says little: it is never more than 80 against one of several.
 */
export function nameLikeness(one: readonly string[], other: readonly string[]): number {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length === 0) return 0;
  // In an order of their own, so that the one in which they were written changes nothing.
  const left = [...long].sort();
  let sum = 0;
  for (const part of [...short].sort().sort((a, b) => b.length - a.length)) {
    const [best, at] = bestOf(part, left);
    sum += best;
    if (at >= 0) left.splice(at, 1);
  }
  const likeness = Math.round((sum / short.length) * 100);
  return short.length === 1 && long.length > 1 ? Math.min(likeness, 80) : likeness;
}

function bestOf(part: string, among: readonly string[]): readonly [number, number] {
  let found: readonly [number, number] = [0, -1];
  among.forEach((other, at) => {
    const likeness = partLikeness(part, other);
    if (likeness > found[0]) found = [likeness, at];
  });
  return found;
}

/** An initial stands for what begins with it, a little. Otherwise Jaro-Winkler (W. E. Winkler, 1990). */
function partLikeness(one: string, other: string): number {
  if (one === other) return 1;
  if (one.length === 1 || other.length === 1) return one[0] === other[0] ? 0.8 : 0;
  const jaro = jaroOf(one, other);
  let prefix = 0;
  while (prefix < 4 && one[prefix] !== undefined && one[prefix] === other[prefix]) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}

function jaroOf(one: string, other: string): number {
  const reach = Math.max(0, Math.floor(Math.max(one.length, other.length) / 2) - 1);
  const taken = new Set<number>();
  const mine: string[] = [];
  for (let n = 0; n < one.length; n++)
    for (let at = Math.max(0, n - reach); at <= Math.min(other.length - 1, n + reach); at++)
      if (!taken.has(at) && other[at] === one[n]) {
        taken.add(at);
        mine.push(one[n] as string);
        break;
      }
  if (mine.length === 0) return 0;
  const theirs = [...taken].sort((a, b) => a - b).map((at) => other[at]);
  const swapped = mine.filter((letter, n) => letter !== theirs[n]).length / 2;
  return (mine.length / one.length + mine.length / other.length + (mine.length - swapped) / mine.length) / 3;
}
