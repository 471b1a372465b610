import { Composer } from 'telegraf';
import { cashOf, starsOf } from '../../records/ledger/reads.ts';
import type { CageContext } from '../context.ts';
import type { BotDeps } from '../deps.ts';
import { balanceScreen, helpScreen, homeScreen } from '../screens/home.ts';
import { withOpenInvoices } from './open-invoices.ts';

/** The menu and the screens that only show. */
export function home({ ways, appUrl, canWithdraw, play }: BotDeps): Composer<CageContext> {
  const feature = new Composer<CageContext>();
  const canDeposit = ways.length > 0;
  const heldBy = async ({ tx, player }: CageContext) => ({
    cash: await cashOf(tx, player.id),
    stars: await starsOf(tx, player.id),
  });
  const homeOf = async (ctx: CageContext, isNew = false) =>
    homeScreen(ctx.t, { ...(await heldBy(ctx)), isNew, canDeposit, canWithdraw, canPlay: play !== undefined, appUrl });
  const balanceOf = async (ctx: CageContext) =>
    balanceScreen(ctx.t, { ...(await heldBy(ctx)), canDeposit, canWithdraw });

  const menuOf = async (ctx: CageContext, isNew = false) => withOpenInvoices(ctx, await homeOf(ctx, isNew));

  feature.start(async (ctx) => void (await ctx.say(await menuOf(ctx, ctx.player.isNew))));
  feature.action('home', async (ctx) => ctx.show(await menuOf(ctx)));
  feature.action('home:new', async (ctx) => void (await ctx.say(await menuOf(ctx))));

  feature.command('balance', async (ctx) => void (await ctx.say(await balanceOf(ctx))));
  feature.action('balance', async (ctx) => ctx.show(await balanceOf(ctx)));

  feature.help(async (ctx) => void (await ctx.say(helpScreen(ctx.t))));
  feature.action('help', async (ctx) => ctx.show(helpScreen(ctx.t)));
  return feature;
}
