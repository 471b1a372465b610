import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** A refresh token: 256 random bits, known to its bearer alone. We keep its hash. */
export const newRefreshToken = (): string => `cr_${randomBytes(32).toString('base64url')}`;

export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

const NONCE = 12;
const TAG = 16;

/**
 * The successor of a token, locked under the token itself: two tabs that show the same token in the same moment are given
 * the same successor, and what lies in the database opens nothing.
 */
export function sealSuccessor(successor: string, token: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', keyOf(token), nonce);
  return Buffer.concat([nonce, cipher.update(successor, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when it was sealed under another token, or altered. */
export function openSuccessor(sealed: Uint8Array, token: string): string {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', keyOf(token), bytes.subarray(0, NONCE));
  decipher.setAuthTag(bytes.subarray(-TAG));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8');
}

const keyOf = (token: string): Buffer => Buffer.from(hkdfSync('sha256', token, '', 'successor', 32));
