import { z } from 'zod';
import { languages } from '../languages.ts';
import { amountBody, assetBody, momentBody } from './amounts.ts';

export const languageBody = z.enum(languages);

/** Who the session belongs to. */
export const meBody = z
  .object({
    id: z.uuid(),
    language: languageBody,
    languageIsChosen: z.boolean().meta({ description: 'false: it follows Telegram' }),
    wallet: assetBody,
    code: z.string().meta({ description: 'What this account is called, where a person must say it: P-7K2M9Q' }),
    telegram: z.boolean().meta({ description: 'Whether a Telegram account opens this account' }),
    invitation: z.url().nullable().meta({ description: 'A link that brings somebody by this invitation' }),
    joinedAt: momentBody,
  })
  .meta({ id: 'Me' });
export type MeBody = z.infer<typeof meBody>;

/** What any visitor may know: how to reach the bot, and the languages spoken. */
export const aboutBody = z
  .object({
    name: z.string(),
    bot: z.object({ username: z.string(), link: z.url() }).nullable(),
    languages: z.array(languageBody),
  })
  .meta({ id: 'About' });
export type AboutBody = z.infer<typeof aboutBody>;

export const preferencesBody = z.object({
  language: languageBody.nullable().meta({ description: 'null: follow Telegram' }),
});

/** One amount per asset the player holds; never added up, because assets are not one another. */
export const balancesBody = z
  .object({
    asOf: momentBody,
    wallet: assetBody,
    cash: z.array(amountBody),
    stars: amountBody
      .nullable()
      .meta({ description: 'Telegram Stars, to play with and never cash; null: there never were any' }),
  })
  .meta({ id: 'Balances' });
export type BalancesBody = z.infer<typeof balancesBody>;
