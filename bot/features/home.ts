import { Composer } from 'telegraf';
import type { CageContext } from '../context.ts';
import type { BotDeps } from '../deps.ts';
import { balanceScreen, helpScreen } from '../screens/home.ts';
import { heldBy, menuOf, withOpenInvoices } from './menu.ts';

/** The menu and the screens that only show. */
export function home(deps: BotDeps): Composer<CageContext> {
  const feature = new Composer<CageContext>();
  const canDeposit = deps.ways.length > 0;
  const balanceOf = async (ctx: CageContext) =>
    balanceScreen(ctx.t, { ...(await heldBy(ctx, deps)), canDeposit, canWithdraw: deps.canWithdraw });
  const menu = async (ctx: CageContext, isNew = false) => withOpenInvoices(ctx, await menuOf(ctx, deps, isNew));

  feature.start(async (ctx) => void (await ctx.say(await menu(ctx, ctx.player.isNew))));
  feature.action('home', async (ctx) => ctx.show(await menu(ctx)));
  feature.action('home:new', async (ctx) => void (await ctx.say(await menu(ctx))));

  feature.command('balance', async (ctx) => void (await ctx.say(await balanceOf(ctx))));
  feature.action('balance', async (ctx) => ctx.show(await balanceOf(ctx)));

  feature.help(async (ctx) => void (await ctx.say(helpScreen(ctx.t))));
  feature.action('help', async (ctx) => ctx.show(helpScreen(ctx.t)));
  return feature;
}
