import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { MEMO_BYTES, newMemo, readMemo } from './memo.ts';

const LETTERS = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
const anyMemo = fc.uint8Array({ minLength: MEMO_BYTES, maxLength: MEMO_BYTES }).map(newMemo);
const bare = (memo: string) => memo.replaceAll('-', '');

test('a memo is short, in groups to read aloud, and reads back as itself', () => {
  fc.assert(
    fc.property(anyMemo, (memo) => {
      expect(memo).toMatch(/^CG-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$/);
      expect(Buffer.byteLength(memo)).toBeLessThanOrEqual(123);
      expect(readMemo(memo)).toBe(memo);
    }),
  );
});

test('no wrong letter at any place makes a memo of anybody', () => {
  fc.assert(
    fc.property(anyMemo, (memo) => {
      const text = bare(memo);
      for (let at = 0; at < text.length; at++)
        for (const letter of LETTERS) {
          const wrong = text.slice(0, at) + letter + text.slice(at + 1);
          if (wrong !== text) expect(readMemo(wrong)).toBeUndefined();
        }
    }),
    { numRuns: 30 },
  );
});

test('no two letters that changed places, neighbours or not, make a memo of anybody', () => {
  fc.assert(
    fc.property(anyMemo, (memo) => {
      const letters = [...bare(memo)];
      for (let one = 0; one < letters.length; one++)
        for (let other = one + 1; other < letters.length; other++) {
          const swapped = [...letters];
          [swapped[one], swapped[other]] = [swapped[other] ?? '', swapped[one] ?? ''];
          if (swapped.join('') !== letters.join('')) expect(readMemo(swapped.join(''))).toBeUndefined();
        }
    }),
  );
});

test('a letter that is missing or one too many is found as well', () => {
  fc.assert(
    fc.property(anyMemo, fc.nat(11), fc.constantFrom(...LETTERS), (memo, at, letter) => {
      const text = bare(memo);
      expect(readMemo(text.slice(0, at) + text.slice(at + 1))).toBeUndefined();
      expect(readMemo(text.slice(0, at) + letter + text.slice(at))).toBeUndefined();
    }),
  );
});

const MEMO = newMemo(Uint8Array.of(7, 18, 2, 19, 9, 22, 28, 10));

test.each([
  ['in small letters', MEMO.toLowerCase()],
  ['without its dashes', bare(MEMO)],
  ['with spaces, and more of them than it takes', `  ${bare(MEMO).split('').join(' ')}\n`],
  ['with the dashes of a word processor', MEMO.replaceAll('-', '–')],
  ['without its prefix, when it is all there is', MEMO.slice(3)],
  ['on a Cyrillic keyboard', MEMO.replace('C', 'С').replace('K', 'К').replace('M', 'М')],
  ['with Arabic digits and a mark of direction', `\u200f${MEMO.replace('7', '٧').replace('2', '٢')}`],
  ['in wide letters', [...MEMO].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('')],
  ['among words', `for the game, memo: ${MEMO}. Thank you`],
  ['among words of another language', `код ${MEMO} спасибо`],
  ['twice', `${MEMO} ${MEMO}`],
  ['after a prefix too many', `CG ${MEMO}`],
])('a memo is read %s', (_, comment) => expect(readMemo(comment)).toBe(MEMO));

const OTHER = newMemo(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));

test.each([
  ['nothing', ''],
  ['two memos: nobody guesses', `${MEMO} or ${OTHER}`],
  ['one that begins or ends within a word', `X${bare(MEMO)}`],
  ['one that goes on', `${bare(MEMO)}0`],
  ['letters without a prefix among words', `pay ${MEMO.slice(3)}`],
  ['signs that are none', '\u0000\uffff💥-----'],
  ['a bomb', `${'CG-'.repeat(40_000)}${MEMO}`],
])('%s is no memo', (_, comment) => expect(readMemo(comment)).toBeUndefined());
