import { Composer, type Telegram } from 'telegraf';
import type { Update, UserFromGetMe } from 'telegraf/types';
import { assert } from '../domain/assert.ts';
import type { Tx } from '../prisma/tx.ts';
import { CageContext } from './context.ts';
import type { BotDeps } from './deps.ts';
import { bonus } from './features/bonus.ts';
import { code } from './features/code.ts';
import { deposit } from './features/deposit.ts';
import { elsewhere } from './features/elsewhere.ts';
import { fairness } from './features/fairness.ts';
import { fallback } from './features/fallback.ts';
import { games } from './features/games.ts';
import { home } from './features/home.ts';
import { kyc } from './features/kyc.ts';
import { language } from './features/language.ts';
import { limits } from './features/limits.ts';
import { notices } from './features/notices.ts';
import { standing } from './features/standing.ts';
import { ticket } from './features/ticket.ts';
import { withdrawal } from './features/withdrawal.ts';

export type Bot = {
  /** Handles one update inside `tx`. Answers the line to show over the chat after the commit, for a tap. Throws when it could not: the update is tried again. */
  handle(tx: Tx, update: Update): Promise<{ answerTap?: { id: string; text: string | undefined } }>;
};

/** The bot as a function of its dependencies: one line a feature. Payments come first, and need no player to be served. */
export function createBot(telegram: Telegram, me: UserFromGetMe, deps: BotDeps): Bot {
  const composer = new Composer<CageContext>();
  composer.use(payments(deps), reach(deps), privateChats, patience(deps), admission(deps));
  composer.use(ticket(deps), home(deps), language(deps), code(deps), limits(deps), withdrawal(deps));
  if (deps.play) composer.use(games({ ...deps, play: deps.play }), fairness({ ...deps, play: deps.play }));
  composer.use(deposit(deps), kyc(deps), bonus(deps), standing(deps), notices(deps), elsewhere(deps), fallback(deps));
  const run = composer.middleware();

  return {
    async handle(tx, update) {
      const ctx = new CageContext(update, telegram, me, tx, deps.deliver);
      await run(ctx, async () => undefined);
      const tap = ctx.callbackQuery;
      return tap ? { answerTap: { id: tap.id, text: ctx.inner.toast } } : {};
    },
  };
}

const payments = (deps: BotDeps) => async (ctx: CageContext, next: () => Promise<void>) => {
  if (await deps.recordPayment(ctx)(ctx.update)) return;
  // A rail that was switched off, a currency nobody books: the money was taken all the same, so it must not be chatted away.
  const isPayment = ctx.message !== undefined && 'successful_payment' in ctx.message;
  assert(!isPayment, 'a payment came that no rail of ours reads: a person must look');
  await next();
};

const reach = (deps: BotDeps) => async (ctx: CageContext, next: () => Promise<void>) => {
  const change = ctx.myChatMember;
  if (!change) {
    const opened =
      ctx.chat?.type === 'private' && ctx.message && 'text' in ctx.message && /^\/start\b/.test(ctx.message.text);
    if (opened) await deps.markReach(ctx.tx, String(ctx.from?.id), true);
    return next();
  }
  if (change.chat.type !== 'private') return; // who removes us from a group still has their own chat with us
  await deps.markReach(ctx.tx, String(change.from.id), !['kicked', 'left'].includes(change.new_chat_member.status));
};

/** Money is nobody's business in a group. */
const privateChats = async (ctx: CageContext, next: () => Promise<void>): Promise<void> => {
  if (ctx.chat?.type === 'private') await next();
};

/** Who sends more than a hand can is asked to wait, once, and not served until then. Money was seen to before. */
const patience = (deps: BotDeps) => async (ctx: CageContext, next: () => Promise<void>) => {
  const from = ctx.from;
  if (!from) return;
  const pace = await deps.paceOf(String(from.id), `${ctx.bot}:${ctx.update.update_id}`);
  if (pace === 'served') return next();
  const text = deps.textsOf(from.language_code ?? 'en')('too-fast');
  if (ctx.callbackQuery) ctx.showToast(text);
  else if (pace === 'told') await ctx.say({ text, keys: [] });
};

const admission = (deps: BotDeps) => async (ctx: CageContext, next: () => Promise<void>) => {
  if (!ctx.from || ctx.from.is_bot) return;
  const player = await deps.admitPlayer(ctx)({ id: String(ctx.from.id), language: ctx.from.language_code });
  ctx.admit(player, deps.textsOf(player.language));
  await next();
};
