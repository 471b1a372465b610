import { Composer } from 'telegraf';
import type { CageContext } from '../context.ts';
import type { BotDeps } from '../deps.ts';
import { leaderboardScreen, promotionsScreen, vipScreen } from '../screens/standing.ts';

/** What a player has come to by playing, where that is among others, and the bonuses they may come to. */
export function standing({ standing: known, bonuses, notices, appUrl }: BotDeps): Composer<CageContext> {
  const feature = new Composer<CageContext>();
  const vip = async (ctx: CageContext) => vipScreen(ctx.t, await known.vip(ctx.tx, ctx.player.id));
  feature.command('vip', async (ctx) => void (await ctx.say(await vip(ctx))));
  feature.action('vip', async (ctx) => ctx.show(await vip(ctx)));

  const board = async (ctx: CageContext) => leaderboardScreen(ctx.t, await known.leaderboard(ctx.player.id), appUrl);
  feature.command(['leaderboard', 'top'], async (ctx) => void (await ctx.say(await board(ctx))));
  feature.action('leaderboard', async (ctx) => ctx.show(await board(ctx)));

  const promotions = async ({ t, tx, player }: CageContext) =>
    promotionsScreen(t, (await bonuses.shown(tx, player.id)).promotions, {
      appUrl,
      isTold: (await notices.shown(tx, player.id)).promotions,
    });
  feature.command('promotions', async (ctx) => void (await ctx.say(await promotions(ctx))));
  feature.action('promotions', async (ctx) => ctx.show(await promotions(ctx)));
  return feature;
}
