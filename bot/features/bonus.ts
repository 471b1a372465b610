import { Composer } from 'telegraf';
import type { GrantId } from '../../contracts/ids.ts';
import { MAX_MINOR, money } from '../../domain/money.ts';
import { isGrantOf } from '../../records/play/reads.ts';
import type { CageContext } from '../context.ts';
import type { BotDeps } from '../deps.ts';
import { type BonusRefusal, bonusScreen, costScreen, declineScreen, overviewScreen } from '../screens/bonus.ts';

const ID = '([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})';
/** `take`, `decline` and, when that is sure, `refuse` are keys of a bonus's own message. All of a key is 64 bytes at most (Bot API, InlineKeyboardButton). */
const ANSWER = new RegExp(`^bonus:(take|refuse):${ID}$`);
const DECLINE = new RegExp(`^bonus:decline:${ID}$`);
const OFFER = new RegExp(`^bonus:offer:${ID}$`);
const COST = new RegExp(`^bonus:cost:${ID}$`);
/** With what was shown that it costs: the bonus in minor units, base 36, and the free spins. */
const END = new RegExp(`^bonus:end:${ID}:([0-9a-z]{1,13}):(\\d{1,3})$`);

/** The active bonus, offers and codes, at a glance; giving a bonus up shows what it costs first, and asks once more. */
export function bonus({ bonuses, appUrl }: BotDeps): Composer<CageContext> {
  const feature = new Composer<CageContext>();
  const overview = async (ctx: CageContext, note?: string) =>
    overviewScreen(ctx.t, await bonuses.shown(ctx.tx, ctx.player.id), appUrl, note);
  const refused = (ctx: CageContext, reason: BonusRefusal): string => ctx.t(`bonus-refused-${reason}`);
  /** The grant a key names, where it is theirs: keys can be made by hand. */
  const ownedIn = async (ctx: CageContext, [, ...found]: readonly string[]): Promise<GrantId | undefined> => {
    const id = found.find((part) => part.length === 36) as GrantId | undefined;
    return id && (await isGrantOf(ctx.tx, ctx.player.id, id)) ? id : undefined;
  };

  feature.command('bonus', async (ctx) => void (await ctx.say(await overview(ctx))));
  feature.action('bonus', async (ctx) => ctx.show(await overview(ctx)));
  // Below a bonus's own message, which stays what it is.
  feature.action('bonus:look', async (ctx) => void (await ctx.say(await overview(ctx))));

  feature.action(OFFER, async (ctx) => {
    const id = await ownedIn(ctx, ctx.match);
    const shown = await bonuses.shown(ctx.tx, ctx.player.id);
    const offer = shown.offers.find((each) => each.id === id);
    const { bot, chatId: chat, tapped: message } = ctx;
    // It is the offer's from now on, and becomes no other screen: decided elsewhere, it says so.
    if (offer && message !== undefined) await bonuses.keepMessage(ctx.tx, offer.id, { bot, chat, message });
    return ctx.show(
      offer ? bonusScreen(ctx.t, offer, appUrl) : overviewScreen(ctx.t, shown, appUrl, refused(ctx, 'offer-over')),
    );
  });

  feature.action(DECLINE, async (ctx) => {
    const id = await ownedIn(ctx, ctx.match);
    const now = id && (await bonuses.read(ctx.tx, id));
    if (!now) return ctx.show(await overview(ctx, refused(ctx, 'offer-over')));
    return ctx.show(now.state === 'offered' ? declineScreen(ctx.t, now) : bonusScreen(ctx.t, now, appUrl));
  });

  feature.action(ANSWER, async (ctx) => {
    const id = await ownedIn(ctx, ctx.match);
    if (!id) return ctx.show(await overview(ctx, refused(ctx, 'offer-over')));
    const isTaken = ctx.match[1] === 'take';
    const outcome = await (isTaken ? bonuses.claim : bonuses.decline)(ctx)(ctx.player.id, id);
    const now = await bonuses.read(ctx.tx, id);
    const note = typeof outcome === 'object' ? refused(ctx, outcome.reason) : ctx.t(`bonus-${outcome}-note`);
    ctx.showToast(note);
    // Its own message is drawn anew at once, and says the same when its letter comes.
    return ctx.show(now ? bonusScreen(ctx.t, now, appUrl) : await overview(ctx, note));
  });

  feature.action(COST, async (ctx) => {
    const id = await ownedIn(ctx, ctx.match);
    const cost = id && (await bonuses.cost(ctx.tx, ctx.player.id, id));
    return ctx.show(cost ? costScreen(ctx.t, cost) : await overview(ctx, refused(ctx, 'bonus-over')));
  });

  feature.action(END, async (ctx) => {
    const id = await ownedIn(ctx, ctx.match);
    const cost = id && (await bonuses.cost(ctx.tx, ctx.player.id, id));
    if (!cost) return ctx.show(await overview(ctx, refused(ctx, 'bonus-over')));
    const loses = money(cost.bonus.asset, shownIn(ctx.match[2] ?? ''));
    const outcome = await bonuses.cancel(ctx)(ctx.player.id, cost.grant, { loses, spins: Number(ctx.match[3]) });
    if (outcome === 'cancelled') return ctx.show(await overview(ctx, ctx.t('bonus-cancelled-note')));
    const note = refused(ctx, outcome.reason);
    const now = await bonuses.cost(ctx.tx, ctx.player.id, cost.grant);
    return ctx.show(now ? costScreen(ctx.t, now, note) : await overview(ctx, note));
  });

  feature.command(['code', 'promo'], async (ctx) => {
    const typed = ctx.message.text.replace(/^\S+\s*/, '').trim();
    if (typed === '') return void (await ctx.say(await overview(ctx)));
    const waitMs = await bonuses.codeWaitMs(ctx.player.id);
    if (waitMs > 0) {
      const minutes = Math.ceil(waitMs / 60_000);
      return void (await ctx.say(await overview(ctx, ctx.t('bonus-refused-too-many', { minutes }))));
    }
    const outcome = typed.length > 32 ? NO_SUCH_CODE : await bonuses.enterCode(ctx)(ctx.player.id, typed);
    const note = 'reason' in outcome ? refused(ctx, outcome.reason) : ctx.t('bonus-code-note');
    await ctx.say(await overview(ctx, note));
  });
  return feature;
}

const NO_SUCH_CODE = { reason: 'no-such-code' } as const;

/** What a key says that a bonus holds; made by hand it may be more than there can be. */
function shownIn(digits: string): bigint {
  let minor = 0n;
  for (const digit of digits) minor = minor * 36n + BigInt(Number.parseInt(digit, 36));
  return minor > MAX_MINOR ? MAX_MINOR : minor;
}
