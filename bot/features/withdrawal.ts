import { Composer } from 'telegraf';
import type { DestinationId } from '../../contracts/ids.ts';
import { type PayoutRailId, payoutRailIds } from '../../contracts/rails.ts';
import { isAsset } from '../../domain/assets.ts';
import { isMoreThan, MAX_MINOR, type Money, money, parseAmount } from '../../domain/money.ts';
import { readWithdrawal } from '../../records/payments/withdrawal-reads.ts';
import type { GrantView } from '../../records/play/grant-reads.ts';
import type { WithdrawalWish } from '../../use-cases/request-withdrawal.ts';
import { activeBonusOf, type BonusCost } from '../../use-cases/withdrawal-bonus.ts';
import type { WithdrawalWay } from '../../use-cases/withdrawal-ways.ts';
import type { CageContext } from '../context.ts';
import type { BotDeps } from '../deps.ts';
import type { Screen } from '../screens/screen.ts';
import {
  destinationScreen,
  destinationTail,
  giveUpScreen,
  grantTail,
  withdrawalRefusalText,
  withdrawalScreen,
  withdrawScreen,
} from '../screens/withdrawal.ts';

/** What a key carries: the way, the amount, and the end of the destination's id where one was chosen. */
const CHOSEN = /^withdraw:([a-z-]{1,20}):([A-Z-]{3,10}):(\d{1,19})(?::([\da-f]{12}))?$/;
/** The same of a withdrawal that was not sent: its message stays its own. */
const AGAIN = /^withdraw:again:([a-z-]{1,20}):([A-Z-]{3,10}):(\d{1,19})(?::([\da-f]{12}))?$/;
/** The same with the end of the bonus that is given up for it. */
const GIVES_UP = /^give:([a-z-]{1,20}):([A-Z-]{3,10}):(\d{1,19}):([\da-f]{12})?:([\da-f]{8})$/;
const WAY = /^withdraw:by:([a-z-]{1,20})$/;
const isPayoutRail = (id: string): id is PayoutRailId => (payoutRailIds as readonly string[]).includes(id);

type Wish = Omit<WithdrawalWish, 'bot'> & { readonly shownIn: NonNullable<WithdrawalWish['shownIn']> };

/**
 * Choose a way where there are several, an amount, or write it behind the command, and where it goes when it does not go back the way it
 * came; the message it is asked in becomes the withdrawal's own, and in the end its receipt. The code that confirms it comes in
 * a message of its own.
 */
