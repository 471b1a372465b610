import { Composer } from 'telegraf';
import { isLanguage, type Language } from '../../contracts/languages.ts';
import type { CageContext } from '../context.ts';
import type { BotDeps } from '../deps.ts';
import { languageScreen } from '../screens/language.ts';

const CHOSEN = /^language:([a-z]{2,8})$/;

/** The player chooses how they are spoken to; the app follows. */
export function language({ choosePreferences, textsOf }: BotDeps): Composer<CageContext> {
  const feature = new Composer<CageContext>();
  feature.command('language', async (ctx) => void (await ctx.say(languageScreen(ctx.t))));
  feature.action('language', async (ctx) => ctx.show(languageScreen(ctx.t)));
  feature.action(CHOSEN, async (ctx) => {
    const wanted = ctx.match[1] ?? '';
    if (!isLanguage(wanted) && wanted !== 'follow') return ctx.show(languageScreen(ctx.t));
    const chosen: Language | null = isLanguage(wanted) ? wanted : null;
    const profile = await choosePreferences(ctx)(ctx.player.id, { language: chosen });
    ctx.admit({ ...ctx.player, language: profile.language }, textsOf(profile.language));
    ctx.showToast(ctx.t('language-chosen'));
    return ctx.show(languageScreen(ctx.t));
  });
  return feature;
}
