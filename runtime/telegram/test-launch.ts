import { createHash, createHmac, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';

export type LaunchWish = {
  readonly user: { readonly id: number; readonly first_name: string; readonly language_code?: string };
  readonly token: string;
  readonly atMs: number;
  readonly startParam?: string;
  /** Two launches of one second and one user are still two. */
  readonly queryId?: string;
  /** Who signs in Telegram's place; another word is another key. */
  readonly signer?: string;
};

/** Launch data as Telegram signs it, for a bot's token: `signature` first, then `hash` over everything. */
export function signedLaunch({ user, token, atMs, startParam, queryId, signer = 'telegram' }: LaunchWish): string {
  const fields: Record<string, string> = {
    user: JSON.stringify(user),
    query_id: queryId ?? 'AAHdF6IQAAAAAN0XohDhrOrc',
    auth_date: String(Math.floor(atMs / 1_000)),
    ...(startParam ? { start_param: startParam } : {}),
  };
  const signedText = `${token.split(':')[0]}:WebAppData\n${sortedLines(fields)}`;
  fields.signature = sign(null, Buffer.from(signedText), testKey(signer)).toString('base64url');
  return withHash(fields, token);
}

/** What a thief of the bot's token can make: the right hash over any fields. */
export function withHash(fields: Readonly<Record<string, string>>, token: string): string {
  const { hash: _, ...rest } = fields;
  const key = createHmac('sha256', 'WebAppData').update(token).digest();
  const hash = createHmac('sha256', key).update(sortedLines(rest)).digest('hex');
  return new URLSearchParams({ ...rest, hash }).toString();
}

const sortedLines = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('\n');

/** PKCS #8 around an Ed25519 seed (RFC 8410, 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

function testKey(signer: string): KeyObject {
  const seed = createHash('sha256').update(`launch key of ${signer}`).digest();
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

/** The setting TELEGRAM_LAUNCH_KEY under which `signedLaunch` holds. */
export const TEST_LAUNCH_KEY = createPublicKey(testKey('telegram'))
  .export({ format: 'der', type: 'spki' })
  .subarray(-32)
  .toString('hex');
