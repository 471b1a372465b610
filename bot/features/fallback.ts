import { Composer } from 'telegraf';
import type { CageContext } from '../context.ts';
import type { BotDeps } from '../deps.ts';
import { menuOf } from './menu.ts';

/** What no feature understood: a way on, never silence. Keys of screens of long ago lead to the menu. */
export function fallback(deps: BotDeps): Composer<CageContext> {
  const feature = new Composer<CageContext>();
  feature.on('callback_query', async (ctx) => ctx.show(await menuOf(ctx, deps)));
  feature.on('message', async (ctx) => {
    const screen = await menuOf(ctx, deps);
    await ctx.say({ ...screen, text: `${ctx.t('not-understood')}\n\n${screen.text}` });
  });
  return feature;
}
