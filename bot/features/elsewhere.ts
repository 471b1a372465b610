import { Composer } from 'telegraf';
import type { CageContext } from '../context.ts';
import type { BotDeps } from '../deps.ts';
import { settingsScreen, supportScreen } from '../screens/elsewhere.ts';

/** What the chat does not do itself: the way to where it is done. Telegram asks of whoever takes payments that they answer /paysupport. */
export function elsewhere({ appUrl, support }: BotDeps): Composer<CageContext> {
  const feature = new Composer<CageContext>();
  feature.command(['settings', 'devices'], async (ctx) => void (await ctx.say(settingsScreen(ctx.t, appUrl))));
  feature.command(['support', 'paysupport'], async (ctx) => void (await ctx.say(supportScreen(ctx.t, support))));
  return feature;
}
