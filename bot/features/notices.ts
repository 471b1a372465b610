import { Composer } from 'telegraf';
import { type NoticeChoice, noticeKinds } from '../../domain/notices.ts';
import type { CageContext } from '../context.ts';
import type { BotDeps } from '../deps.ts';
import { noticesScreen } from '../screens/notices.ts';

const TURN = new RegExp(`^notices:(${noticeKinds.join('|')}|listed):(on|off)$`);
const QUIET = /^notices:quiet:(?:none|(\d{1,4})-(\d{1,4}))$/;
const LAST_MINUTE = 1_439;

/** A player chooses what the bot writes of its own accord, and when it is quiet. A key says what it does, however old its message is. */
export function notices({ notices: own }: BotDeps): Composer<CageContext> {
  const feature = new Composer<CageContext>();
  const screen = async ({ t, tx, player }: CageContext, note?: string) =>
    noticesScreen(t, await own.shown(tx, player.id), note);
  const change = async (ctx: CageContext, changed: Partial<NoticeChoice>) => {
    const { isChosen: _, ...before } = await own.shown(ctx.tx, ctx.player.id);
    const outcome = await own.choose(ctx)(ctx.player.id, { ...before, ...changed });
    return screen(ctx, 'reason' in outcome ? ctx.t('notices-no-zone') : undefined);
  };

  feature.command('notices', async (ctx) => {
    const zone = ctx.payload.trim();
    return void (await ctx.say(zone === '' ? await screen(ctx) : await change(ctx, { zone })));
  });
  feature.action('notices', async (ctx) => ctx.show(await screen(ctx)));

  feature.action(TURN, async (ctx) => {
    const [, name, to] = ctx.match;
    const kind = noticeKinds.find((each) => each === name);
    return ctx.show(await change(ctx, kind ? { [kind]: to === 'on' } : { isListed: to === 'on' }));
  });

  feature.action(QUIET, async (ctx) => {
    const [, from, until] = ctx.match;
    if (from === undefined || until === undefined) return ctx.show(await change(ctx, { quiet: undefined }));
    const quiet = { from: Number(from), until: Number(until) };
    if (quiet.from > LAST_MINUTE || quiet.until > LAST_MINUTE) return ctx.show(await screen(ctx));
    return ctx.show(await change(ctx, { quiet }));
  });
  return feature;
}
