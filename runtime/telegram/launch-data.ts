import { createHash, createHmac, verify } from 'node:crypto';
import { z } from 'zod';
import { publicKeyOf } from '../ed25519.ts';
import { checkString, isHexOf, judgeTime, type SignedFields, uniqueFields } from './signed-fields.ts';

/** Who opened the Mini App, by Telegram's word. */
export type Launch = {
  readonly user: { readonly id: string; readonly language: string | undefined };
  readonly startParam: string | undefined;
  /**
   * SHA-256 of what Telegram signed: the same for the same launch however its text is written, another for every other.
   * Stored once by who lets somebody in, so that a launch opens one session and no second.
   */
  readonly fingerprint: Buffer;
};
export type LaunchRefusal = { readonly reason: 'launch-data-invalid' | 'launch-data-old' };

export type LaunchVerifier = {
  readonly botId: string;
  readonly token: string;
  /** Telegram's Ed25519 key: 32 bytes in hex, one for all bots. */
  readonly launchKey: string;
};

const userField = z.object({
  id: z.int().positive(),
  is_bot: z.literal(false).optional(),
  language_code: z.string().max(35).optional(),
});

/**
 * Reads a Mini App's launch data. Two signatures must hold: `hash`, HMAC-SHA256 under a key made from the bot's token, and
 * `signature`, Ed25519 by Telegram itself (core.telegram.org/bots/webapps, "Validating data received via the Mini App" and
 * "... for Third-Party Use"). Whoever gets hold of a bot's token can make the first; nobody but Telegram makes the second.
 */
export function readLaunchData(initData: string, verifier: LaunchVerifier, nowMs: number): Launch | LaunchRefusal {
  const invalid = { reason: 'launch-data-invalid' } as const;
  const fields = uniqueFields(new URLSearchParams(initData));
  if (!fields || !isHashed(fields, verifier.token)) return invalid;
  const signedText = `${verifier.botId}:WebAppData\n${checkString(fields, ['hash', 'signature'])}`;
  if (!isSigned(signedText, fields.get('signature'), verifier.launchKey)) return invalid;

  const fault = judgeTime(fields.get('auth_date'), nowMs);
  if (fault) return fault === 'old' ? { reason: 'launch-data-old' } : invalid;
  const user = userField.safeParse(parsedJson(fields.get('user')));
  if (!user.success) return invalid;
  return {
    user: { id: String(user.data.id), language: user.data.language_code },
    startParam: fields.get('start_param'),
    fingerprint: createHash('sha256').update(signedText).digest(),
  };
}

function isHashed(fields: SignedFields, token: string): boolean {
  const key = createHmac('sha256', 'WebAppData').update(token).digest();
  return isHexOf(
    fields.get('hash'),
    createHmac('sha256', key)
      .update(checkString(fields, ['hash']))
      .digest(),
  );
}

function isSigned(text: string, signature: string | undefined, launchKey: string): boolean {
  if (!signature || !/^[\w-]{86}(==)?$/.test(signature)) return false;
  const key = publicKeyOf(Buffer.from(launchKey, 'hex'));
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
}

function parsedJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
