import { Composer } from 'telegraf';
import type { CageContext } from '../context.ts';
import type { BotDeps } from '../deps.ts';
import { verificationScreen } from '../screens/verification.ts';

/** How far the player is verified, in words; documents are sent in the app, never in a chat. */
export function kyc({ appUrl, showVerification }: BotDeps): Composer<CageContext> {
  const feature = new Composer<CageContext>();
  const screenOf = async ({ tx, player, t }: CageContext) =>
    verificationScreen(t, await showVerification(tx, player.id), appUrl);
  feature.command(['kyc', 'verify'], async (ctx) => void (await ctx.say(await screenOf(ctx))));
  feature.action('kyc', async (ctx) => ctx.show(await screenOf(ctx)));
  return feature;
}
