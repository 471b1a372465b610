import { Composer } from 'telegraf';
import { readClientSeed } from '../../domain/fairness.ts';
import { type ChatPlay, partOfTap } from '../../use-cases/play-in-chat.ts';
import type { CageContext } from '../context.ts';
import type { BotDeps } from '../deps.ts';
import {
  CHAT_SEED_MOST,
  commitmentHead,
  confirmSeedScreen,
  fairScreen,
  seedRefusalText,
  seedsChangedScreen,
} from '../screens/fairness.ts';
import type { Screen } from '../screens/screen.ts';

/** Ours by the beginning of its commitment, as it was shown; theirs as they wrote it, or nothing: one is made of their tap. */
const SEED = /^seed:([\da-f]{8}):([!-9;-~]{0,50})$/;

/** What the house has committed to, and the player's part in it: written by them, or made of a number that is not ours to choose. */
export function fairness({
  play,
  appUrl,
}: Pick<BotDeps, 'appUrl'> & { readonly play: ChatPlay }): Composer<CageContext> {
  const feature = new Composer<CageContext>();
  const seedsOf = ({ tx, player }: CageContext) => play.seeds(tx, player.id);
  const screen = async (ctx: CageContext, note?: string): Promise<Screen> =>
    fairScreen(ctx.t, await seedsOf(ctx), appUrl, note);

  feature.command('fair', async (ctx) => void (await ctx.say(await screen(ctx))));
  feature.action('fair', async (ctx) => ctx.show(await screen(ctx)));

  feature.command('seed', async (ctx) => {
    const seeds = await seedsOf(ctx);
    const clientSeed = readClientSeed(ctx.payload);
    if (typeof clientSeed !== 'string' || clientSeed.length > CHAT_SEED_MOST) {
      const note = ctx.payload.trim() !== '' ? refusal(ctx, 'wrong-client-seed') : undefined;
      return void (await ctx.say(fairScreen(ctx.t, seeds, appUrl, note)));
    }
    await ctx.say(confirmSeedScreen(ctx.t, seeds, clientSeed));
  });

  feature.action(SEED, async (ctx) => {
    const [, head = '', written = ''] = ctx.match;
    const seeds = await seedsOf(ctx);
    // Handled anew, or tapped twice: what was promised then is in use already.
    const isInUse = seeds.now.id !== seeds.next.id;
    if (isInUse && commitmentHead(seeds.now.commitment) === head)
      return ctx.show(seedsChangedScreen(ctx.t, seeds, appUrl));
    if (commitmentHead(seeds.next.commitment) !== head) return ctx.show(await screen(ctx, refusal(ctx, 'seeds-moved')));
    const clientSeed = written === '' ? partOfTap(ctx.callbackQuery.id) : written;
    const outcome = await play.changeSeeds(ctx.player.id, { next: seeds.next.id, clientSeed });
    if ('reason' in outcome) return ctx.show(await screen(ctx, refusal(ctx, outcome.reason)));
    return ctx.show(seedsChangedScreen(ctx.t, outcome, appUrl));
  });

  const refusal = (ctx: CageContext, reason: Parameters<typeof seedRefusalText>[1]['reason']) =>
    seedRefusalText(ctx.t, { reason });
  return feature;
}
