import { z } from 'zod';
import type { LoginRefusal } from '../oidc/refusals.ts';
import type { Claims } from '../oidc/relying-party.ts';

/** What is asked of Telegram: `profile` brings the account's number. Neither phone number nor leave to write. */
export const telegramScope = 'openid profile';

export type TelegramLogin = { readonly user: { readonly id: string; readonly language: string | undefined } };

const claimsOfTelegram = z.object({
  id: z.int().positive(),
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/)
    .max(35)
    .optional()
    .catch(undefined),
});

/**
 * The Telegram account behind a login. It is the claim `id`: `sub` is another number, of this login service alone, and
 * taking it would let one account pass for another (core.telegram.org/bots/telegram-login).
 */
export function readTelegramClaims(claims: Claims): TelegramLogin | LoginRefusal {
  const read = claimsOfTelegram.safeParse(claims);
  if (!read.success) return { reason: 'login-invalid' };
  return { user: { id: String(read.data.id), language: read.data.locale } };
}
