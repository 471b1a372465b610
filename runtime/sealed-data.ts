import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { assert } from '../domain/assert.ts';
import type { NamedKey } from './settings.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What is kept of a person, unreadable without its key, which the database does not hold. */
export type Sealed = { readonly keyId: string; readonly bytes: Buffer };

/**
 * AES-256-GCM under the newest key. What it belongs to is bound as associated data: moved to another row it does not open.
 * @param boundTo what it belongs to, such as a player and an id
 */
export function seal([newest]: readonly NamedKey[], plain: string | Uint8Array, boundTo: readonly string[]): Sealed {
  assert(newest, 'there is a key to seal with');
  return { keyId: newest.id, bytes: encrypt(newest.key, plain, associated(newest.id, boundTo)) };
}

/** Throws when its key is gone, or when it is not what was sealed for this. */
export const unseal = (keys: readonly NamedKey[], sealed: Sealed, boundTo: readonly string[]): string =>
  unsealBytes(keys, sealed, boundTo).toString('utf8');

/** As `unseal`, for what is no text. */
export function unsealBytes(keys: readonly NamedKey[], { keyId, bytes }: Sealed, boundTo: readonly string[]): Buffer {
  const found = keys.find(({ id }) => id === keyId);
  if (!found) throw new Error(`no data key with id ${keyId}: was it removed from DATA_KEYS too early?`);
  return decrypt(found.key, bytes, associated(keyId, boundTo));
}

/** AES-256-GCM under a key of 32 bytes: nonce, ciphertext, tag. What is associated is needed again to open it. */
export function encrypt(key: Uint8Array, plain: string | Uint8Array, associated: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associated);
  return Buffer.concat([nonce, cipher.update(Buffer.from(plain)), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when it is not just what was encrypted under this key with the same associated data. */
export function decrypt(key: Uint8Array, bytes: Buffer, associated: Uint8Array): Buffer {
  assert(bytes.length >= NONCE_BYTES + TAG_BYTES, 'what was sealed is whole');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES)).setAAD(associated);
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}

/** As JSON, so that no two lists of parts read alike. */
const associated = (keyId: string, boundTo: readonly string[]): Buffer =>
  Buffer.from(JSON.stringify(['cage.data.1', keyId, ...boundTo]));
