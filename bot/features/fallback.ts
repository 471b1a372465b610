import { Composer } from 'telegraf';
import { cashOf, starsOf } from '../../records/ledger/reads.ts';
import type { CageContext } from '../context.ts';
import type { BotDeps } from '../deps.ts';
import { homeScreen } from '../screens/home.ts';

/** What no feature understood: a way on, never silence. Keys of screens of long ago lead to the menu. */
export function fallback({ ways, appUrl, canWithdraw, play }: BotDeps): Composer<CageContext> {
  const feature = new Composer<CageContext>();
  const menu = async (ctx: CageContext) =>
    homeScreen(ctx.t, {
      cash: await cashOf(ctx.tx, ctx.player.id),
      stars: await starsOf(ctx.tx, ctx.player.id),
      isNew: false,
      canDeposit: ways.length > 0,
      canWithdraw,
      canPlay: play !== undefined,
      appUrl,
    });
  feature.on('callback_query', async (ctx) => ctx.show(await menu(ctx)));
  feature.on('message', async (ctx) => {
    const screen = await menu(ctx);
    await ctx.say({ ...screen, text: `${ctx.t('not-understood')}\n\n${screen.text}` });
  });
  return feature;
}
