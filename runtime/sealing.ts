import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { bytesOf, privateKeyOf, publicKeyOf } from './ed25519.ts';

/** Signs for the audit trail: the private half of an Ed25519 key (RFC 8032), and the name it goes by. */
export type SealingKey = { readonly id: string; readonly privateKey: KeyObject };

/** By their ids: who may have signed. Enough to check a trail, and not to write one. */
export type PublicKeys = ReadonlyMap<string, KeyObject>;

export const sealingKey = (id: string, seed: Buffer): SealingKey => ({
  id,
  privateKey: privateKeyOf(seed),
});

/** The public half of each key that signs or signed, and those of which only the public half is known. */
export function publicKeys(
  own: readonly SealingKey[],
  others: readonly { readonly id: string; readonly key: Buffer }[] = [],
): PublicKeys {
  return new Map([
    ...others.map(({ id, key }): [string, KeyObject] => [id, publicKey(key)]),
    ...own.map(({ id, privateKey }): [string, KeyObject] => [id, createPublicKey(privateKey)]),
  ]);
}

/** From its 32 bytes. */
export const publicKey = (bytes: Buffer): KeyObject => publicKeyOf(bytes);

/** Its 32 bytes in base64: what is given to whoever is to check. */
export const publicBytes = (key: KeyObject): string => bytesOf(key).toString('base64');

export const signed = (key: SealingKey, message: Buffer): Buffer => sign(null, message, key.privateKey);

export const isSigned = (key: KeyObject, message: Buffer, signature: Buffer): boolean =>
  verify(null, message, key, signature);
