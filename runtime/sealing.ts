import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** Signs for the audit trail: the private half of an Ed25519 key (RFC 8032), and the name it goes by. */
export type SealingKey = { readonly id: string; readonly privateKey: KeyObject };

/** By their ids: who may have signed. Enough to check a trail, and not to write one. */
export type PublicKeys = ReadonlyMap<string, KeyObject>;

/** RFC 8410: what stands before the 32 bytes of a seed, and of a public key, in DER. */
const SEED_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

export const sealingKey = (id: string, seed: Buffer): SealingKey => ({
  id,
  privateKey: createPrivateKey({ key: Buffer.concat([SEED_PREFIX, seed]), format: 'der', type: 'pkcs8' }),
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
export const publicKey = (bytes: Buffer): KeyObject =>
  createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, bytes]), format: 'der', type: 'spki' });

/** Its 32 bytes in base64: what is given to whoever is to check. */
export const publicBytes = (key: KeyObject): string =>
  key.export({ format: 'der', type: 'spki' }).subarray(PUBLIC_PREFIX.length).toString('base64');

export const signed = (key: SealingKey, message: Buffer): Buffer => sign(null, message, key.privateKey);

export const isSigned = (key: KeyObject, message: Buffer, signature: Buffer): boolean =>
  verify(null, message, key, signature);
