import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type Act, canonicalAct } from '../domain/acts.ts';
import { assert } from '../domain/assert.ts';

/** What the digits are drawn from. The pepper is in no database, the salt in no program. */
export type CodeSource = {
  /** 32 bytes, the operator's. */
  readonly pepper: Buffer;
  /** A UUID. */
  readonly codeId: string;
  /** 16 bytes of chance, of this code alone. */
  readonly salt: Uint8Array;
  readonly act: Act<string>;
};

const DIGITS = 6;

/**
 * The six digits that confirm this act under this code. Derived, and kept nowhere: whoever has the pepper and the code's row
 * draws the same ones again, so that a message may be drawn when it is sent and sent again.
 */
export function digitsOf({ pepper, codeId, salt, act }: CodeSource): string {
  assert(
    pepper.length === 32 && salt.length === 16 && codeId.length === 36,
    'the parts before the act have one length',
  );
  const mac = createHmac('sha256', pepper).update(codeId).update(salt).update(canonicalAct(act)).digest();
  return truncated(mac, DIGITS);
}

/** Whether these are the digits, in the time it takes for any. */
export function areDigits(source: CodeSource, typed: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(digitsOf(source)), hash(typed));
}

/** By which a code is bound to its act: no secret. */
export const actDigest = (act: Act<string>): Buffer => createHash('sha256').update(canonicalAct(act)).digest();

/** Decimal digits of a MAC (RFC 4226, 5.3 and 5.4): 31 bits from where the last four bits point to. */
export function truncated(mac: Buffer, digits: number): string {
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return (number % 10 ** digits).toString().padStart(digits, '0');
}