export function withdrawal({
  withdrawalWays,
  requestWithdrawal,
  destinationsOf,
  bonuses,
  appUrl,
}: BotDeps): Composer<CageContext> {
  const feature = new Composer<CageContext>();
  const choice = async (ctx: CageContext, { note, by }: { note?: string; by?: PayoutRailId } = {}) =>
    withdrawScreen(ctx.t, await withdrawalWays(ctx.tx, ctx.player.id), { note, by, appUrl, ...(await ended(ctx)) });
  /** The bonus that taking cash out gives up, what that costs now, and the offers that may end with it. */
  const ended = async ({
    tx,
    player,
  }: CageContext): Promise<{ costs: BonusCost | undefined; ends: readonly GrantView[] }> => {
    const { offers, withdrawable } = await bonuses.shown(tx, player.id);
    const { givesUp } = withdrawable;
    return { costs: givesUp && (await bonuses.cost(tx, player.id, givesUp)), ends: offers };
  };

  feature.command('withdraw', async (ctx) => {
    const { ways } = await withdrawalWays(ctx.tx, ctx.player.id);
    const way = ways.find(({ blockers }) => blockers.length === 0) ?? ways[0];
    const typed = ctx.message.text.replace(/^\S+\s*/, '');
    const amount = way && typed !== '' ? parseAmount(typed, way.available.asset) : undefined;
    if (!way || !amount) return void (await ctx.say(await choice(ctx)));
    const key = await ctx.say(await choice(ctx));
    const shown = await ask(ctx, { rail: way.rail, amount, shownIn: { bot: ctx.bot, chat: ctx.chatId, key } });
    if (shown) await ctx.replace(key, shown);
  });
  feature.action('withdraw', async (ctx) => ctx.show(await choice(ctx)));
  feature.action('withdraw:new', async (ctx) => void (await ctx.say(await choice(ctx))));
  feature.action(WAY, async (ctx) => {
    const [, rail = ''] = ctx.match;
    return ctx.show(await choice(ctx, isPayoutRail(rail) ? { by: rail } : {}));
  });

  feature.action(CHOSEN, async (ctx) => {
    const wish = wishOf(ctx.match);
    const message = ctx.tapped;
    if (!wish || message === undefined) return ctx.show(await choice(ctx));
    const shown = await ask(ctx, { ...wish, shownIn: { bot: ctx.bot, chat: ctx.chatId, message } }, wish.tail);
    return shown && ctx.show(shown);
  });
  feature.action(GIVES_UP, async (ctx) => {
    const wish = wishOf(ctx.match);
    const message = ctx.tapped;
    if (!wish || message === undefined) return ctx.show(await choice(ctx));
    const active = await activeBonusOf(ctx.tx, ctx.player.id);
    // Another one by now, or none: then the question is put anew, or there is none.
    const givesUp = active && grantTail(active) === ctx.match[5] ? active : undefined;
    const shown = await ask(ctx, { ...wish, givesUp, shownIn: { bot: ctx.bot, chat: ctx.chatId, message } }, wish.tail);
    return shown && ctx.show(shown);
  });
  feature.action(AGAIN, async (ctx) => {
    const wish = wishOf(ctx.match);
    const key = await ctx.say(await choice(ctx, wish ? { by: wish.rail } : {}));
    const shown = wish && (await ask(ctx, { ...wish, shownIn: { bot: ctx.bot, chat: ctx.chatId, key } }, wish.tail));
    if (shown) await ctx.replace(key, shown);
  });

  /** The withdrawal, or the question where it goes when that is open and there are several places. */
  async function ask(ctx: CageContext, wish: Wish, tail?: string): Promise<Screen | undefined> {
    const way = (await withdrawalWays(ctx.tx, ctx.player.id)).ways.find(({ rail }) => rail === wish.rail);
    if (!way || !needsDestination(way, wish.amount)) return request(ctx, wish);
    const places = await destinationsOf(ctx.tx, ctx.player.id, wish.rail);
    const [only, ...others] = tail === undefined ? places : places.filter(({ id }) => destinationTail(id) === tail);
    if (only && others.length > 0) return destinationScreen(ctx.t, wish, places);
    return request(ctx, { ...wish, destination: only?.id });
  }

  /** What its message says now; undefined: a second tap, whose message is already further. */
  async function request(ctx: CageContext, wish: Wish & { readonly destination?: DestinationId | undefined }) {
    const outcome = await requestWithdrawal(ctx)(ctx.player.id, { ...wish, bot: ctx.bot });
    if ('cost' in outcome) {
      const tail = wish.destination && destinationTail(wish.destination);
      return giveUpScreen(ctx.t, { rail: wish.rail, amount: wish.amount, tail }, outcome.cost);
    }
    if ('reason' in outcome) return choice(ctx, { note: withdrawalRefusalText(ctx.t, outcome), by: wish.rail });
    const w = outcome.isNew ? await readWithdrawal(ctx.tx, outcome.withdrawalId) : undefined;
    return w && withdrawalScreen(ctx.t, w, money(w.amount.asset, 0n), appUrl);
  }
  return feature;
}

/** What a key asks for; undefined: it is of other times, or made by hand. */
function wishOf([, rail = '', asset = '', digits = '0', tail]: RegExpExecArray) {
  const minor = BigInt(digits);
  if (!isPayoutRail(rail) || !isAsset(asset) || minor > MAX_MINOR) return undefined;
  return { rail, amount: money(asset, minor), tail };
}

const needsDestination = ({ withoutDestination }: WithdrawalWay, amount: Money): boolean =>
  withoutDestination !== undefined &&
  withoutDestination.asset === amount.asset &&
  isMoreThan(amount, withoutDestination);
