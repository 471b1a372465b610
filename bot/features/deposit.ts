import { Composer } from 'telegraf';
import { message } from 'telegraf/filters';
import type { OrderId } from '../../contracts/ids.ts';
import { MAX_MINOR, type Money, meansAmount, money, parseAmount } from '../../domain/money.ts';
import { readOrder } from '../../records/payments/reads.ts';
import type { DepositWay } from '../../use-cases/deposit-ways.ts';
import type { CageContext } from '../context.ts';
import type { BotDeps } from '../deps.ts';
import { addressScreen, qrCaption } from '../screens/chain.ts';
import {
  chooseAmountScreen,
  depositOffScreen,
  depositsPausedScreen,
  playPausedScreen,
  preparingScreen,
  refusalText,
  wayKey,
} from '../screens/deposit.ts';

/** An amount, by the first way or by the one that is named. */
const CHOSEN = /^deposit:(?:([a-z-]+(?::[A-Z-]+)?):)?(\d{1,19})$/;
const BY = /^deposit:by:([a-z-]+(?::[A-Z-]+)?)$/;

const ADDRESS = /^deposit:address:(ton|usdt)$/;
const SHOWN = /^deposit:show:([0-9a-f-]{36})$/;

/** Choose an amount or type one; the message it is asked in becomes the order's own, and in the end its receipt. */
export function deposit({
  openDeposit,
  depositAddress,
  deliver,
  ways,
  marketOf,
  pausedRails,
  canWithdraw,
  ownLimits,
}: BotDeps): Composer<CageContext> {
  const feature = new Composer<CageContext>();
  const [first] = ways;
  const named = (key: string | undefined) =>
    key === undefined ? first : ways.find((way) => wayKey(way, ways) === key);
  /** What is paused is not offered; with everything paused, or play itself, it says so. */
  const choice = async (ctx: CageContext, wished: DepositWay | undefined = first, note?: string) => {
    if (!wished) return depositOffScreen(ctx.t);
    const pause = await ownLimits.pauseOf(ctx.tx, ctx.player.id);
    if (pause) return playPausedScreen(ctx.t, pause.until, canWithdraw);
    const paused = await pausedRails(ctx.tx);
    const open = ways.filter(({ rail }) => !paused.has(rail));
    const by = open.includes(wished) ? wished : open[0];
    if (!by) return depositsPausedScreen(ctx.t);
    return chooseAmountScreen(ctx.t, { by, ways: open, all: ways, market: await marketOf(by.asset) }, note);
  };
  /** What somebody typed, in the asset they named; without a name it is the first way's. */
  const typedAmount = (text: string): { by: DepositWay; amount: Money } | undefined => {
    for (const by of ways) {
      const amount = parseAmount(text, by.asset);
      if (amount) return { by, amount };
    }
    return undefined;
  };

  feature.command('deposit', async (ctx) => {
    if (!first || ctx.payload.trim() === '') return void (await ctx.say(await choice(ctx)));
    const typed = typedAmount(ctx.payload);
    await (typed ? openTyped(ctx, typed) : ctx.say(await choice(ctx, first, ctx.t('deposit-unclear'))));
  });
  feature.action('deposit', async (ctx) => ctx.show(await choice(ctx)));
  feature.action('deposit:new', async (ctx) => void (await ctx.say(await choice(ctx))));
  feature.action(BY, async (ctx) => ctx.show(await choice(ctx, named(ctx.match[1]))));

  feature.action(ADDRESS, async (ctx) => {
    const rail = ctx.match[1] === 'usdt' ? 'usdt' : 'ton';
    const found = await depositAddress(ctx.tx, ctx.player.id, rail, ctx.bot);
    if ('reason' in found) return ctx.show(await choice(ctx, named(rail), refusalText(ctx.t, found)));
    await ctx.show(addressScreen(ctx.t, found));
    const { link } = found;
    const qr = { show: 'qr', bot: ctx.bot, chat: ctx.chatId, link, caption: qrCaption(ctx.t) } as const;
    return deliver(ctx.tx, `update:${ctx.bot}:${ctx.update.update_id}:qr`, qr);
  });
  // Drawn when it is sent, in a new message: that of the order lies further up, or there was none.
  feature.action(SHOWN, async (ctx) => {
    const orderId = ctx.match[1] as OrderId;
    const order = await readOrder(ctx.tx, orderId);
    if (order?.player !== ctx.player.id) return ctx.show(await choice(ctx));
    const again = { show: 'deposit', bot: ctx.bot, chat: ctx.chatId, orderId, owed: null, anew: true } as const;
    return deliver(ctx.tx, `update:${ctx.bot}:${ctx.update.update_id}:order`, again);
  });

  feature.action(CHOSEN, async (ctx) => {
    const by = named(ctx.match[1]);
    const minor = BigInt(ctx.match[2] ?? '0');
    const message = ctx.tapped;
    if (!by || message === undefined || minor > MAX_MINOR) return ctx.show(await choice(ctx));
    const pay = money(by.asset, minor);
    const outcome = await openDeposit(ctx)(ctx.player.id, {
      rail: by.rail,
      amount: pay,
      shownIn: { bot: ctx.bot, chat: ctx.chatId, message },
    });
    if ('reason' in outcome) return ctx.show(await choice(ctx, by, refusalText(ctx.t, outcome)));
    // A second tap finds the order of the first, whose message is already further than this.
    if (outcome.isNew) await ctx.show(preparingScreen(ctx.t, by.rail, pay));
    return undefined;
  });

  feature.on(message('text'), async (ctx, next) => {
    const { text } = ctx.message;
    if (!first || text.startsWith('/')) return next();
    const typed = typedAmount(text);
    if (typed) return openTyped(ctx, typed);
    // An amount that is none is answered with the limits, not with a shrug.
    return meansAmount(text, first.asset)
      ? void (await ctx.say(await choice(ctx, first, ctx.t('deposit-unclear'))))
      : next();
  });

  /** The answer to a typed amount is a new message; the order knows it by the row that will send it. */
  async function openTyped(ctx: CageContext, { by, amount: pay }: { by: DepositWay; amount: Money }): Promise<void> {
    const key = await ctx.say(preparingScreen(ctx.t, by.rail, pay));
    const outcome = await openDeposit(ctx)(ctx.player.id, {
      rail: by.rail,
      amount: pay,
      shownIn: { bot: ctx.bot, chat: ctx.chatId, key },
    });
    if ('reason' in outcome) await ctx.replace(key, await choice(ctx, by, refusalText(ctx.t, outcome)));
  }
  return feature;
}
