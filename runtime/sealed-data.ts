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
export function seal([newest]: readonly NamedKey[], text: string, boundTo: readonly string[]): Sealed {
  assert(newest, 'there is a key to seal with');
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', newest.key, nonce).setAAD(associated(newest.id, boundTo));
  const bytes = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { keyId: newest.id, bytes };
}

/** Throws when its key is gone, or when it is not what was sealed for this. */
export function unseal(keys: readonly NamedKey[], { keyId, bytes }: Sealed, boundTo: readonly string[]): string {
  const found = keys.find(({ id }) => id === keyId);
  if (!found) throw new Error(`no data key with id ${keyId}: was it removed from DATA_KEYS too early?`);
  assert(bytes.length >= NONCE_BYTES + TAG_BYTES, 'what was sealed is whole');
  const decipher = createDecipheriv('aes-256-gcm', found.key, bytes.subarray(0, NONCE_BYTES)).setAAD(
    associated(keyId, boundTo),
  );
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
}

/** As JSON, so that no two lists of parts read alike. */
const associated = (keyId: string, boundTo: readonly string[]): Buffer =>
  Buffer.from(JSON.stringify(['cage.data.1', keyId, ...boundTo]));
