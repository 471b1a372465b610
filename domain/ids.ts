import { assert } from './assert.ts';

/**
 * A UUID version 7 (RFC 9562, 5.7): milliseconds, then 74 bits that the caller draws. Ids of one moment lie beside each
 * other in an index.
 * @param random at least ten bytes; six bits are overwritten by version and variant
 */
export function uuidV7(nowMs: number, random: Uint8Array): string {
  assert(Number.isSafeInteger(nowMs) && nowMs >= 0 && nowMs < 2 ** 48, `not a time in milliseconds: ${nowMs}`);
  return format(nowMs.toString(16).padStart(12, '0'), random);
}

/**
 * The id of a step of `parent`: the parent's time with 74 bits of a hash over parent and step. The same parent and step
 * give the same id on every machine and at every repetition, and children are ordered as their parents are.
 * @param hash SHA-256 of `parent:step`
 */
export function childUuid(parent: string, hash: Uint8Array): string {
  return format(parent.replaceAll('-', '').slice(0, 12), hash);
}

function format(time: string, bits: Uint8Array): string {
  assert(bits.length >= 10, 'ten bytes are needed');
  const tail = Uint8Array.from(bits.subarray(0, 10));
  tail[0] = ((tail[0] ?? 0) & 0x0f) | 0x70;
  tail[2] = ((tail[2] ?? 0) & 0x3f) | 0x80;
  const hex = time + Array.from(tail, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What a person reads out over the phone: six letters of the id in an alphabet without look-alikes (Crockford). */
export function shortCode(id: string): string {
  let value = BigInt(`0x${id.replaceAll('-', '').slice(-8)}`);
  let code = '';
  for (let n = 0; n < 6; n++) {
    code = LETTERS[Number(value % 32n)] + code;
    value /= 32n;
  }
  return code;
}

/** The last eight hex digits that an id with this code may end in: a code is 30 of their 32 bits. */
export function idTails(code: string): string[] {
  let value = 0n;
  for (const letter of code.toUpperCase()) {
    const digit = LETTERS.indexOf(letter);
    assert(digit >= 0, 'not a code');
    value = value * 32n + BigInt(digit);
  }
  return [0n, 1n, 2n, 3n].map((high) => (value + (high << 30n)).toString(16).padStart(8, '0'));
}
