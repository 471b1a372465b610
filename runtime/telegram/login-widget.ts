import { createHash, createHmac } from 'node:crypto';
import type { LoginRefusal } from '../oidc/refusals.ts';
import { checkString, isHexOf, judgeTime, type SignedFields, uniqueFields } from './signed-fields.ts';

/** Who logged in by the Login Widget. It says nothing of their language. */
export type WidgetLogin = {
  readonly user: { readonly id: string };
  /** SHA-256 of what Telegram signed, for whoever lets somebody in to store once. */
  readonly fingerprint: Buffer;
};

/** Larger is none: five short fields and the address of a picture. */
const MOST_CHARACTERS = 4_096;

/**
 * Reads what Telegram's Login Widget answered: its fields, or `tgAuthResult` as it stands behind the `#` (base64url of them
 * in JSON). HMAC-SHA256 under the SHA-256 of the bot's token (core.telegram.org/widgets/login-legacy, "Checking
 * authorization"); at most five minutes old. Who holds the bot's token can forge it: Telegram signs nothing more here.
 */
export function readLoginWidget(
  given: string | Readonly<Record<string, unknown>>,
  { botId, token }: { readonly botId: string; readonly token: string },
  nowMs: number,
): WidgetLogin | LoginRefusal {
  const invalid = { reason: 'login-invalid' } as const;
  const fields = fieldsIn(typeof given === 'string' ? decoded(given) : given);
  if (!fields) return invalid;
  const signedText = checkString(fields, ['hash']);
  const key = createHash('sha256').update(token).digest();
  if (!isHexOf(fields.get('hash'), createHmac('sha256', key).update(signedText).digest())) return invalid;

  const fault = judgeTime(fields.get('auth_date'), nowMs);
  if (fault) return { reason: fault === 'old' ? 'login-expired' : 'login-invalid' };
  const id = fields.get('id') ?? '';
  if (!/^[1-9]\d{0,15}$/.test(id)) return invalid;
  return { user: { id }, fingerprint: createHash('sha256').update(`${botId}:Widget\n${signedText}`).digest() };
}

/** Telegram's JSON has numbers where its query has digits. */
function fieldsIn(record: unknown): SignedFields | undefined {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return undefined;
  const pairs = Object.entries(record);
  const isText = ([, value]: [string, unknown]) => typeof value === 'string' || Number.isSafeInteger(value);
  if (!pairs.every(isText)) return undefined;
  const size = pairs.reduce((sum, [name, value]) => sum + name.length + String(value).length, 0);
  if (size > MOST_CHARACTERS) return undefined;
  return uniqueFields(pairs.map(([name, value]) => [name, String(value)] as const));
}

function decoded(tgAuthResult: string): unknown {
  if (tgAuthResult.length > 2 * MOST_CHARACTERS || !/^[\w-]+=*$/.test(tgAuthResult)) return undefined;
  try {
    return JSON.parse(Buffer.from(tgAuthResult, 'base64url').toString());
  } catch {
    return undefined;
  }
}
