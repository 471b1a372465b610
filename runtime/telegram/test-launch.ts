import { createHash, createHmac, createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto';
import { bytesOf, privateKeyOf } from '../ed25519.ts';

export type LaunchWish = {
  readonly user: { readonly id: number; readonly first_name: string; readonly language_code?: string };
  readonly token: string;
  readonly atMs: number;
  readonly startParam?: string;
  /** Two launches of one second and one user are still two: each has another, unless it is said. */
  readonly queryId?: string;
  /** Who signs in Telegram's place; another word is another key. */
  readonly signer?: string;
};

/** Launch data as Telegram signs it, for a bot's token: `signature` first, then `hash` over everything. */
export function signedLaunch({ user, token, atMs, startParam, queryId, signer = 'telegram' }: LaunchWish): string {
  const fields: Record<string, string> = {
    user: JSON.stringify(user),
    query_id: queryId ?? `AAH${randomBytes(12).toString('base64url')}`,
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

const testKey = (signer: string): KeyObject =>
  privateKeyOf(createHash('sha256').update(`launch key of ${signer}`).digest());

/** The setting TELEGRAM_LAUNCH_KEY under which `signedLaunch` holds. */
export const TEST_LAUNCH_KEY = bytesOf(createPublicKey(testKey('telegram'))).toString('hex');
