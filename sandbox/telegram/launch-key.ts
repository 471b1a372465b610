import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** PKCS #8 around an Ed25519 seed (RFC 8410, 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** This sandbox's own Ed25519 key in the place of Telegram's; its seed is made from the token of the first bot. */
export function launchKey(firstToken: string): KeyObject {
  const seed = createHash('sha256').update(`launch key of ${firstToken}`).digest();
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

/** Its public half, 32 bytes in hex: what a product is given as TELEGRAM_LAUNCH_KEY. */
export function launchPublicKey(firstToken: string): string {
  const key = createPublicKey(launchKey(firstToken)).export({ format: 'der', type: 'spki' });
  return key.subarray(-32).toString('hex');
}
