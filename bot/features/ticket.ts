import { Composer } from 'telegraf';
import { readStartPayload } from '../../domain/start-payload.ts';
import { ticketLetter } from '../../use-cases/show-ticket.ts';
import type { CageContext } from '../context.ts';
import type { BotDeps } from '../deps.ts';
import { cannotJoinScreen, ticketAnsweredScreen, ticketOverScreen, ticketScreen } from '../screens/ticket.ts';

const ANSWERED = /^ticket:([0-9a-f-]{36}):(\d{2}|no)$/;

/**
 * `/start` with something behind it. A ticket: a browser wants in, or to be joined with this chat, and shows a number that
 * only whoever sits before it knows. An invitation or a campaign is noted, and the menu comes as always.
 */
export function ticket({ seeTicket, answerTicket, noteArrivalBy, appUrl }: BotDeps): Composer<CageContext> {
  const feature = new Composer<CageContext>();
  const who = (ctx: CageContext) => ({ telegramId: String(ctx.from?.id), bot: ctx.bot });

  feature.start(async (ctx, next) => {
    const payload = readStartPayload(ctx.payload);
    if (payload?.kind !== 'ticket') {
      await noteArrivalBy(ctx.tx, ctx.player, ctx.payload);
      return next();
    }
    const seen = await seeTicket(ctx.tx, payload.code, who(ctx));
    if ('reason' in seen) return void (await ctx.say(ticketOverScreen(ctx.t)));
    const { ticket: asked, plan } = seen;
    const isHopeless = plan && 'reason' in plan.verdict;
    await ctx.say(isHopeless ? cannotJoinScreen(ctx.t, asked, plan) : ticketScreen(ctx.t, asked, plan));
  });

  feature.action(ANSWERED, async (ctx) => {
    const [, id = '', choice = ''] = ctx.match;
    const answer = await answerTicket(ctx.tx, id, who(ctx), choice === 'no' ? undefined : Number(choice));
    if ('reason' in answer) return ctx.show(ticketOverScreen(ctx.t));
    const screen = ticketAnsweredScreen(ctx.t, answer.outcome, answer.ticket, appUrl);
    return ctx.show(screen, answer.outcome === 'agreed' ? ticketLetter(id) : undefined);
  });
  return feature;
}
