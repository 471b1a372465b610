import { isValid } from '@tma.js/init-data-node';
import { z } from 'zod';

/** Who opened the Mini App, by Telegram's word. */
export type Launch = {
  readonly user: { readonly id: string; readonly language: string };
  readonly startParam: string | undefined;
};
export type LaunchRefusal = { readonly reason: 'launch-data-invalid' | 'launch-data-old' };

/** How old launch data may be: it is signed when the app is opened, and whoever reads it later may have found it somewhere. */
const MOST_AGE_MS = 5 * 60_000;
/** Telegram's clock and ours may differ by so much. */
const MOST_AHEAD_MS = 60_000;

const userField = z.object({
  id: z.int().positive(),
  is_bot: z.literal(false).optional(),
  language_code: z.string().max(35).optional(),
});

/**
 * Reads a Mini App's launch data. The string is checked as it came, never as we would write it again: HMAC-SHA256 over its
 * sorted fields under a key made from the bot's token (Telegram, "Validating data received via the Mini App").
 */
export function readLaunchData(initData: string, botToken: string, nowMs: number): Launch | LaunchRefusal {
  const invalid = { reason: 'launch-data-invalid' } as const;
  // The library checks the signature alone: its own look at the time lets the future pass.
  if (!isSigned(initData, botToken)) return invalid;
  const fields = new URLSearchParams(initData);
  const signedAtMs = Number(fields.get('auth_date')) * 1_000;
  if (!Number.isSafeInteger(signedAtMs) || signedAtMs - nowMs > MOST_AHEAD_MS) return invalid;
  if (nowMs - signedAtMs > MOST_AGE_MS) return { reason: 'launch-data-old' };
  const user = userField.safeParse(parsedJson(fields.get('user')));
  if (!user.success) return invalid;
  return {
    user: { id: String(user.data.id), language: user.data.language_code ?? 'en' },
    startParam: fields.get('start_param') ?? undefined,
  };
}

function isSigned(initData: string, botToken: string): boolean {
  try {
    return isValid(initData, botToken, { expiresIn: 0 });
  } catch {
    return false; // not even fields
  }
}

function parsedJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
