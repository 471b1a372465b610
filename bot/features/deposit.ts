import { Composer } from 'telegraf';
import { message } from 'telegraf/filters';
import { MAX_MINOR, type Money, meansAmount, money, parseAmount } from '../../domain/money.ts';
import type { CageContext } from '../context.ts';
import type { BotDeps } from '../deps.ts';
import { chooseAmountScreen, depositOffScreen, preparingScreen, refusalText } from '../screens/deposit.ts';

const CHOSEN = /^deposit:(\d{1,19})$/;

/** Choose an amount or type one; the message it is asked in becomes the order's own, and in the end its receipt. */
export function deposit({ openDeposit, terms }: BotDeps): Composer<CageContext> {
  const feature = new Composer<CageContext>();
  const asset = terms?.least.asset;
  const choice = (ctx: CageContext, note?: string) =>
    terms ? chooseAmountScreen(ctx.t, terms, note) : depositOffScreen(ctx.t);

  feature.command('deposit', async (ctx) => {
    if (!asset || ctx.payload.trim() === '') return void (await ctx.say(choice(ctx)));
    const amount = parseAmount(ctx.payload, asset);
    await (amount ? openTyped(ctx, amount) : ctx.say(choice(ctx, ctx.t('deposit-unclear'))));
  });
  feature.action('deposit', async (ctx) => ctx.show(choice(ctx)));
  feature.action('deposit:new', async (ctx) => void (await ctx.say(choice(ctx))));

  feature.action(CHOSEN, async (ctx) => {
    const minor = BigInt(ctx.match[1] ?? '0');
    const message = ctx.tapped;
    if (!asset || message === undefined || minor > MAX_MINOR) return ctx.show(choice(ctx));
    const pay = money(asset, minor);
    const outcome = await openDeposit(ctx)(ctx.player.id, {
      rail: 'telegram-invoice',
      amount: pay,
      shownIn: { bot: ctx.bot, chat: ctx.chatId, message },
    });
    if ('reason' in outcome) return ctx.show(choice(ctx, refusalText(ctx.t, outcome)));
    // A second tap finds the order of the first, whose message is already further than this.
    if (outcome.isNew) await ctx.show(preparingScreen(ctx.t, pay));
    return undefined;
  });

  feature.on(message('text'), async (ctx, next) => {
    const { text } = ctx.message;
    if (!asset || text.startsWith('/')) return next();
    const amount = parseAmount(text, asset);
    if (amount) return openTyped(ctx, amount);
    // An amount that is none is answered with the limits, not with a shrug.
    return meansAmount(text, asset) ? void (await ctx.say(choice(ctx, ctx.t('deposit-unclear')))) : next();
  });

  /** The answer to a typed amount is a new message; the order knows it by the row that will send it. */
  async function openTyped(ctx: CageContext, pay: Money): Promise<void> {
    const key = await ctx.say(preparingScreen(ctx.t, pay));
    const outcome = await openDeposit(ctx)(ctx.player.id, {
      rail: 'telegram-invoice',
      amount: pay,
      shownIn: { bot: ctx.bot, chat: ctx.chatId, key },
    });
    if ('reason' in outcome) await ctx.replace(key, choice(ctx, refusalText(ctx.t, outcome)));
  }
  return feature;
}
