import { Composer } from 'telegraf';
import { type PayoutRailId, payoutRailIds } from '../../contracts/rails.ts';
import { isAsset } from '../../domain/assets.ts';
import { MAX_MINOR, type Money, money, parseAmount } from '../../domain/money.ts';
import { readWithdrawal } from '../../records/payments/withdrawal-reads.ts';
import type { CageContext } from '../context.ts';
import type { BotDeps } from '../deps.ts';
import { withdrawalRefusalText, withdrawalScreen, withdrawScreen } from '../screens/withdrawal.ts';

const CHOSEN = /^withdraw:([a-z-]{1,20}):([A-Z-]{3,10}):(\d{1,19})$/;
const isPayoutRail = (id: string): id is PayoutRailId => (payoutRailIds as readonly string[]).includes(id);

/**
 * Choose an amount, or write it behind the command; the message it is asked in becomes the withdrawal's own, and in the end its
 * receipt. The code that confirms it comes in a message of its own.
 */
export function withdrawal({ withdrawalWays, requestWithdrawal, appUrl }: BotDeps): Composer<CageContext> {
  const feature = new Composer<CageContext>();
  const choice = async (ctx: CageContext, note?: string) =>
    withdrawScreen(ctx.t, await withdrawalWays(ctx.tx, ctx.player.id), note, appUrl);

  feature.command('withdraw', async (ctx) => {
    const [way] = (await withdrawalWays(ctx.tx, ctx.player.id)).ways;
    const typed = ctx.message.text.replace(/^\S+\s*/, '');
    const amount = way && typed !== '' ? parseAmount(typed, way.available.asset) : undefined;
    if (!way || !amount) return void (await ctx.say(await choice(ctx)));
    const key = await ctx.say(await choice(ctx));
    const shown = await request(ctx, way.rail, amount, { bot: ctx.bot, chat: ctx.chatId, key });
    if (shown) await ctx.replace(key, shown);
  });
  feature.action('withdraw', async (ctx) => ctx.show(await choice(ctx)));
  feature.action('withdraw:new', async (ctx) => void (await ctx.say(await choice(ctx))));

  feature.action(CHOSEN, async (ctx) => {
    const [, rail = '', asset = '', digits = '0'] = ctx.match;
    const minor = BigInt(digits);
    const message = ctx.tapped;
    if (!isPayoutRail(rail) || !isAsset(asset) || message === undefined || minor > MAX_MINOR)
      return ctx.show(await choice(ctx));
    const shown = await request(ctx, rail, money(asset, minor), { bot: ctx.bot, chat: ctx.chatId, message });
    return shown && ctx.show(shown);
  });

  /** What its message says now; undefined: a second tap, whose message is already further. */
  async function request(
    ctx: CageContext,
    rail: PayoutRailId,
    amount: Money,
    shownIn: NonNullable<Parameters<ReturnType<typeof requestWithdrawal>>[1]['shownIn']>,
  ) {
    const outcome = await requestWithdrawal(ctx)(ctx.player.id, { rail, amount, bot: ctx.bot, shownIn });
    if ('reason' in outcome) return choice(ctx, withdrawalRefusalText(ctx.t, outcome));
    const w = outcome.isNew ? await readWithdrawal(ctx.tx, outcome.withdrawalId) : undefined;
    return w && withdrawalScreen(ctx.t, w, money(w.amount.asset, 0n), appUrl);
  }
  return feature;
}
